import ViridianSigning

/// The two databases of a service.
enum Colour: String, Hashable, Codable, CaseIterable, CustomStringConvertible {
    case blue, green

    var description: String { rawValue }
    var other: Colour { self == .blue ? .green : .blue }
}

/// What the function is told by its environment.
struct Configuration: Hashable {
    /// Where the databases are, by colour.
    var databases: [Colour: Database]
    /// What signs.
    var credentials: AWSCredentials
    /// The region of secrets whose ARN says none.
    var region: String
    /// Secrets Manager somewhere else: a VPC endpoint, or a stand-in on this machine.
    var secretsEndpoint: String?
    /// A file of certificates (PEM) that may sign those of the databases; without it those count that the system trusts.
    var rootCertificates: String?

    /// Where a database is, as far as that isn't in its secret.
    struct Database: Hashable {
        /// The secret.
        var secretARN: String
        /// The database's name, where the secret says none or another.
        var name: String?
        /// The host, where the secret says none or another.
        var host: String?
    }

    /// The certificates that were zipped with the function.
    static let certificatesName = "certificates.pem"

    /// Reads the environment; `fileExists` says whether there is a file.
    init(environment: [String: String], fileExists: (String) -> Bool) throws(ValidatorError) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        databases = [:]
        for colour in Colour.allCases {
            let prefix = colour.rawValue.uppercased()
            guard let arn = value("\(prefix)_SECRET_ARN") else {
                throw ValidatorError(
                    .invalidConfiguration, "\(prefix)_SECRET_ARN is missing: the ARN of the secret of \(colour)'s database.")
            }
            databases[colour] = Database(secretARN: arn, name: value("\(prefix)_DATABASE"), host: value("\(prefix)_HOST"))
        }
        guard let credentials = AWSCredentials(environment: environment) else {
            throw ValidatorError(.invalidConfiguration, "There are no credentials: give the function a role.")
        }
        guard let region = value("AWS_REGION") else {
            throw ValidatorError(.invalidConfiguration, "AWS_REGION is missing.")
        }
        self.credentials = credentials
        self.region = region
        secretsEndpoint = value("AWS_ENDPOINT_URL_SECRETS_MANAGER")
        if let path = value("DATABASE_CERTIFICATES") {
            guard fileExists(path) else {
                throw ValidatorError(.invalidConfiguration, "DATABASE_CERTIFICATES: there is no file \(path).")
            }
            rootCertificates = path
        } else if let folder = value("LAMBDA_TASK_ROOT"), fileExists("\(folder)/\(Self.certificatesName)") {
            rootCertificates = "\(folder)/\(Self.certificatesName)"
        }
    }
}
