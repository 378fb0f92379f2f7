import ViridianTemplate

extension Rule {
    /// A dynamic reference that CloudFormation can't follow, or not here.
    static let dynamicReference = Rule(
        "dynamic-reference", .high, .deployment, .aws,
        title: "Dynamic reference that can't be followed",
        rationale:
            "CloudFormation fetches what {{resolve:…}} names when it makes a resource. Each of the three sources has "
            + "parts of its own; secrets come into properties of resources only, and ssm-secure into those few that take it.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html",
        failing: [
            """
            Resources:
              Function:
                Type: AWS::Lambda::Function
                Properties:
                  Role: ↓"{{resolve:ssm-secure:role}}"
                  Code: {S3Bucket: ↓"{{resolve:ssm:bucket:new}}", S3Key: ↓"{{resolve:secretsmanager:key:json:name}}"}
            Outputs:
              Secret: {Value: ↓"{{resolve:secretsmanager:key}}"}
            """
        ],
        passing: [
            """
            Resources:
              Database:
                Type: AWS::RDS::DBInstance
                Properties:
                  Engine: mysql
                  DBInstanceClass: db.t3.micro
                  AllocatedStorage: "20"
                  DBName: "{{resolve:ssm:/shop/name:3}}"
                  MasterUsername: "{{resolve:secretsmanager:shop:SecretString:user}}"
                  MasterUserPassword: "{{resolve:ssm-secure:/shop/password:1}}"
            """
        ]
    ) { subject in
        let properties = subject.resourceList.compactMap { resource in
            subject.spot(resource)["Properties"].map { (spot: $0, type: resource.type) }
        }
        return properties.flatMap { problems(in: $0.spot, type: $0.type) }
            + subject.section("Outputs").compactMap { $0["Value"] }.flatMap { problems(in: $0, type: nil) }
    }

    /// The problems below; `type` is that of the resource, and none for an output.
    private static func problems(in spot: Spot, type: String?) -> [Problem] {
        var problems: [Problem] = []
        spot.forEach { spot in
            guard let text = spot.node.string, text.hasDynamicReference else { return }
            let complaints = DynamicReference.all(in: text).compactMap { complaint(about: $0, at: spot.path, type) }
            problems += complaints.prefix(1).map { words in
                Problem(words, at: spot.place, fix: "See the page for the form that the source wants.")
            }
        }
        return problems
    }

    private static func complaint(
        about reference: Result<DynamicReference, DynamicReference.Mistake>, at path: [String], _ type: String?
    ) -> String? {
        switch reference {
        // What is put together from several texts has its end elsewhere.
        case .failure(let mistake): return mistake.text.hasSuffix("}}") ? "\(mistake.text) \(mistake.reason)" : nil
        case .success(let reference):
            switch reference.service {
            case .ssm: return nil
            case .secretsManager: return type == nil ? "secretsmanager is supported in properties of resources only" : nil
            case .ssmSecure:
                let property = path.dropFirst(3).filter { $0 != "Fn::If" && Int($0) == nil }.joined(separator: "/")
                let isSecure = type.map { secure.contains("\($0)/\(property)") } ?? false
                return isSecure ? nil : "ssm-secure is not supported here"
            }
        }
    }

    /// Source: the page above, "Resources that support dynamic parameter patterns for secure strings".
    private static let secure: Set<String> = [
        "AWS::DirectoryService::MicrosoftAD/Password", "AWS::DirectoryService::SimpleAD/Password",
        "AWS::ElastiCache::ReplicationGroup/AuthToken", "AWS::IAM::User/LoginProfile/Password",
        "AWS::KinesisFirehose::DeliveryStream/RedshiftDestinationConfiguration/Password",
        "AWS::OpsWorks::App/AppSource/Password", "AWS::OpsWorks::Stack/CustomCookbooksSource/Password",
        "AWS::OpsWorks::Stack/RdsDbInstances/DbPassword", "AWS::RDS::DBCluster/MasterUserPassword",
        "AWS::RDS::DBCluster/MasterUsername", "AWS::RDS::DBInstance/MasterUserPassword", "AWS::RDS::DBInstance/MasterUsername",
        "AWS::Redshift::Cluster/MasterUserPassword",
    ]
}
