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
        policies(subject).flatMap { document -> [Problem] in
            let statements = document["Statement"].map { subject.oneOrMany($0) } ?? []
            return statements.flatMap { statement -> [Problem] in
                guard statement.spot["Effect"].map({ isAllow($0, subject) }) == true, let actions = statement.spot["Action"]
                else { return [] }
                return subject.oneOrMany(actions).compactMap { problem(with: $0.spot) }
            }
        }
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
