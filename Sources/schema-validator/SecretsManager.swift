import ViridianLambda
import ViridianSigning

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads secrets.
///
/// One call of one service is signed and sent here. AWS's own Lambda extension for secrets would be simpler to ask, but it is a
/// layer whose ARN differs by region and version, and the function would not work without it.
struct SecretsManager: Sendable {
    var credentials: AWSCredentials
    var region: String
    /// Another place than AWS's own, as `AWS_ENDPOINT_URL_SECRETS_MANAGER` says it.
    var endpoint: String?
    /// What time it is, in seconds since 1970.
    var now: @Sendable () -> Int
    /// Waits before another attempt.
    var pause: @Sendable (Duration) async -> Void

    /// The text of a secret. What can pass, such as throttling, is tried three times.
    func secret(_ arn: String) async throws(ValidatorError) -> String {
        let endpoint = try endpoint(for: arn)
        var failure = ValidatorError(.secretUnreadable, "Secrets Manager didn't answer.")
        for attempt in 0..<3 {
            if attempt > 0 { await pause(.milliseconds(200 << attempt)) }
            var client = HTTPClient(endpoint: endpoint, bodyBytesMaximum: 1 << 20)
            let response: HTTPResponse
            do {
                response = try await client.send(request(for: arn, to: endpoint), timeout: .seconds(5))
            } catch {
                failure = ValidatorError(
                    .secretUnreadable,
                    "Secrets Manager can't be reached at \(endpoint.host): \(error). Is there a way out, or an endpoint?")
                continue
            }
            await client.close()
            if response.status == 200 { return try Self.text(in: response.body, of: arn) }
            failure = Self.failure(response, arn)
            guard response.status >= 500 || response.status == 429 || failure.errorMessage.contains("Throttling") else { break }
        }
        throw failure
    }

    /// Source: AWS Secrets Manager API Reference, "GetSecretValue".
    func request(for arn: String, to endpoint: HTTPEndpoint) throws -> HTTPRequest {
        let body = try JSONEncoder().encode(["SecretId": arn])
        let unsigned = AWSRequest(
            method: "POST",
            headers: [
                .init("Host", endpoint.authority), .init("Content-Type", "application/x-amz-json-1.1"),
                .init("X-Amz-Target", "secretsmanager.GetSecretValue"),
            ], body: Array(body))
        let signed = SigV4(credentials: credentials, region: Self.region(of: arn) ?? region, service: "secretsmanager")
            .sign(unsigned, at: SigningTime(secondsSince1970: now()))
        return HTTPRequest(
            method: signed.method, path: signed.path, headers: signed.headers.map { HTTPField($0.name, $0.value) },
            body: signed.body)
    }

    /// In clear only on this machine.
    func endpoint(for arn: String) throws(ValidatorError) -> HTTPEndpoint {
        guard let endpoint else {
            let region = Self.region(of: arn) ?? region
            let domain = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
            return HTTPEndpoint(host: "secretsmanager.\(region).\(domain)", port: 443, security: .tls(rootCertificates: nil))
        }
        let invalid = ValidatorError(
            .invalidConfiguration,
            "AWS_ENDPOINT_URL_SECRETS_MANAGER is no URL of the form https://HOST or https://HOST:PORT: \(endpoint)")
        guard let url = URL(string: endpoint), let host = url.host(), url.path.isEmpty || url.path == "/" else { throw invalid }
        switch url.scheme {
        case "https": return HTTPEndpoint(host: host, port: url.port ?? 443, security: .tls(rootCertificates: nil))
        case "http" where host == "127.0.0.1" || host == "localhost":
            return HTTPEndpoint(host: host, port: url.port ?? 80, security: .none)
        default: throw invalid
        }
    }

    /// A secret may be in another region than the function.
    private static func region(of arn: String) -> String? {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count >= 7 && parts[0] == "arn" && !parts[3].isEmpty ? String(parts[3]) : nil
    }

    private static func text(in body: [UInt8], of arn: String) throws(ValidatorError) -> String {
        struct Answer: Decodable { var SecretString: String? }
        guard let text = (try? JSONDecoder().decode(Answer.self, from: Data(body)))?.SecretString else {
            throw ValidatorError(.secretInvalid, "The secret \(arn) has no text.")
        }
        return text
    }

    /// What AWS says is wrong holds names, and nothing of a secret.
    private static func failure(_ response: HTTPResponse, _ arn: String) -> ValidatorError {
        struct Answer: Decodable {
            var __type: String?
            var Message: String?
            var message: String?
        }
        let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body))
        let type = answer?.__type?.split(separator: "#").last.map(String.init) ?? "status \(response.status)"
        let text = (answer?.Message ?? answer?.message).map { ": \($0)" } ?? ""
        return ValidatorError(.secretUnreadable, "Secrets Manager refused to give \(arn): \(type)\(text)")
    }
}
