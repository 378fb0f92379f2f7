import ViridianTemplate

extension Rule {
    /// A policy that allows everything, or everything of a service.
    static let wildcardAction = Rule(
        "wildcard-action", .high, .security, .practice,
        title: "IAM policy that allows * or every action of a service",
        rationale:
            "Whoever takes over the task, function or user that has this policy can do everything it allows, deleting included; "
            + "actions that AWS adds later are allowed at once.",
        page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: all
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: ↓"*", Resource: "*"}
                          - {Effect: Allow, Action: [s3:GetObject, ↓"dynamodb:*"], Resource: "*"}
            """,
            """
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      Effect: Allow
                      Action: ↓ecs:*
                      Resource: "*"
            """,
            """
            Resources:
              TaskRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}]
                  ManagedPolicyArns:
                    - ↓arn:aws:iam::aws:policy/AdministratorAccess
                    - ↓!Sub arn:${AWS::Partition}:iam::aws:policy/AmazonS3FullAccess
            """,
        ],
        passing: [
            """
            Resources:
              Policy:
                Type: AWS::IAM::Policy
                Properties:
                  PolicyName: read
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Action: [s3:Get*, s3:ListBucket], Resource: "*"}
                      - {Effect: Deny, Action: "*", Resource: "*"}
                      - {Effect: Allow, Action: "ssmmessages:*", Resource: "*"}
              Boundary:
                Type: AWS::IAM::ManagedPolicy
                Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: "*", Resource: "*"}]}}
              Bound:
                Type: AWS::IAM::Role
                Properties: {AssumeRolePolicyDocument: {}, PermissionsBoundary: !Ref Boundary}
              Reader:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}]
                  ManagedPolicyArns:
                    - arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
                    - arn:aws:iam::aws:policy/AmazonElasticFileSystemClientFullAccess
              Administrators:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {AWS: "arn:aws:iam::111122223333:root"}, Action: sts:AssumeRole}]
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
              Key:
                Type: AWS::KMS::Key
                Properties:
                  KeyPolicy:
                    Statement:
                      - Effect: Allow
                        Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}
                        Action: kms:*
                        Resource: "*"
            """
        ]
    ) { subject in
        broadManagedPolicies(subject)
            + policies(subject).flatMap { document -> [Problem] in
                let statements = document["Statement"].map { subject.oneOrMany($0) } ?? []
                return statements.flatMap { statement -> [Problem] in
                    guard statement.spot["Effect"].map({ isAllow($0, subject) }) == true, let actions = statement.spot["Action"]
                    else { return [] }
                    return subject.oneOrMany(actions).compactMap { problem(with: $0.spot) }
                }
            }
    }

    /// The roles that containers, functions, builds and releases act in. Those of people and of CloudFormation, which makes
    /// whatever a template asks for, are left out.
    private static let actingServices = ["ecs-tasks", "ecs", "lambda", "codebuild", "codepipeline", "codedeploy", "ec2"]

    /// What AWS's own policies allow that end like this is every action of their service.
    private static func broadManagedPolicies(_ subject: Subject) -> [Problem] {
        subject.resources(ofType: "AWS::IAM::Role").flatMap { spot, properties -> [Problem] in
            let broad = subject.items("ManagedPolicyArns", in: properties).compactMap { policy in
                broadName(subject.knownText(of: policy.spot.node)).map { (name: $0, spot: policy.spot) }
            }
            guard !broad.isEmpty, subject.lacks("PermissionsBoundary", in: properties),
                let role = subject.resources[spot.key], let trusted = subject.trustedServices(of: role),
                trusted.contains(where: { service in actingServices.contains { service.hasPrefix("\($0).") } })
            else { return [] }
            return broad.map { name, spot in
                let what =
                    switch name {
                    case "AdministratorAccess": "every action of every service"
                    case "PowerUserAccess": "every action of every service but IAM"
                    default: "every action of its service"
                    }
                return Problem(
                    "\(name) allows \(what)", at: spot.place, fix: "Write a policy with the actions that are needed instead.")
            }
        }
    }

    /// The name of a policy of AWS's that allows everything of something.
    private static func broadName(_ arn: String) -> String? {
        guard let name = ManagedPolicy.pathAndName(inARN: arn)?.split(separator: "/").last.map(String.init) else { return nil }
        if ["AdministratorAccess", "PowerUserAccess"].contains(name) { return name }
        // To mount a file system, or to call an interface, is no administration.
        guard !name.hasSuffix("ClientFullAccess"), !name.hasSuffix("InvokeFullAccess") else { return nil }
        return name.hasSuffix("FullAccess") || name.hasSuffix("FullAccessV2") ? name : nil
    }

    /// Policies of identities. Those of resources are left out: the key policy that AWS itself writes allows `kms:*` to the
    /// account. So are boundaries, which allow nothing by themselves.
    private static func policies(_ subject: Subject) -> [Spot] {
        let inline = subject.resources(ofType: "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group").flatMap { _, properties in
            (properties?["Policies"].map { subject.elements(of: $0) } ?? []).compactMap { $0.spot["PolicyDocument"] }
        }
        let boundaries = Set(
            subject.resources(ofType: "AWS::IAM::Role", "AWS::IAM::User").compactMap {
                subject.resource(at: "PermissionsBoundary", in: $0.properties)?.logicalID
            })
        let own = subject.resources(
            ofType: "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy",
            "AWS::IAM::GroupPolicy"
        ).filter { !boundaries.contains($0.spot.key) }.compactMap { $0.properties?["PolicyDocument"] }
        return (inline + own).flatMap { subject.branches(of: $0).map(\.spot) }
    }

    private static func isAllow(_ effect: Spot, _ subject: Subject) -> Bool {
        subject.values(of: effect).contains { $0.spot.node.string == "Allow" }
    }

    private static func problem(with action: Spot) -> Problem? {
        guard let text = action.node.string else { return nil }
        let service = text.hasSuffix(":*") ? text.dropLast(2) : nil
        guard text == "*" || service?.allSatisfy({ $0 != ":" }) == true else { return nil }
        // All that there is to these are the few calls of an agent, none of which knows a resource.
        if let service, ["ssmmessages", "ec2messages"].contains(service) { return nil }
        let what = text == "*" || service == "*" ? "every action of every service" : "every action of \(service ?? "")"
        return Problem(
            "this policy allows \(what)", at: action.place, fix: "List the actions that are needed, for instance s3:GetObject.")
    }
}
