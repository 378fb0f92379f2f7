import ViridianTemplate

extension Rule {
    /// A right to hand out any role.
    static let passRoleCondition = Rule(
        "pass-role-condition", .high, .security, .practice,
        title: "iam:PassRole on every role and to every service",
        rationale:
            "Who may pass any role to any service may become any role, an administrator's included. Name the roles, "
            + "and the service "
            + "by iam:PassedToService.",
        page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
        failing: [
            """
            Resources:
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Action: [ecs:RunTask, iam:PassRole], Resource: ↓"*"}
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
                      - {Effect: Allow, Action: iam:PassRole, Resource: !GetAtt TaskRole.Arn}
                      - Effect: Allow
                        Action: iam:PassRole
                        Resource: "*"
                        Condition: {StringEquals: {iam:PassedToService: ecs-tasks.amazonaws.com}}
            """
        ]
    ) { subject in
        subject.allowances.compactMap { statement in
            guard statement.actionNames.contains("iam:passrole"), !statement.hasCondition, let every = statement.everyResource
            else { return nil }
            return Problem(
                "iam:PassRole is allowed for every role and every service", at: every.place,
                fix: "Name the roles' ARNs, and add Condition: {StringEquals: {iam:PassedToService: ecs-tasks.amazonaws.com}}.")
        }
    }
}
