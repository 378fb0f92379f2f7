import Foundation
import ViridianRunner

/// A hook that is a command: run without a shell, in a process group of its own, with an environment of its own.
struct CommandHook {
    var words: [String]
    /// Everything that it sees of the environment.
    var environment: [String: String]
    var directory: String
    /// Where the end of its output is kept, for its owner only.
    var log: String

    /// How long it has to end after SIGTERM.
    private static let grace = Duration.seconds(1)
    private static let lookEvery = Duration.milliseconds(20)

    /// Runs it to its end, and whatever it started with it.
    ///
    /// - Throws: what kept it from being started, or ``HookTrouble`` when its time was over.
    func run(_ spawner: ProcessSpawner, timeout: Duration) async throws -> HookAnswer {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw HookTrouble(what: "no pipe: \(String(cString: strerror(errno)))") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        var output = Output(descriptor: ends[0])
        defer { close(ends[0]) }
        let process: pid_t
        do {
            defer { close(ends[1]) }
            process = try await spawner.start(words, environment: environment, directory: directory, output: ends[1])
        }
        let clock = MachineClock()
        let deadline = clock.sinceStart + timeout
        var killedAt: Duration?
        while true {
            output.read()
            if let ending = ProcessEnding(of: process) {
                // What it started has no business of its own.
                kill(-process, SIGKILL)
                output.read()
                keep(output.data)
                guard killedAt == nil else { throw HookTrouble(what: "it was stopped: its time was over") }
                return HookAnswer.command(ending, output: output.data)
            }
            let now = clock.sinceStart
            if let killedAt, now >= killedAt + Self.grace {
                kill(-process, SIGKILL)
            } else if killedAt == nil, now >= deadline || Task.isCancelled {
                kill(-process, SIGTERM)
                killedAt = now
            }
            // A cancelled task doesn't sleep, and still has to see the process end.
            await Task { try? await Task.sleep(for: Self.lookEvery) }.value
        }
    }

    private func keep(_ output: Data) {
        let file = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        try? handle.write(contentsOf: output)
    }

    /// What a process printed, up to a bound; the rest is read and forgotten, so that it is never held up.
    private struct Output {
        var descriptor: Int32
        var data = Data()

        mutating func read() {
            var buffer = [UInt8](repeating: 0, count: 16 * 1024)
            while true {
                let count = Foundation.read(descriptor, &buffer, buffer.count)
                guard count > 0 else { return }
                data.append(contentsOf: buffer[..<count])
                // The end is what it answers by, so the beginning goes.
                if data.count > HookAnswer.lengthMaximum { data = Data(data.suffix(HookAnswer.lengthMaximum)) }
            }
        }
    }
}

/// Why a hook gave no answer: the question is put again.
struct HookTrouble: Error, CustomStringConvertible {
    var what: String
    var description: String { what }
}
