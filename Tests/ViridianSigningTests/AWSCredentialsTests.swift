import Testing

@testable import ViridianSigning

@Suite struct AWSCredentialsTests {
    private let environment = [
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "hush-secret", "AWS_SESSION_TOKEN": "hush-token",
    ]

    @Test func `credentials come from the environment of a function`() {
        #expect(
            AWSCredentials(environment: environment)
                == AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "hush-secret", sessionToken: "hush-token"))
    }

    @Test(arguments: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
    func `half a key is none`(missing: String) {
        #expect(AWSCredentials(environment: environment.filter { $0.key != missing }) == nil)
        #expect(AWSCredentials(environment: environment.merging([missing: ""]) { $1 }) == nil)
    }

    @Test func `what is secret reaches no description`() throws {
        let credentials = try #require(AWSCredentials(environment: environment))
        var dumped = ""
        dump(SigV4(credentials: credentials, region: "r", service: "s"), to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped, "\([credentials])"] {
            #expect(text.contains("AKIDEXAMPLE"))
            #expect(!text.contains("hush"))
        }
    }
}
