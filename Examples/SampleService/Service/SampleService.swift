import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A small HTTP server whose faults are switched on by its environment: the blue and the green of a rehearsal.
///
/// It answers `/`, `/health` and `/version`. SIGTERM or SIGINT ends it well: it accepts nothing new, finishes what it has
/// begun and returns.
public struct SampleService: Sendable {
    /// What the environment asked for.
    public let settings: SampleServiceSettings

    /// A service as these environment variables describe it.
    public init(environment: [String: String]) throws(SampleServiceError) {
        settings = try SampleServiceSettings(environment: environment)
    }

    /// The whole program: 0 after a signal, 2 when a setting is bad, 1 when the port is taken or the crash that was asked for
    /// comes.
    public static func main() async -> Never {
        let service: SampleService
        do throws(SampleServiceError) {
            service = try SampleService(environment: currentEnvironment())
        } catch {
            complain(error)
            exit(2)
        }
        do {
            try await service.run { port in announce("sample-service \(service.settings.version) listens on port \(port)") }
            exit(0)
        } catch {
            complain(error)
            exit(1)
        }
    }

    /// Serves until SIGTERM or SIGINT, then ends in-flight requests within `grace`. `whenListening` gets the port.
    public func run(
        grace: Duration = .seconds(20), whenListening: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let signals = TerminationSignals(ignoringSIGTERM: settings.ignoresSIGTERM)
        let server = try await SampleServer(settings: settings)
        whenListening(server.port)
        if let crashAfter = settings.crashAfter {
            server.schedule(after: crashAfter) { _exit(1) }
        }
        await signals.first()
        await server.stop(within: grace)
    }

    private static func currentEnvironment() -> [String: String] {
        var result: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let pair = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
            next += 1
        }
        return result
    }

    private static func complain(_ error: any Error) { put("error: \(error)\n", to: 2) }

    private static func announce(_ text: String) { put(text + "\n", to: 1) }

    private static func put(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
