import ViridianTemplate

extension Rule {
    /// A hook that nobody can pull.
    static let hookPermissions = Rule(
        "hook-permissions", .high, .deployment, .practice,
        title: "Lifecycle hook that may not be called, or may not answer",
        rationale:
            "ECS calls a hook's function with the role of the hook, CodeDeploy with the role of its deployment group, and each "
            + "needs lambda:InvokeFunction. A function of CodeDeploy's answers by PutLifecycleEventHookExecutionStatus. Without, "
            + "the deployment fails at the hook, or waits for an hour and fails then.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-permissions.html",
        failing: [
            """
            Resources:
              Smoke:
                Type: AWS::Lambda::Function
                Properties: {FunctionName: smoke, Role: arn}
              ↓HookRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: hook
                      PolicyDocument: {Statement: [{Effect: Allow, Action: "lambda:GetFunction", Resource: !GetAtt Smoke.Arn}]}
              ↓OtherRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: hook
                      PolicyDocument: {Statement: [{Effect: Allow, Action: "lambda:InvokeFunction", Resource: !GetAtt Load.Arn}]}
              Load:
                Type: AWS::Lambda::Function
                Properties: {FunctionName: load, Role: arn}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration:
                    Strategy: BLUE_GREEN
                    LifecycleHooks:
                      - {HookTargetArn: !GetAtt Smoke.Arn, RoleArn: !GetAtt HookRole.Arn, LifecycleStages: [POST_SCALE_UP]}
                      - {HookTargetArn: !GetAtt Smoke.Arn, RoleArn: !GetAtt OtherRole.Arn, LifecycleStages: [PRE_SCALE_UP]}
            """,
            """
            Resources:
              ↓HookFunctionRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
              Hook:
                Type: AWS::Lambda::Function
                Properties: {FunctionName: CodeDeployHook_smoke, Role: !GetAtt HookFunctionRole.Arn}
              ↓DeployRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: deploy
                      PolicyDocument:
                        Statement: [{Effect: Allow, Action: ["ecs:CreateTaskSet", "iam:PassRole"], Resource: "*"}]
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: !GetAtt DeployRole.Arn
                  ECSServices: [{ClusterName: shop, ServiceName: web}]
            """,
        ],
        passing: [
            """
            Resources:
              Smoke:
                Type: AWS::Lambda::Function
                Properties: {FunctionName: !Sub "CodeDeployHook_${AWS::StackName}", Role: !GetAtt SmokeRole.Arn}
              SmokeRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: answer
                      PolicyDocument:
                        Statement: [{Effect: Allow, Action: "codedeploy:PutLifecycleEventHookExecutionStatus", Resource: "*"}]
              HookRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: hook
                      PolicyDocument: {Statement: [{Effect: Allow, Action: "lambda:Invoke*", Resource: !GetAtt Smoke.Arn}]}
              DeployRole:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  DeploymentConfiguration:
                    Strategy: BLUE_GREEN
                    LifecycleHooks:
                      - {HookTargetArn: !GetAtt Smoke.Arn, RoleArn: !GetAtt HookRole.Arn, LifecycleStages: [POST_SCALE_UP]}
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: !GetAtt DeployRole.Arn
                  ECSServices: [{ClusterName: shop, ServiceName: api}]
            """
        ]
    ) { subject in
        var reported: Set<String> = []
        return (calls(subject) + deployments(subject) + answers(subject)).filter { reported.insert($0.role.logicalID).inserted }
            .map { subject.spot($0.role).problem($0.message, fix: $0.fix) }
    }

    private typealias Lack = (role: Resource, message: String, fix: String)

    /// Hooks of ECS whose role may not call their function.
    private static func calls(_ subject: Subject) -> [Lack] {
        subject.services.flatMap { service in
            subject.items("DeploymentConfiguration.LifecycleHooks", in: service.properties).compactMap { hook -> Lack? in
                guard let role = subject.role(at: "RoleArn", in: hook.spot),
                    let function = subject.resource(at: "HookTargetArn", in: hook.spot),
                    !subject.mayInvoke(role, function.logicalID)
                else { return nil }
                return (
                    role, "\"\(role.logicalID)\" is to call the hook \"\(function.logicalID)\", and may not",
                    "Allow lambda:InvokeFunction on !GetAtt \(function.logicalID).Arn."
                )
            }
        }
    }

    /// Deployment groups whose role may call no function, where there are hooks for CodeDeploy.
    private static func deployments(_ subject: Subject) -> [Lack] {
        guard let hook = subject.hookFunctions.first else { return [] }
        return subject.ecsDeploymentGroups.compactMap { group in
            guard let role = subject.role(at: "ServiceRoleArn", in: group.properties), !subject.mayInvoke(role, hook.key)
            else { return nil }
            return (
                role, "\"\(role.logicalID)\" deploys, and may not call the hook \"\(hook.key)\"",
                "Allow lambda:InvokeFunction on the hook, or attach AWSCodeDeployRoleForECS."
            )
        }
    }

    /// Functions for CodeDeploy that may not tell it how they ended.
    private static func answers(_ subject: Subject) -> [Lack] {
        subject.hookFunctions.compactMap { function in
            guard let role = subject.role(at: "Properties.Role", in: function), let allowed = subject.actionsAllowed(to: role),
                !allowed.contains(where: { ActionPattern.matches($0, "codedeploy:putlifecycleeventhookexecutionstatus") })
            else { return nil }
            return (
                role, "the hook \"\(function.key)\" may not tell CodeDeploy how it ended",
                "Allow codedeploy:PutLifecycleEventHookExecutionStatus in \"\(role.logicalID)\"."
            )
        }
    }
}

extension Subject {
    /// The role of this template that stands at a path.
    fileprivate func role(at path: String, in spot: Spot?) -> Resource? {
        resource(at: path, in: spot).flatMap { $0.type == "AWS::IAM::Role" ? $0 : nil }
    }

    /// The functions that CodeDeploy calls: their name begins as its policies ask.
    fileprivate var hookFunctions: [Spot] {
        resources(ofType: "AWS::Lambda::Function").filter { _, properties in
            values("FunctionName", in: properties).contains { knownText(of: $0.spot.node).hasPrefix("CodeDeployHook_") }
        }.map(\.spot)
    }

    /// Whether a role may call a function; also where that can't be known.
    fileprivate func mayInvoke(_ role: Resource, _ function: String) -> Bool {
        guard let allowed = actionsAllowed(to: role) else { return true }
        guard allowed.contains(where: { ActionPattern.matches($0, "lambda:invokefunction") }) else { return false }
        let statements = allowances.filter { statement in
            statement.actionNames.contains { ActionPattern.matches($0, "lambda:invokefunction") }
                && roles(holding: statement).contains(role.logicalID)
        }
        let targets = statements.flatMap(\.resources).map { resource(named: $0.node) }
        return targets.isEmpty || targets.contains { $0?.type != "AWS::Lambda::Function" || $0?.logicalID == function }
    }
}
