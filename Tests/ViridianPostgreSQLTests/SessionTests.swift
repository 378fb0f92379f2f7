import Testing

@testable import ViridianPostgreSQL

/// A conversation, without a socket: what it does after each event.
@Suite struct SessionTests {
    private static let login = Login(user: "user", password: "pencil", database: "shop")
    private static let nonce = "rOprNGfwEbeRWgbNEkqO"
    private static let serverFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"

    private func session(encrypts: Bool = false, limits: Session.Limits = .init()) -> Session {
        Session(login: Self.login, encrypts: encrypts, nonce: Self.nonce, limits: limits)
    }

    /// A session whose server has proved itself.
    private func readySession(limits: Session.Limits = .init()) throws -> Session {
        var session = session(limits: limits)
        _ = session.handle(.opened)
        _ = session.handle(.received(Wire.sasl("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")))
        let effects = session.handle(.received(Wire.saslContinue(Self.serverFirst)))
        guard case .write(.saslResponse(let proof))? = effects.first else { throw Unexpected(effects) }
        var server = SCRAMServer(login: Self.login, serverFirst: Self.serverFirst, nonce: Self.nonce)
        let answer = Wire.saslFinal(server.final(for: proof)) + Wire.authenticated + Wire.message("S", [0, 0]) + Wire.ready
        guard session.handle(.received(answer)) == [.becomeReady] else { throw Unexpected([]) }
        return session
    }

    private struct Unexpected: Error {
        var effects: [Session.Effect]
        init(_ effects: [Session.Effect]) { self.effects = effects }
    }

    private func end(_ effects: [Session.Effect]) -> PostgreSQLError? {
        guard case .end(let error)? = effects.last else { return nil }
        return error
    }

    @Test func `nothing is said in clear but the question for TLS`() {
        var session = session(encrypts: true)
        #expect(session.handle(.opened) == [.write(.sslRequest)])
        #expect(session.handle(.received([UInt8(ascii: "S")])) == [.encrypt])
        #expect(session.handle(.encrypted) == [.write(.startup(user: "user", database: "shop"))])
    }

    @Test(arguments: [
        ([UInt8(ascii: "N")], "The server doesn't encrypt. Switch TLS on there."),
        (Array("SR".utf8), "The server answered the question for TLS with something else."),
        (Array("E".utf8), "The server answered the question for TLS with something else."),
        ([], "The server answered the question for TLS with something else."),
    ])
    func `a server that doesn't encrypt, or says more than that it does, is left`(answer: [UInt8], message: String) {
        var session = session(encrypts: true)
        _ = session.handle(.opened)
        #expect(session.handle(.received(answer)) == [.end(PostgreSQLError(.tls, message))])
        #expect(session.handle(.encrypted) == [])
    }

