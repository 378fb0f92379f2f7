import ViridianTemplate

extension Rule {
    /// A permission that permits nothing.
    static let powerlessArn = Rule(
        "powerless-arn", .high, .deployment, .practice,
        title: "Permission limited to an ARN for an action that knows no resources",
        rationale:
            "Some actions can't be limited to resources: IAM compares them with * only, and a statement that names an ARN grants "
            + "nothing. The call is denied, though the policy seems to allow it.",
        page: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html",
        failing: [
            """
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - Effect: Allow
                        Action: [ecs:RegisterTaskDefinition, ↓ecs:DescribeTaskDefinition]
                        Resource: !Sub arn:aws:ecs:${AWS::Region}:${AWS::AccountId}:task-definition/*
            """
        ],
        passing: [
            """
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Action: ecs:DescribeTaskDefinition, Resource: "*"}
                      - {Effect: Allow, Action: ecr:GetAuthorizationToken, Resource: [!GetAtt Repository.Arn, "*"]}
                      - {Effect: Allow, Action: ecs:ListClusters, Resource: !Ref Given}
            """
        ]
    ) { subject in
        let allowances = subject.allowances
        return allowances.flatMap { statement -> [Problem] in
            let powerless = statement.actions.filter { $0.node.string.map { ActionLevel.of($0) == .account } ?? false }
            guard !powerless.isEmpty else { return [] }
            let arns = statement.resources.map { subject.knownText(of: $0.node) }
            let named = statement.resources.map { subject.resource(named: $0.node) != nil }
            let areARNs = zip(arns, named).allSatisfy { text, isResource in
                isResource || (text.hasPrefix("arn:") && text.count(where: { $0 == ":" }) >= 5)
            }
            // An action that is allowed elsewhere in the same role does no harm here.
            let allowed = allowances.filter { $0.logicalID == statement.logicalID && $0.everyResource != nil }
                .flatMap(\.actionNames)
            guard !statement.resources.isEmpty, areARNs else { return [] }
            return powerless.compactMap { action in
                guard let name = action.node.string, !allowed.contains(name.lowercased()) else { return nil }
                return Problem(
                    "\(name) knows no resources: with an ARN it is not allowed at all", at: action.place,
                    fix: "Put \(name) into a statement of its own with Resource: \"*\".")
            }
        }
    }
}
