import Testing

@testable import ViridianTemplate

struct DynamicReferenceTests {
    private static let arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"
    private static let read: [(String, DynamicReference)] = [
        ("ssm:/a/b.c-d_e", DynamicReference(service: .ssm, name: "/a/b.c-d_e")),
        ("ssm:a:12", DynamicReference(service: .ssm, name: "a", version: 12)),
        ("ssm-secure:a:1", DynamicReference(service: .ssmSecure, name: "a", version: 1)),
        ("secretsmanager:db", DynamicReference(service: .secretsManager, name: "db")),
        ("secretsmanager:db:SecretString:password", DynamicReference(service: .secretsManager, name: "db", jsonKey: "password")),
        ("secretsmanager:db:SecretString:::", DynamicReference(service: .secretsManager, name: "db")),
        (
            "secretsmanager:\(arn):SecretString:user:AWSPREVIOUS",
            DynamicReference(service: .secretsManager, name: arn, jsonKey: "user", versionStage: "AWSPREVIOUS")
        ),
        ("secretsmanager:db:SecretString:::1-2", DynamicReference(service: .secretsManager, name: "db", versionID: "1-2")),
    ]

    @Test(arguments: read)
    func `a reference is read into its parts`(text: String, reference: DynamicReference) {
        #expect(DynamicReference.all(in: "a {{resolve:\(text)}} b") == [.success(reference)])
    }

    @Test(arguments: [
        ("ssm:", "names no parameter: a name has letters, digits and _ . - / only"),
        ("ssm:a:latest", "has a version that is no whole number"),
        ("ssm:a:0", "has a version that is no whole number"), ("secretsmanager:", "names no secret"),
        ("secretsmanager:arn:aws:x", "names no secret"),
        ("secretsmanager:db:SecretBinary", "asks for SecretBinary, but only SecretString is stored"),
        ("secretsmanager:db:SecretString:key:AWSCURRENT:1", "has both the stage and the id of a version"),
        ("secretsmanager:db:SecretString:a:b:c:d", "has more than five parts"), ("ssm:a\\", "ends with a backslash"),
    ])
    func `a reference that can't be read says why`(text: String, reason: String) {
        #expect(DynamicReference.all(in: "{{resolve:\(text)}}") == [.failure(.init(text: "{{resolve:\(text)}}", reason: reason))])
    }

    @Test func `all references of a text are found, and what is no service is text`() {
        #expect(
            DynamicReference.all(in: "{{resolve:ssm:a}}{{resolve:mail:b}} {{name}} {{resolve:ssm:c") == [
                .success(DynamicReference(service: .ssm, name: "a")),
                .failure(.init(text: "{{resolve:ssm:c", reason: "has no }} at its end")),
            ])
        #expect(DynamicReference.all(in: "plain").isEmpty)
    }
}
