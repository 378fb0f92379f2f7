import Foundation
import LocalServers
import Synchronization
import Testing
import ViridianLambda
import ViridianPostgreSQL
import ViridianSchema

@testable import schema_validator

/// The client, the catalogue and the whole function against a PostgreSQL server.
@Suite(.serialized, .enabled(if: PostgreSQLServer.isInstalled, Comment(rawValue: PostgreSQLServer.missing)))
struct RealDatabaseTests {
    /// Gives a server to a test, and ends it whatever comes of the test.
    private func withServer(_ body: (PostgreSQLServer) async throws -> Void) async throws {
        let server = try PostgreSQLServer.start()
        defer { server.stop() }
        try await body(server)
    }

    private func failure(
        _ endpoint: PostgreSQLEndpoint, _ login: Login = .owner(of: "blue"), timeout: Duration = .seconds(10)
    ) async -> PostgreSQLError? {
        do throws(PostgreSQLError) {
            await (try PostgreSQLConnection.connect(to: endpoint, as: login, timeout: timeout)).close()
            return nil
        } catch {
            return error
        }
    }

    @Test func `a server is only trusted with a certificate in its name, and with SCRAM`() async throws {
        try await withServer { server in
            #expect(await failure(server.endpoint()) == nil)
            #expect(await failure(server.endpoint(host: "127.0.0.1"))?.code == .tls)
            #expect(await failure(server.endpoint(certificates: "\(server.folder)/stranger.pem"))?.code == .tls)
            #expect(await failure(server.endpoint(certificates: "\(server.folder)/none.pem"))?.code == .tls)
            let system = PostgreSQLEndpoint(host: "localhost", port: server.port, security: .verified(rootCertificates: nil))
            #expect(await failure(system)?.code == .tls)
            let plain = PostgreSQLEndpoint(host: "127.0.0.1", port: server.port, security: .plainOnLoopback)
            #expect(await failure(plain) == nil)
            let wrong = await failure(server.endpoint(), Login(user: "owner", password: "wrong", database: "blue"))
            #expect(wrong?.sqlState == "28P01")
            #expect(wrong?.code == .authentication)
            for user in ["old", "clear", "anybody"] {
                let refused = await failure(server.endpoint(), Login(user: user, password: "\(user) password", database: "blue"))
                #expect(
                    refused?.message.contains("only SCRAM-SHA-256 is safe") == true, "\(user): \(String(describing: refused))")
            }
            let missing = await failure(server.endpoint(), .owner(of: "red"))
            #expect(missing?.sqlState == "3D000")
        }
    }

    @Test func `statements are answered, refused, or take too long`() async throws {
        try await withServer { server in
            let connection = try await PostgreSQLConnection.connect(
                to: server.endpoint(), as: .owner(of: "blue"), timeout: .seconds(3))
            #expect(try await connection.query("SELECT 1, NULL, 'ü'") == [["1", nil, "ü"]])
            let error = await #expect(throws: PostgreSQLError.self) { try await connection.query("SELECT * FROM nowhere") }
            #expect(error?.sqlState == "42P01")
            let rows = try await connection.query("SELECT repeat('x', 1000) FROM generate_series(1, 5000)")
            #expect(rows.count == 5000)
            let slow = await #expect(throws: PostgreSQLError.self) { try await connection.query("SELECT pg_sleep(30)") }
            #expect(slow?.code == .timedOut)
            let after = await #expect(throws: PostgreSQLError.self) { try await connection.query("SELECT 1") }
            #expect(after?.code == .timedOut || after?.code == .closed)
            let another = try await PostgreSQLConnection.connect(
                to: server.endpoint(), as: .owner(of: "blue"), timeout: .seconds(3))
            await another.close()
            let closed = await #expect(throws: PostgreSQLError.self) { try await another.query("SELECT 1") }
            #expect(closed?.code == .closed)
        }
    }

    private static let schema = """
        CREATE TYPE state AS ENUM ('new', 'paid');
        CREATE DOMAIN email AS text NOT NULL CONSTRAINT at CHECK (VALUE LIKE '%@%');
        CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, address email, code char(3) COLLATE "C");
        CREATE TABLE "Order" (
            id serial PRIMARY KEY, customer bigint NOT NULL REFERENCES customers ON DELETE CASCADE, state state DEFAULT 'new',
            note varchar(20), total numeric(10, 2) CHECK (total >= 0), gross numeric GENERATED ALWAYS AS (total * 2) STORED,
            tags text[], placed timestamp(3) with time zone NOT NULL DEFAULT now());
        CREATE INDEX ON "Order" (note);
        CREATE UNIQUE INDEX ON "Order" (customer, placed);
        CREATE UNIQUE INDEX ON "Order" (lower(note)) WHERE note IS NOT NULL;
        CREATE VIEW sums AS SELECT sum(total) AS total FROM "Order";
        CREATE TABLE days (day date NOT NULL) PARTITION BY RANGE (day);
        CREATE TABLE days_2026 PARTITION OF days FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE SCHEMA audit;
        CREATE TABLE audit.nothing ();
        """

    @Test func `a catalogue holds what statements made`() async throws {
        try await withServer { server in
            try server.execute(Self.schema, in: "blue")
            let connection = try await PostgreSQLConnection.connect(
                to: server.endpoint(), as: .owner(of: "blue"), timeout: .seconds(10))
            let catalogue = try await connection.catalogue()
            await connection.close()
            #expect(
                catalogue.relations.keys.sorted() == [
                    "audit.nothing", "public.\"Order\"", "public.customers", "public.days", "public.sums",
                ])
            #expect(catalogue.types["public.state"] == .labels(["new", "paid"]))
            #expect(
                catalogue.types["public.email"]
                    == .domain(
                        .init(
                            Column("text", isNullable: false),
                            constraints: ["at": Constraint(.check, "CHECK ((VALUE ~~ '%@%'::text))")])))
            #expect(
                catalogue.relations["public.customers"]
                    == Relation(
                        columns: [
                            "id": Column("bigint", isNullable: false, value: .identityAlways), "address": Column("public.email"),
                            "code": Column("character(3)", collation: "pg_catalog.\"C\""),
                        ],
                        constraints: ["customers_pkey": Constraint(.primaryKey, "PRIMARY KEY (id)", columns: ["id"])]))
            let order = try #require(catalogue.relations["public.\"Order\""])
            #expect(
                order.columns["id"]
                    == Column("integer", isNullable: false, value: .default("nextval('public.\"Order_id_seq\"'::regclass)")))
            #expect(order.columns["state"] == Column("public.state", value: .default("'new'::public.state")))
            #expect(order.columns["gross"] == Column("numeric", value: .generated("(total * (2)::numeric)")))
            #expect(order.columns["placed"]?.type == "timestamp(3) with time zone")
            #expect(order.columns["tags"]?.type == "text[]")
            #expect(
                order.constraints["Order_customer_fkey"]
                    ?? order.constraints["\"Order_customer_fkey\""]
                    == Constraint(
                        .foreignKey, "FOREIGN KEY (customer) REFERENCES public.customers(id) ON DELETE CASCADE",
                        columns: ["customer"]))
            #expect(
                order.indexes == [
                    Index("USING btree (note)", columns: ["note"]),
                    Index("USING btree (customer, placed)", isUnique: true, columns: ["customer", "placed"]),
                    Index("USING btree (lower((note)::text)) WHERE (note IS NOT NULL)", isUnique: true),
                ])
            #expect(catalogue.relations["public.sums"] == Relation(.view, columns: ["total": Column("numeric")]))
        }
    }

    @Test func `the function says what a migration does`() async throws {
        try await withServer { server in
            try server.execute(Self.schema, in: "blue")
            try server.execute(Self.schema, in: "green")
            let function = try await FunctionUnderTest(server: server)
            #expect(
                try await function.answers(to: "{}") == [
                    #"{"candidate":"green","compatible":true,"differences":[],"stable":"blue"}"#
                ])

            try server.execute(
                "ALTER TABLE \"Order\" ALTER note TYPE varchar(50), ADD gift boolean NOT NULL DEFAULT false", in: "green")
            let safe = try await function.answers(to: "{}", FunctionUnderTest.hook, #"{"stable":"green","reportOnly":true}"#)
            #expect(
                safe[0].hasPrefix(
                    #"{"candidate":"green","compatible":true,"differences":[{"candidate":"boolean NOT NULL DEFAULT false""#))
            #expect(safe[1] == #"{"hookStatus":"SUCCEEDED"}"#)
            #expect(safe[2].contains(#""change":"column-removed""#) && safe[2].contains(#""compatible":false"#))

            try server.execute("ALTER TABLE customers DROP code", in: "green")
            let broken = try await function.answers(
                to: "{}", FunctionUnderTest.hook, #"{"schemas":["audit"]}"#, #"{"stable":"red"}"#)
            #expect(
                broken[0] == """
                    {"errorMessage":"The schema of green breaks the version that runs on blue: column public.customers.code: \
                    column-removed: character(3). The old version names it.","errorType":"SchemaIncompatible","stackTrace":[]}
                    """)
            #expect(broken[1] == #"{"hookStatus":"FAILED"}"#)
            #expect(broken[2].hasPrefix(#"{"candidate":"green","compatible":true"#))
            #expect(broken[3].contains(#""errorType":"InvalidEvent""#))
            #expect(!function.everythingWritten.contains("owner password"))
            #expect(!function.everythingWritten.contains("hush"))
            await function.close()
        }
    }
}
