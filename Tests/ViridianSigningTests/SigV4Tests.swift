import Testing

@testable import ViridianSigning

/// Against the vectors that AWS publishes for those who sign: its test suite of Signature Version 4, as the repository
/// `awslabs/aws-c-auth` has it under `tests/aws-signing-test-suite/v4`.
@Suite struct SigV4Tests {
    struct Vector: CustomTestStringConvertible, Sendable {
        var name: String
        var request: AWSRequest
        var sessionToken: String?
        var signedHeaders = "host;x-amz-date"
        var signature: String
        var testDescription: String { name }
    }

    private static func get(
        _ path: String, query: [AWSRequest.Field] = [], _ headers: AWSRequest.Field...
    ) -> AWSRequest {
        AWSRequest(method: "GET", path: path, query: query, headers: [.init("Host", "example.amazonaws.com")] + headers)
    }

    private static let token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"

    static let vectors = [
        Vector(
            name: "get-vanilla", request: get("/"),
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        Vector(
            name: "get-vanilla-query-order-key-case",
            request: get("/", query: [.init("Param2", "value2"), .init("Param1", "value1")]),
            signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
        Vector(
            name: "get-vanilla-with-session-token", request: get("/"), sessionToken: token,
            signedHeaders: "host;x-amz-date;x-amz-security-token",
            signature: "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"),
        Vector(
            name: "get-utf8", request: get("/ሴ"),
            signature: "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
        Vector(
            name: "get-header-value-trim",
            request: get("/", .init("My-Header1", " value1"), .init("My-Header2", " \"a   b   c\"")),
            signedHeaders: "host;my-header1;my-header2;x-amz-date",
            signature: "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
        Vector(
            name: "get-slash-pointless-dot-normalized", request: get("/./example"),
            signature: "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5"),
        Vector(
            name: "post-x-www-form-urlencoded",
            request: AWSRequest(
                method: "POST",
                headers: [
                    .init("Content-Type", "application/x-www-form-urlencoded"), .init("Host", "example.amazonaws.com"),
                    .init("Content-Length", "13"),
                    .init("x-amz-content-sha256", "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"),
                ], body: Array("Param1=value1".utf8)),
            signedHeaders: "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
            signature: "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b"),
    ]

    private func signer(_ token: String?) -> SigV4 {
        SigV4(
            credentials: AWSCredentials(
                accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", sessionToken: token),
            region: "us-east-1", service: "service")
    }

    @Test(arguments: vectors)
    func `the signature is that of AWS's test suite`(vector: Vector) {
        let signed = signer(vector.sessionToken).sign(vector.request, at: SigningTime(secondsSince1970: 1_440_938_160))
        #expect(
            signed.header("Authorization") == """
                AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
                SignedHeaders=\(vector.signedHeaders), Signature=\(vector.signature)
                """)
        #expect(signed.header("X-Amz-Date") == "20150830T123600Z")
        #expect(signed.header("X-Amz-Security-Token") == vector.sessionToken)
        #expect(signed.body == vector.request.body)
    }

    @Test func `what was signed can be signed again`() {
        let first = signer(Self.token).sign(Self.vectors[0].request, at: SigningTime(secondsSince1970: 0))
        let again = signer(Self.token).sign(first, at: SigningTime(secondsSince1970: 1_440_938_160))
        #expect(again == signer(Self.token).sign(Self.vectors[0].request, at: SigningTime(secondsSince1970: 1_440_938_160)))
    }

    @Test(arguments: [
        (0, "19700101T000000Z"), (951_782_399, "20000228T235959Z"), (951_782_400, "20000229T000000Z"),
        (1_709_251_199, "20240229T235959Z"), (1_798_761_600, "20270101T000000Z"), (4_107_542_400, "21000301T000000Z"),
        (-1, "19691231T235959Z"),
    ])
    func `times are written as the signature wants them`(seconds: Int, text: String) {
        #expect(SigningTime(secondsSince1970: seconds).description == text)
    }
}