    @Test func `both sides prove that they know the password, and rows follow`() throws {
        var session = try readySession()
        #expect(session.handle(.query("SELECT 1")) == [.write(.query("SELECT 1"))])
        #expect(session.handle(.received(Wire.columns(2) + Wire.row("1", nil))) == [])
        #expect(
            session.handle(.received(Wire.row("2", "b") + Wire.message("C", [0]) + Wire.ready)) == [
                .answer([["1", nil], ["2", "b"]])
            ])
        #expect(session.handle(.query("SELECT 2")) == [.write(.query("SELECT 2"))])
        #expect(session.handle(.received(Wire.message("C", [0]) + Wire.ready)) == [.answer([])])
    }

    @Test(arguments: [
        (Wire.authenticated, "no proof of the password"), (Wire.message("R", [0, 0, 0, 3]), "the password itself"),
        (Wire.message("R", [0, 0, 0, 5, 1, 2, 3, 4]), "an MD5 of the password"), (Wire.message("R", [0, 0, 0, 7]), "method 7"),
        (Wire.sasl("SCRAM-SHA-1"), "a mechanism of SASL that this client doesn't know"),
    ])
    func `a server that would learn the password, or needs none, is left`(question: [UInt8], what: String) throws {
        var session = session()
        _ = session.handle(.opened)
        let error = try #require(end(session.handle(.received(question))))
        #expect(error.code == .authentication)
        #expect(error.message.hasPrefix("The server wants \(what), and only SCRAM-SHA-256 is safe."))
    }

    @Test func `a server that stops halfway through its proof is left`() throws {
        var session = session()
        _ = session.handle(.opened)
        _ = session.handle(.received(Wire.sasl("SCRAM-SHA-256")))
        _ = session.handle(.received(Wire.saslContinue(Self.serverFirst)))
        #expect(try #require(end(session.handle(.received(Wire.authenticated)))).code == .authentication)
    }

    @Test func `a server whose proof is wrong is left`() throws {
        var session = session()
        _ = session.handle(.opened)
        _ = session.handle(.received(Wire.sasl("SCRAM-SHA-256")))
        _ = session.handle(.received(Wire.saslContinue(Self.serverFirst)))
        let forged = Wire.saslFinal("v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=") + Wire.authenticated + Wire.ready
        let effects = session.handle(.received(forged))
        #expect(end(effects)?.message == "The server doesn't know the password: it isn't the one that it should be.")
        #expect(effects.count == 1)
    }

    @Test func `a refused password is told with the server's code`() {
        var session = session()
        _ = session.handle(.opened)
        let error = end(session.handle(.received(Wire.error("28P01", "password authentication failed for user \"user\""))))
        #expect(
            error?.description
                == "The server said: password authentication failed for user \"user\" (SQLSTATE 28P01)")
        #expect(error?.code == .authentication)
    }

    @Test func `a refused statement leaves the connection as it was`() throws {
        var session = try readySession()
        _ = session.handle(.query("SELEC"))
        #expect(session.handle(.received(Wire.error("42601", "syntax error"))) == [])
        #expect(
            session.handle(.received(Wire.ready))
                == [.refuse(PostgreSQLError(.refused, "The server said: syntax error", sqlState: "42601"))])
        #expect(session.handle(.query("SELECT 1")) == [.write(.query("SELECT 1"))])
    }

    @Test func `no more is taken than there is room for`() throws {
        var limits = Session.Limits()
        limits.messageBytesMaximum = 100
        limits.answerBytesMaximum = 40
        var large = try readySession(limits: limits)
        _ = large.handle(.query("SELECT"))
        #expect(end(large.handle(.received([68, 0, 0, 0, 101])))?.code == .tooLarge)
        var many = try readySession(limits: limits)
        _ = many.handle(.query("SELECT"))
        _ = many.handle(.received(Wire.columns(1)))
        let row = Wire.row("ten bytes!")
        #expect(many.handle(.received(row + row)) == [])
        #expect(end(many.handle(.received(row)))?.code == .tooLarge)
        limits.greetingBytesMaximum = 50
        var early = session(limits: limits)
        _ = early.handle(.opened)
        #expect(end(early.handle(.received([69, 0, 0, 0, 51])))?.code == .tooLarge)
    }

    @Test(arguments: [Wire.row("1"), Wire.columns(1) + Wire.row("1", "2"), Wire.authenticated, Wire.message("q", [])])
    func `what a server can't say during an answer ends the conversation`(bytes: [UInt8]) throws {
        var session = try readySession()
        _ = session.handle(.query("SELECT 1"))
        #expect(try #require(end(session.handle(.received(bytes)))).code == .malformed)
        #expect(session.handle(.received(Wire.ready)) == [])
        #expect(session.handle(.query("SELECT 1")) == [])
        #expect(session.handle(.failed(PostgreSQLError(.closed, ""))) == [])
    }

    @Test func `a server may end the conversation between statements, and says why`() throws {
        var session = try readySession()
        #expect(end(session.handle(.received(Wire.error("57P01", "terminating connection"))))?.sqlState == "57P01")
    }
}
