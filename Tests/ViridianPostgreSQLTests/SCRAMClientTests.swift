import Testing

@testable import ViridianPostgreSQL

@Suite struct SCRAMClientTests {
    private static let serverFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"

    private var client: SCRAMClient { SCRAMClient(user: "user", password: "pencil", nonce: "rOprNGfwEbeRWgbNEkqO") }

    @Test func `it speaks as in the example of RFC 7677`() throws {
        var client = client
        #expect(client.firstMessage == "n,,n=user,r=rOprNGfwEbeRWgbNEkqO")
        #expect(
            try client.finalMessage(answering: Self.serverFirst)
                == "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")
        #expect(!client.isVerified)
        try client.verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")
        #expect(client.isVerified)
    }

    @Test func `a server that doesn't know the password is found out`() throws {
        var client = client
        _ = try client.finalMessage(answering: Self.serverFirst)
        #expect(throws: SCRAMClient.Failure.serverSignature) {
            try client.verify("v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")
        }
        #expect(!client.isVerified)
    }

    @Test(arguments: [
        ("", SCRAMClient.Failure.malformed), ("r=,s=,i=", .malformed),
        ("m=ext,r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=4096", .malformed),
        ("r=rOprNGfwEbeRWgbNEkqO,s=W22Z,i=4096", .nonce), ("r=another,s=W22Z,i=4096", .nonce),
        ("r=rOprNGfwEbeRWgbNEkqOx,s=W2!Z,i=4096", .malformed), ("r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=many", .malformed),
        ("r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=4095", .iterations(4095)), ("r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=-1", .iterations(-1)),
        ("r=rOprNGfwEbeRWgbNEkqOx,s=W22Z,i=2000000000", .iterations(2_000_000_000)),
    ])
    func `what the server can't say is refused, once and for all`(message: String, failure: SCRAMClient.Failure) {
        var client = client
        #expect(throws: failure) { try client.finalMessage(answering: message) }
        #expect(throws: SCRAMClient.Failure.malformed) { try client.finalMessage(answering: Self.serverFirst) }
        #expect(throws: SCRAMClient.Failure.malformed) { try client.verify("v=") }
    }

    @Test(arguments: [
        ("e=invalid-proof", SCRAMClient.Failure.refused), ("", .malformed), ("v=!", .malformed), ("x=1", .malformed),
    ])
    func `a refused proof is no proof`(message: String, failure: SCRAMClient.Failure) throws {
        var client = client
        _ = try client.finalMessage(answering: Self.serverFirst)
        #expect(throws: failure) { try client.verify(message) }
        #expect(!client.isVerified)
    }

    @Test func `a name can't be mistaken for another part of the message`() {
        let client = SCRAMClient(user: "a=b,r=c", password: "", nonce: "n")
        #expect(client.firstMessage == "n,,n=a=3Db=2Cr=3Dc,r=n")
    }

    @Test func `passwords reach no description`() {
        let login = Login(user: "app", password: "pencil", database: "shop")
        let session = Session(login: login, encrypts: true, nonce: "n")
        for value in [login, client, session, [login]] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(reflecting: value), dumped] { #expect(!text.contains("pencil")) }
        }
        #expect("\(login)" == "Login(app to shop, …)")
    }
}
