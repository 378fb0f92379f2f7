import Crypto

@testable import ViridianPostgreSQL

/// The server's half of the proof, as far as a test needs it: the salted password and the iterations are those of RFC 7677.
struct SCRAMServer {
    var login: Login
    var serverFirst: String
    var nonce: String

    /// The server's own proof in answer to the client's.
    mutating func final(for proof: [UInt8]) -> String {
        let text = String(decoding: proof, as: UTF8.self)
        let withoutProof = text.prefix(upTo: text.lastIndex(of: ",") ?? text.endIndex)
        let message = "n=,r=\(nonce),\(serverFirst),\(withoutProof)"
        let salt = Base64.decode("W22ZaJ0SNY7soEsUEjb6gQ==") ?? []
        let key = SymmetricKey(data: Array(login.password.utf8))
        var block = Array(HMAC<SHA256>.authenticationCode(for: salt + [0, 0, 0, 1], using: key))
        var salted = block
        for _ in 1..<4096 {
            block = Array(HMAC<SHA256>.authenticationCode(for: block, using: key))
            salted = zip(salted, block).map { $0 ^ $1 }
        }
        let serverKey = Array(HMAC<SHA256>.authenticationCode(for: Array("Server Key".utf8), using: SymmetricKey(data: salted)))
        return "v="
            + Base64.encode(
                Array(HMAC<SHA256>.authenticationCode(for: Array(message.utf8), using: SymmetricKey(data: serverKey))))
    }
}
