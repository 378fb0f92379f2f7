import Testing

@testable import ViridianPostgreSQL

@Suite struct PostgreSQLEndpointTests {
    @Test(arguments: ["db.example.org", "10.0.0.1", "127.0.0.1.example.org", "localhost.example.org", "::2", ""])
    func `nothing is said in clear to another machine`(host: String) async {
        let endpoint = PostgreSQLEndpoint(host: host, port: 5432, security: .plainOnLoopback)
        let login = Login(user: "app", password: "hush", database: "shop")
        let error = await #expect(throws: PostgreSQLError.self) {
            try await PostgreSQLConnection.connect(to: endpoint, as: login, timeout: .seconds(1))
        }
        #expect(error?.code == .insecure)
    }

    @Test(arguments: ["localhost", "127.0.0.1", "127.0.0.2", "::1"])
    func `this machine may be talked to in clear`(host: String) {
        #expect(PostgreSQLEndpoint(host: host, port: 5432, security: .plainOnLoopback).isLoopback)
    }

    @Test func `where nobody answers, the place is named`() async {
        let endpoint = PostgreSQLEndpoint(host: "127.0.0.1", port: 1, security: .plainOnLoopback)
        let login = Login(user: "app", password: "hush", database: "shop")
        let error = await #expect(throws: PostgreSQLError.self) {
            try await PostgreSQLConnection.connect(to: endpoint, as: login, timeout: .seconds(5))
        }
        #expect(error?.code == .unreachable)
        #expect(error?.message.hasPrefix("Nobody answers at 127.0.0.1, port 1: ") == true)
        #expect(error?.description.contains("hush") == false)
    }
}
