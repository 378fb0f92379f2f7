/// A conversation with a server, from the first byte to the last: events go in, effects come out.
///
/// Nothing is asked before the connection is encrypted, if it should be, and before the server has proved that it knows the
/// password: a server that asks for the password itself, or asks for nothing, is refused.
///
/// Source: PostgreSQL manual, "Message Flow".
struct Session: Hashable {
    private let login: Login
    private let encrypts: Bool
    private let limits: Limits
    private var reader: MessageReader
    private var scram: SCRAMClient
    private var state = State.beginning
    /// What has come so far of an answer. It isn't part of the state, so that a row is added without copying the others.
    private var answer = Answer()

    private enum State: Hashable {
        /// The state before the connection is there.
        case beginning
        /// The state while the server says whether it encrypts.
        case askingForTLS
        /// The state while both sides agree on keys.
        case encrypting
        /// The state while each side proves who it is.
        case authenticating
        /// The state after both did, until the server is ready.
        case settling
        /// The state while the server waits for statements.
        case ready
        /// The state while statements are carried out.
        case asking
        /// The state after which there is no other.
        case ended
    }

    private struct Answer: Hashable {
        var rows: [[String?]] = []
        var bytes = 0
        var columns = 0
        var error: PostgreSQLError?
    }

    /// How much is taken.
    struct Limits: Hashable {
        /// Of a message before both sides have proved who they are.
        var greetingBytesMaximum = 64 << 10
        /// Of a message after that.
        var messageBytesMaximum = 4 << 20
        /// Of all rows of an answer.
        var answerBytesMaximum = 64 << 20
    }

    enum Event: Hashable {
        case opened
        case received([UInt8])
        /// The connection is encrypted, and the server is who it should be.
        case encrypted
        case query(String)
        case failed(PostgreSQLError)
    }

    enum Effect: Hashable {
        case write(FrontendMessage)
        case encrypt
        /// The server waits for statements.
        case becomeReady
        case answer([[String?]])
        /// The statements failed, and others may be asked.
        case refuse(PostgreSQLError)
        /// The conversation is over.
        case end(PostgreSQLError)
    }

    init(login: Login, encrypts: Bool, nonce: String, limits: Limits = Limits()) {
        self.login = login
        self.encrypts = encrypts
        self.limits = limits
        reader = MessageReader(bytesMaximum: limits.greetingBytesMaximum)
        scram = SCRAMClient(user: "", password: login.password, nonce: nonce)
    }

    /// Takes an event. What nothing led to, and what comes after the end, is passed over.
    mutating func handle(_ event: Event) -> [Effect] {
        switch (state, event) {
        case (.ended, _): return []
        case (_, .failed(let error)): return [end(error)]
        case (.beginning, .opened):
            state = encrypts ? .askingForTLS : .authenticating
            return [.write(encrypts ? .sslRequest : startup)]
        case (.askingForTLS, .received(let bytes)): return beginTLS(bytes)
        case (.encrypting, .encrypted):
            state = .authenticating
            return [.write(startup)]
        case (.ready, .query(let statements)):
            state = .asking
            answer = Answer()
            return [.write(.query(statements))]
        case (.authenticating, .received(let bytes)), (.settling, .received(let bytes)), (.ready, .received(let bytes)),
            (.asking, .received(let bytes)):
            return read(bytes)
        default: return []
        }
    }

    private var startup: FrontendMessage { .startup(user: login.user, database: login.database) }

    /// The server answers with one byte. What follows it in clear was put there by somebody in between (CVE-2021-23222).
    private mutating func beginTLS(_ bytes: [UInt8]) -> [Effect] {
        guard bytes == [UInt8(ascii: "S")] else {
            return [
                end(
                    bytes == [UInt8(ascii: "N")]
                        ? PostgreSQLError(.tls, "The server doesn't encrypt. Switch TLS on there.")
                        : PostgreSQLError(.tls, "The server answered the question for TLS with something else."))
            ]
        }
        state = .encrypting
        return [.encrypt]
    }

    private mutating func read(_ bytes: [UInt8]) -> [Effect] {
        reader.append(bytes)
        var effects: [Effect] = []
        do throws(MessageReader.Failure) {
            while state != .ended, let message = try reader.next() { effects += handle(message) }
        } catch {
            effects.append(end(error.told))
        }
        return effects
    }

