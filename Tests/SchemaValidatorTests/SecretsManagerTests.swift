import LocalServers
import Synchronization
import Testing
import ViridianLambda
import ViridianSigning

@testable import schema_validator

@Suite struct SecretsManagerTests {
    private static let arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-a1b2c3"

    private func secrets(_ endpoint: String? = nil) -> SecretsManager {
        SecretsManager(
            credentials: AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "hush", sessionToken: "token"),
            region: "us-east-1", endpoint: endpoint, now: { 1_440_938_160 }, pause: { _ in })
    }

    @Test func `the request is the one that AWS describes, signed for the secret's region`() throws {
        let endpoint = try secrets().endpoint(for: Self.arn)
        #expect(
            endpoint
                == HTTPEndpoint(
                    host: "secretsmanager.eu-central-1.amazonaws.com", port: 443, security: .tls(rootCertificates: nil)))
        let request = try secrets().request(for: Self.arn, to: endpoint)
        #expect((request.method, request.path) == ("POST", "/"))
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"SecretId":"\#(Self.arn)"}"#)
        let fields = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
        #expect(fields["Content-Type"] == "application/x-amz-json-1.1")
        #expect(fields["X-Amz-Target"] == "secretsmanager.GetSecretValue")
        #expect(fields["X-Amz-Security-Token"] == "token")
        let authorization = try #require(fields["Authorization"])
        #expect(
            authorization.hasPrefix(
                """
                AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/eu-central-1/secretsmanager/aws4_request, \
                SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=
                """))
    }

    @Test(arguments: [
        ("https://vpce-1.secretsmanager.us-east-1.vpce.amazonaws.com", "vpce-1.secretsmanager.us-east-1.vpce.amazonaws.com", 443),
        ("https://example.org:8443/", "example.org", 8443), ("http://127.0.0.1:8080", "127.0.0.1", 8080),
    ])
    func `another endpoint may be given`(text: String, host: String, port: Int) throws {
        let endpoint = try secrets(text).endpoint(for: Self.arn)
        #expect((endpoint.host, endpoint.port) == (host, port))
    }

    @Test(arguments: [
        "http://example.org", "ftp://127.0.0.1", "example.org", "https://example.org/path", "http://127.0.0.1.example.org",
    ])
    func `an endpoint that would be talked to in clear is refused`(text: String) {
        let error = #expect(throws: ValidatorError.self) { try secrets(text).endpoint(for: Self.arn) }
        #expect(error?.code == .invalidConfiguration)
    }

    @Test func `a secret in China has its own domain`() throws {
        let arn = "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:db-a1b2c3"
        #expect(try secrets().endpoint(for: arn).host == "secretsmanager.cn-north-1.amazonaws.com.cn")
        #expect(try secrets().endpoint(for: "db").host == "secretsmanager.us-east-1.amazonaws.com")
    }

    /// What comes of a secret when AWS gives one answer after the other.
    private func outcome(_ answers: LocalHTTPServer.Answer...) async throws -> (text: String, asked: Int) {
        let left = Mutex(answers)
        let asked = Mutex(0)
        let server = try await LocalHTTPServer.serve { _ in
            asked.withLock { $0 += 1 }
            return left.withLock { $0.isEmpty ? .init(status: 500) : $0.removeFirst() }
        }
        var text: String
        do throws(ValidatorError) {
            text = try await secrets("http://127.0.0.1:\(server.port)").secret(Self.arn)
        } catch {
            text = "\(error.errorType): \(error.errorMessage)"
        }
        await server.close()
        return (text, asked.withLock { $0 })
    }

    private static let found = LocalHTTPServer.Answer(status: 200, body: #"{"SecretString":"the secret"}"#)

    @Test func `what passes is tried again, three times in all`() async throws {
        let throttled = LocalHTTPServer.Answer(status: 400, body: #"{"__type":"ThrottlingException","message":"Rate exceeded"}"#)
        #expect(try await outcome(.init(status: 503), throttled, Self.found) == ("the secret", 3))
        #expect(try await outcome(.init(status: 500), .init(status: 500), .init(status: 500), Self.found).asked == 3)
    }

    @Test func `what doesn't pass isn't tried again, and AWS's words are told`() async throws {
        let denied = LocalHTTPServer.Answer(
            status: 400, body: #"{"__type":"com.amazonaws#AccessDeniedException","Message":"User f may not"}"#)
        let (text, asked) = try await outcome(denied, Self.found)
        #expect(
            text
                == "SecretUnreadable: Secrets Manager refused to give \(Self.arn): AccessDeniedException: User f may not"
        )
        #expect(asked == 1)
    }

    @Test func `a secret without a text is none`() async throws {
        #expect(
            try await outcome(.init(status: 200, body: #"{"SecretBinary":"aHVzaA=="}"#)).text
                == "SecretInvalid: The secret \(Self.arn) has no text.")
    }
}
