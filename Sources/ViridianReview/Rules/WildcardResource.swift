import ViridianTemplate

extension Rule {
    /// A permission for everything of its kind.
    static let wildcardResource = Rule(
        "wildcard-resource", .medium, .security, .practice,
        title: "Permission on every resource for an action that can be limited to some",
        rationale:
            "The action could be limited to the resources that the application owns; on * it reaches those of every other "
            + "application in the account. Actions that know no resources are left alone.",
        page:
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_actions-resources-contextkeys.html",
        failing: [
            """
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Action: [secretsmanager:GetSecretValue], Resource: ↓"*"}
                      - {Effect: Allow, Action: [ecs:DescribeTaskDefinition, ecs:UpdateService], Resource: ↓"*"}
                      - {Effect: Allow, Action: "s3:Get*", Resource: ↓"arn:aws:s3:::*"}
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
                      - {Effect: Allow, Action: [ecr:GetAuthorizationToken, ecs:DescribeTaskDefinition], Resource: "*"}
                      - {Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: !Ref Secret}
                      - {Effect: Allow, Action: s3:GetObject, Resource: "*", Condition: {StringEquals: {aws:ResourceAccount: a}}}
                      - {Effect: Allow, Action: ecs:RegisterTaskDefinition, Resource: "*"}
                      - {Effect: Allow, Action: ecs:DescribeTasks, Resource: !Sub "arn:aws:ecs:${AWS::Region}:1:task/shop/*"}
            """
        ]
    ) { subject in
        subject.allowances.compactMap { statement in
            guard let every = statement.everyResourceOfAKind(in: subject), !statement.hasCondition else { return nil }
            let named = statement.actions.compactMap(\.node.string).filter {
                ActionLevel.of($0) == .resource && $0.lowercased() != "iam:passrole"
            }
            guard !named.isEmpty else { return nil }
            let shown = named.prefix(3).joined(separator: ", ") + (named.count > 3 ? " and \(named.count - 3) more" : "")
            return Problem(
                "\(shown) \(named.count == 1 ? "is" : "are") allowed on every resource", at: every.place,
                fix: "Name the ARNs; actions that need * go into a statement of their own.")
        }
    }
}
