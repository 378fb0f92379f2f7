import Foundation

/// `viridian rehearse` on the shop, as fast as a machine that is busy with other tests can follow, and what it said.
struct Rehearsing {
    var exitCode: Int32
    var rows: [[String: Any]]
    var errors: String
    let folder: TemporaryFolder

    var summary: [String: Any] { rows.last ?? [:] }
    var verdict: String { summary["verdict"] as? String ?? errors }
    var requests: Int { summary["requests"] as? Int ?? 0 }
    var failures: Int { summary["failures"] as? Int ?? -1 }

    /// The rows' kinds, without repetitions: the story in short.
    var events: [String] { rows.compactMap { $0["event"] as? String } }

    /// The weights of each row that has a kind.
    func weights(at event: String) -> [[String: Int]] {
        rows.filter { $0["event"] as? String == event }.compactMap { $0["weights"] as? [String: Int] }
    }

    var runFolder: String { Self.runFolder(in: folder) }

    static func runFolder(in folder: TemporaryFolder) -> String { folder.url.appending(path: "run").path }

    /// Times of the shop's plan in seconds: holds 20, bake 20; divided by 20 unless said otherwise.
    static func run(
        _ arguments: [String] = [], template: String? = nil, folder given: TemporaryFolder? = nil, scale: String = "20",
        whileRunning: (Process) throws -> Void = { _ in }
    ) throws -> Rehearsing {
        let folder = try given ?? TemporaryFolder()
        let words = ["rehearse", template ?? Fixture.shop.path, "--json", "--scale", scale, "--folder", runFolder(in: folder)]
        let result = try Program.viridian.run(words + arguments, in: folder.url, whileRunning: whileRunning)
        return Rehearsing(exitCode: result.exitCode, rows: rows(result.output), errors: result.errors, folder: folder)
    }

    static func resume(_ folder: TemporaryFolder) throws -> Rehearsing {
        let result = try Program.viridian.run(["rehearse", "--json", "--resume", runFolder(in: folder)], in: folder.url)
        return Rehearsing(exitCode: result.exitCode, rows: rows(result.output), errors: result.errors, folder: folder)
    }

    private static func rows(_ output: String) -> [[String: Any]] {
        output.split(separator: "\n").compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
        }
    }

    /// Processes of this rehearsal that are still there, by the mark in their environment, the world by its arguments.
    static func processes(of folder: TemporaryFolder) throws -> [Int32] {
        let data = try Data(contentsOf: URL(filePath: runFolder(in: folder)).appending(path: "world.json"))
        let configuration = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let mark = Data("VIRIDIAN_REHEARSAL=\(configuration?["id"] as? String ?? "")".utf8)
        let path = Data(runFolder(in: folder).utf8)
        return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init).filter { process in
            func words(_ file: String) -> [Data] {
                (FileManager.default.contents(atPath: "/proc/\(process)/\(file)") ?? Data()).split(separator: 0).map { Data($0) }
            }
            return words("environ").contains(mark) || words("cmdline").contains(path)
        }
    }

    /// The process of the world.
    static func world(of folder: TemporaryFolder) throws -> Int32? {
        try processes(of: folder).first { process in
            let words = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
            return words.split(separator: 0).contains { Data($0) == Data("world".utf8) }
        }
    }
}