    private mutating func handle(_ message: BackendMessage) -> [Effect] {
        switch (state, message) {
        case (_, .passedOver): return []
        case (.authenticating, .authentication(let question)): return authenticate(question)
        case (.authenticating, .error(let sqlState, let text)), (.settling, .error(let sqlState, let text)),
            (.ready, .error(let sqlState, let text)):
            return [end(Self.refusal(sqlState, text))]
        case (.settling, .readyForQuery):
            state = .ready
            return [.becomeReady]
        case (.asking, _): return take(message)
        default: return [end(PostgreSQLError(.malformed, "The server said something that it can't say now."))]
        }
    }

    private mutating func authenticate(_ question: BackendMessage.Authentication) -> [Effect] {
        do throws(SCRAMClient.Failure) {
            switch question {
            case .sasl(let mechanisms):
                guard mechanisms.contains(SCRAMClient.mechanism) else {
                    return [end(Self.unsafeMethod("a mechanism of SASL that this client doesn't know"))]
                }
                return [.write(.saslInitialResponse(mechanism: SCRAMClient.mechanism, data: Array(scram.firstMessage.utf8)))]
            case .saslContinue(let data):
                let proof = try scram.finalMessage(answering: String(decoding: data, as: UTF8.self))
                return [.write(.saslResponse(Array(proof.utf8)))]
            case .saslFinal(let data):
                try scram.verify(String(decoding: data, as: UTF8.self))
                return []
            case .ok:
                guard scram.isVerified else { return [end(Self.unsafeMethod("no proof of the password"))] }
                state = .settling
                reader.bytesMaximum = limits.messageBytesMaximum
                return []
            case .other(let code):
                return [
                    end(
                        Self.unsafeMethod(
                            code == 3 ? "the password itself" : code == 5 ? "an MD5 of the password" : "method \(code)"))
                ]
            }
        } catch {
            return [end(PostgreSQLError(.authentication, Self.text(of: error)))]
        }
    }

    private mutating func take(_ message: BackendMessage) -> [Effect] {
        switch message {
        case .rowDescription(let columns): answer.columns = columns
        case .dataRow(let values):
            guard values.count == answer.columns else {
                return [end(PostgreSQLError(.malformed, "The server sent a row with another number of columns."))]
            }
            answer.bytes += values.reduce(0) { $0 + 4 + ($1?.utf8.count ?? 0) }
            guard answer.bytes <= limits.answerBytesMaximum else {
                return [end(PostgreSQLError(.tooLarge, "The answer has more than \(limits.answerBytesMaximum) bytes."))]
            }
            answer.rows.append(values)
        case .commandComplete: break
        case .error(let sqlState, let text): answer.error = answer.error ?? Self.refusal(sqlState, text)
        case .readyForQuery:
            state = .ready
            return [answer.error.map { .refuse($0) } ?? .answer(answer.rows)]
        case .authentication, .passedOver:
            return [end(PostgreSQLError(.malformed, "The server said something that it can't say now."))]
        }
        return []
    }

    private mutating func end(_ error: PostgreSQLError) -> Effect {
        state = .ended
        return .end(error)
    }
}

extension MessageReader.Failure {
    fileprivate var told: PostgreSQLError {
        switch self {
        case .tooLarge(let size): PostgreSQLError(.tooLarge, "The server began a message of \(size) bytes.")
        case .malformed: PostgreSQLError(.malformed, "The server sent what is no message of its protocol.")
        }
    }
}

extension Session {
    fileprivate static func refusal(_ sqlState: String, _ text: String) -> PostgreSQLError {
        let isAuthentication = sqlState.hasPrefix("28")
        return PostgreSQLError(isAuthentication ? .authentication : .refused, "The server said: \(text)", sqlState: sqlState)
    }

    fileprivate static func unsafeMethod(_ what: String) -> PostgreSQLError {
        PostgreSQLError(
            .authentication,
            "The server wants \(what), and only SCRAM-SHA-256 is safe. Set password_encryption to scram-sha-256 there, "
                + "and the user's password anew.")
    }

    fileprivate static func text(of failure: SCRAMClient.Failure) -> String {
        switch failure {
        case .malformed: "The server's part of SCRAM-SHA-256 is malformed."
        case .nonce: "The server didn't take up the client's nonce: its answer belongs to another conversation."
        case .iterations(let count): "The server wants \(count) iterations; 4096 to 10000000 are taken."
        case .serverSignature: "The server doesn't know the password: it isn't the one that it should be."
        case .refused: "The server refused the proof of the password."
        }
    }
}
