import Testing
import ViridianLambda
import ViridianSigning

@testable import schema_validator

@Suite struct ConfigurationTests {
    private static let environment = [
        "BLUE_SECRET_ARN": "arn:blue", "GREEN_SECRET_ARN": "arn:green", "GREEN_DATABASE": "shop_green", "BLUE_HOST": "",
        "AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "hush",
        "LAMBDA_TASK_ROOT": "/var/task",
    ]

    @Test func `the environment says where the databases are`() throws {
        let configuration = try Configuration(environment: Self.environment) { $0 == "/var/task/certificates.pem" }
        #expect(
            configuration.databases == [
                .blue: .init(secretARN: "arn:blue"), .green: .init(secretARN: "arn:green", name: "shop_green"),
            ])
        #expect(configuration.rootCertificates == "/var/task/certificates.pem")
        #expect(configuration.secretsEndpoint == nil)
        #expect(try Configuration(environment: Self.environment) { _ in false }.rootCertificates == nil)
    }

    @Test(arguments: ["BLUE_SECRET_ARN", "GREEN_SECRET_ARN", "AWS_REGION", "AWS_ACCESS_KEY_ID"])
    func `what is missing is named, and nothing else`(name: String) {
        let error = #expect(throws: ValidatorError.self) {
            try Configuration(environment: Self.environment.filter { $0.key != name }) { _ in true }
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.errorMessage.contains(name == "AWS_ACCESS_KEY_ID" ? "credentials" : name) == true)
    }

    @Test func `certificates that aren't there are no certificates`() {
        let error = #expect(throws: ValidatorError.self) {
            try Configuration(environment: Self.environment.merging(["DATABASE_CERTIFICATES": "/x.pem"]) { $1 }) { _ in false }
        }
        #expect(error?.errorMessage == "DATABASE_CERTIFICATES: there is no file /x.pem.")
    }

    private static let database = Configuration.Database(secretARN: "arn")

    @Test(arguments: [
        (#"{"username":"u","password":"hush","host":"h","port":5433,"dbname":"d","engine":"aurora-postgresql"}"#, 5433),
        (#"{"username":"u","password":"hush","host":"h","port":"5434","dbname":"d"}"#, 5434),
        (#"{"username":"u","password":"hush","host":"h","dbname":"d"}"#, 5432),
    ])
    func `a secret says who logs in where`(text: String, port: Int) throws {
        let secret = try DatabaseSecret(text, for: .blue, database: Self.database)
        #expect((secret.user, secret.password, secret.host, secret.database) == ("u", "hush", "h", "d"))
        #expect(secret.port == port)
        var dumped = ""
        dump(secret, to: &dumped)
        for description in ["\(secret)", String(reflecting: secret), dumped] { #expect(!description.contains("hush")) }
    }

    @Test func `the configuration counts for more than the secret`() throws {
        let text = #"{"username":"u","password":"p","host":"h","dbname":"d"}"#
        let database = Configuration.Database(secretARN: "arn", name: "other", host: "there")
        let secret = try DatabaseSecret(text, for: .green, database: database)
        #expect((secret.host, secret.database) == ("there", "other"))
        #expect(!secret.isSameDatabase(as: try DatabaseSecret(text, for: .blue, database: Self.database)))
        let again = try DatabaseSecret(text, for: .blue, database: .init(secretARN: "arn", name: "other", host: "THERE"))
        #expect(secret.isSameDatabase(as: again))
    }

    @Test(arguments: [
        ("hush", "isn't JSON with the fields of a database's secret"), (#"{"password":"hush"}"#, "has no username"),
        (#"{"username":"u","password":""}"#, "has no password"),
        (#"["hush"]"#, "isn't JSON with the fields of a database's secret"),
        (#"{"username":"u","password":"hush"}"#, "has no host: attach the secret to the cluster, or set BLUE_HOST"),
        (#"{"username":"u","password":"hush","host":"h"}"#, "has no dbname: set BLUE_DATABASE"),
        (#"{"username":"u","password":"hush","engine":"mysql"}"#, "is of another kind of database: mysql"),
    ])
    func `a secret that isn't a database's is refused without being shown`(text: String, what: String) {
        let error = #expect(throws: ValidatorError.self) { try DatabaseSecret(text, for: .blue, database: Self.database) }
        #expect(error?.errorMessage == "The secret of blue's database \(what).")
    }
}
