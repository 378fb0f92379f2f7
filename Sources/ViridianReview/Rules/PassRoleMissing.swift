import ViridianTemplate

extension Rule {
    /// May start it, may not hand it its role.
    static let passRoleMissing = Rule(
        "pass-role-missing", .high, .deployment, .practice,
        title: "Role that deploys tasks and may not pass them their roles",
        rationale:
            "Whoever registers a task definition or creates a service hands over its roles, and needs "
            + "iam:PassRole for each. Without it the deployment ends with \"is not authorized to perform: "
            + "iam:PassRole\".",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: deploy
                      PolicyDocument: {Statement: [{Effect: Allow, Action: ["ecs:*", "codedeploy:CreateDeployment"],
                          Resource: "*"}]}
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  ↓RoleArn: !GetAtt Role.Arn
                  Stages:
                    - Name: Deploy
                      Actions: [{Name: d, ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CodeDeployToECS, Version: "1"}}]
            """,
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole]
              App:
                Type: AWS::CodeDeploy::Application
                Properties: {ComputePlatform: ECS}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: !Ref App
                  ↓ServiceRoleArn: !GetAtt Role.Arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
            """,
        ],
        passing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: deploy
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: [ecs:RegisterTaskDefinition], Resource: "*"}
                          - {Effect: Allow, Action: "iam:PassRole", Resource: !GetAtt TaskRole.Arn}
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: !GetAtt Role.Arn
                  Stages:
                    - Name: Deploy
                      Actions: [{Name: d, ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CodeDeployToECS, Version: "1"}}]
            """,
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS]
              App:
                Type: AWS::CodeDeploy::Application
                Properties: {ComputePlatform: ECS}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: !Ref App
                  ServiceRoleArn: !GetAtt Role.Arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
            """,
        ]
    ) { subject in
        pipelines(subject)
            + subject.ecsDeploymentGroups.compactMap { group in
                guard let place = group.properties["ServiceRoleArn"], let role = subject.resource(named: place.node),
                    role.type == "AWS::IAM::Role", let allowed = subject.actionsAllowed(to: role),
                    // A role of another service is the wrong one altogether, which is told elsewhere.
                    subject.trustedServices(of: role)?.contains(where: { $0.hasPrefix("codedeploy.") }) ?? true
                else { return nil }
                let missing = ["ecs:CreateTaskSet", "iam:PassRole"].filter { action in
                    !allowed.contains { ActionPattern.matches($0, action.lowercased()) }
                }
                guard !missing.isEmpty else { return nil }
                return place.problem(
                    "\"\(role.logicalID)\" deploys tasks, and has no \(missing.joined(separator: " and no "))",
                    fix: "Attach arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS: it has both, and the policies for servers and "
                        + "functions have neither.")
            }
    }

    private static func pipelines(_ subject: Subject) -> [Problem] {
        subject.resources(ofType: "AWS::CodePipeline::Pipeline").compactMap { _, properties in
            let actions = subject.items("Stages", in: properties).flatMap { subject.items("Actions", in: $0.spot) }
            let deploys = actions.first { action in
                let provider = subject.text("ActionTypeId.Provider", in: action.spot)
                return ["ECS", "CodeDeployToECS"].contains(provider) && subject.lacks("RoleArn", in: action.spot)
            }
            guard deploys != nil, let place = properties?["RoleArn"], let role = subject.resource(named: place.node),
                role.type == "AWS::IAM::Role", let allowed = subject.actionsAllowed(to: role),
                !allowed.contains(where: { ActionPattern.matches($0, "iam:passrole") })
            else { return nil }
            return place.problem(
                "\"\(role.logicalID)\" deploys tasks, and may not pass them their roles",
                fix: "Allow iam:PassRole on the task and execution roles, with iam:PassedToService: [ecs.amazonaws.com, "
                    + "ecs-tasks.amazonaws.com].")
        }
    }
}
