import Crypto

/// Signs requests to one service in one region.
///
/// ```swift
/// let signer = SigV4(credentials: credentials, region: "us-east-1", service: "secretsmanager")
/// let request = signer.sign(request, at: SigningTime(secondsSince1970: now))
/// ```
/// S3 signs its paths in another way, which is not this one.
///
/// Source: IAM User Guide, "Create a signed AWS API request".
public struct SigV4: Hashable, Sendable {
    /// Who signs.
    public var credentials: AWSCredentials
    /// Such as `us-east-1`.
    public var region: String
    /// The service's name in signatures, such as `secretsmanager`.
    public var service: String

    /// A signer.
    public init(credentials: AWSCredentials, region: String, service: String) {
        self.credentials = credentials
        self.region = region
        self.service = service
    }

    /// The request with the headers that carry the signature. It must have its `Host`.
    public func sign(_ request: AWSRequest, at time: SigningTime) -> AWSRequest {
        var signed = request
        let replaced: Set = ["authorization", "x-amz-date", "x-amz-security-token"]
        signed.headers.removeAll { replaced.contains($0.name.lowercased()) }
        signed.headers.append(.init("X-Amz-Date", time.description))
        if let token = credentials.sessionToken { signed.headers.append(.init("X-Amz-Security-Token", token)) }
        let canonical = CanonicalRequest(signed)
        let scope = "\(time.day)/\(region)/\(service)/aws4_request"
        let digest = Self.hexadecimal(SHA256.hash(data: Array(canonical.text.utf8)))
        let toSign = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(digest)"
        let signature = Self.hexadecimal(Self.code(of: toSign, key: key(on: time.day)))
        signed.headers.append(
            .init(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
                    + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"))
        return signed
    }

    /// The key of one day, region and service, so that who learns it learns no more.
    private func key(on day: String) -> SymmetricKey {
        let secret = SymmetricKey(data: Array("AWS4\(credentials.secretAccessKey)".utf8))
        return [day, region, service, "aws4_request"].reduce(secret) { key, part in
            SymmetricKey(data: Self.code(of: part, key: key))
        }
    }

    private static func code(of text: String, key: SymmetricKey) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)
    }

    /// Bytes in lower-case hexadecimal digits.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
