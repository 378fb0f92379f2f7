import Crypto

/// The client's half of SCRAM-SHA-256: both sides prove that they know the password, and neither says it.
///
/// The channel isn't bound: the server's certificate is checked in full instead. A password that isn't ASCII is taken as it is;
/// one that SASLprep would change can't be used.
///
/// Source: RFC 5802 and RFC 7677.
struct SCRAMClient: Hashable {
    static let mechanism = "SCRAM-SHA-256"
    static let iterationsAllowed = 4096...10_000_000

    private let firstBare: String
    private let nonce: String
    private let password: String
    private var state = State.beginning

    private enum State: Hashable {
        /// The state before the server has said its nonce and salt.
        case beginning
        /// The state while the server checks the proof and makes its own.
        case proving(serverSignature: [UInt8])
        /// The state after the server proved that it knows the password.
        case verified
        /// The state after anything that wasn't as it should be.
        case failed
    }

    /// Why a proof failed.
    enum Failure: Error, Hashable {
        case malformed
        /// The nonce isn't an answer to ours, or is ours alone.
        case nonce
        /// So few iterations that a password could be guessed from the proof, or so many that nobody waits for them.
        case iterations(Int)
        /// The server doesn't know the password.
        case serverSignature
        /// The server refused the proof.
        case refused
    }

    /// PostgreSQL takes the user of the startup message, whatever name stands here.
    init(user: String, password: String, nonce: String) {
        let name = user.replacing("=", with: "=3D").replacing(",", with: "=2C")
        firstBare = "n=\(name),r=\(nonce)"
        self.nonce = nonce
        self.password = password
    }

    /// Whether the server proved that it knows the password.
    var isVerified: Bool { state == .verified }

    /// What the client says first.
    var firstMessage: String { "n,,\(firstBare)" }

    /// The proof, in answer to the server's first message.
    mutating func finalMessage(answering serverFirst: String) throws(Failure) -> String {
        guard state == .beginning else { throw fail(.malformed) }
        let parts = serverFirst.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count >= 3, let nonce = Self.value("r", parts[0]),
            let salt = Self.value("s", parts[1]).flatMap(Base64.decode),
            let iterations = Self.value("i", parts[2]).flatMap({ Int($0) }), !salt.isEmpty
        else { throw fail(.malformed) }
        guard nonce.hasPrefix(self.nonce), nonce.utf8.count > self.nonce.utf8.count else { throw fail(.nonce) }
        guard Self.iterationsAllowed.contains(iterations) else { throw fail(.iterations(iterations)) }
        let salted = Self.salted(password, salt: salt, iterations: iterations)
        let clientKey = Self.code("Client Key", salted)
        let withoutProof = "c=biws,r=\(nonce)"
        let message = "\(firstBare),\(serverFirst),\(withoutProof)"
        let signature = Self.code(message, Array(SHA256.hash(data: clientKey)))
        let proof = zip(clientKey, signature).map { $0 ^ $1 }
        state = .proving(serverSignature: Self.code(message, Self.code("Server Key", salted)))
        return "\(withoutProof),p=\(Base64.encode(proof))"
    }

    /// Checks the server's own proof.
    mutating func verify(_ serverFinal: String) throws(Failure) {
        guard case .proving(let expected) = state else { throw fail(.malformed) }
        let first = serverFinal.split(separator: ",", omittingEmptySubsequences: false).first ?? ""
        if Self.value("e", first) != nil { throw fail(.refused) }
        guard let signature = Self.value("v", first).flatMap(Base64.decode) else { throw fail(.malformed) }
        guard Self.isEqual(signature, expected) else { throw fail(.serverSignature) }
        state = .verified
    }

    private mutating func fail(_ failure: Failure) -> Failure {
        state = .failed
        return failure
    }

    private static func value(_ name: String, _ part: Substring) -> String? {
        part.hasPrefix("\(name)=") ? String(part.dropFirst(2)) : nil
    }

    private static func code(_ text: String, _ key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
    }

    /// PBKDF2 with one block, which is what a digest of 32 bytes needs.
    private static func salted(_ password: String, salt: [UInt8], iterations: Int) -> [UInt8] {
        let key = SymmetricKey(data: Array(password.utf8))
        var block = HMAC<SHA256>.authenticationCode(for: salt + [0, 0, 0, 1], using: key)
        var result = Array(block)
        for _ in 1..<iterations {
            block = block.withUnsafeBytes { HMAC<SHA256>.authenticationCode(for: $0, using: key) }
            block.withUnsafeBytes { bytes in
                for index in result.indices { result[index] ^= bytes[index] }
            }
        }
        return result
    }

    /// In a time that doesn't tell where they differ.
    private static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension SCRAMClient: CustomStringConvertible, CustomReflectable {
    var description: String { "SCRAMClient(…)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
