import Foundation
import ViridianPostgreSQL

/// Debian's PostgreSQL on this machine, for one suite. It owns a process and a folder; ``stop()`` ends both.
struct PostgreSQLServer: Sendable {
    let folder: String
    let port: Int

    static let isInstalled: Bool = {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let hasServer = versions.contains { FileManager.default.isExecutableFile(atPath: "/usr/lib/postgresql/\($0)/bin/initdb") }
        return hasServer && FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")
    }()

    static let missing = "there is no PostgreSQL to ask: apt-get install postgresql openssl"

    /// Starts a server; a port that somebody else has taken is tried with another number.
    static func start() throws -> PostgreSQLServer {
        var failure: (any Error)?
        for _ in 0..<3 {
            let server = PostgreSQLServer(
                folder: "/tmp/viridian-postgresql-\(UUID().uuidString)", port: Int.random(in: 20000...32000))
            do {
                try run(script, ["start", server.folder, "\(server.port)"])
                return server
            } catch {
                failure = error
                server.stop()
            }
        }
        throw failure ?? Failure(description: "no server")
    }

    func stop() { _ = try? Self.run(Self.script, ["stop", folder]) }

    /// Carries statements out as the databases' owner.
    func execute(_ statements: String, in database: String) throws {
        try Self.run(
            "/usr/bin/psql",
            [
                "--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--command", statements,
                "host=127.0.0.1 port=\(port) user=owner dbname=\(database)",
            ], environment: ["PGPASSWORD": "owner password"])
    }

    var certificates: String { "\(folder)/authority.pem" }

    /// As a function connects.
    func endpoint(host: String = "localhost", certificates: String? = nil) -> PostgreSQLEndpoint {
        PostgreSQLEndpoint(host: host, port: port, security: .verified(rootCertificates: certificates ?? self.certificates))
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/postgresql").path()

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    @discardableResult
    static func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "\(program): \(text)") }
        return text
    }
}

extension Login {
    /// The owner of both databases.
    static func owner(of database: String) -> Login { Login(user: "owner", password: "owner password", database: database) }
}
