import ViridianTemplate

extension Rule {
    /// A role for one service that another is to assume.
    static let servicePrincipal = Rule(
        "service-principal", .critical, .deployment, .practice,
        title: "Role that the service for which it is used may not assume",
        rationale:
            "Each service assumes roles under its own name, and the role's trust policy must have it. Otherwise the "
            + "role can't be "
            + "assumed: tasks don't start, functions aren't made, deployments fail.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: ↓ecs.amazonaws.com}, Action: "sts:AssumeRole"}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  TaskRoleArn: !GetAtt Role.Arn
              Reader:
                Type: AWS::IAM::Role
                Properties:
                  ↓AssumeRolePolicyDocument:
                    Statement:
                      - {Effect: Allow, Principal: {Service: rds.amazonaws.com}, Action: "sts:AssumeRole"}
                      - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}
              Source:
                Type: AWS::DMS::Endpoint
                Properties:
                  EndpointType: source
                  EngineName: mysql
                  MySqlSettings: {SecretsManagerSecretId: secret, SecretsManagerAccessRoleArn: !GetAtt Reader.Arn}
            """
        ],
        passing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: [ecs-tasks.amazonaws.com]}, Action: "sts:AssumeRole"}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
              Reader:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement:
                      Effect: Allow
                      Principal: {Service: !Sub "dms.${AWS::Region}.amazonaws.com"}
                      Action: sts:AssumeRole
              Source:
                Type: AWS::DMS::Endpoint
                Properties:
                  EndpointType: source
                  EngineName: mysql
                  MySqlSettings: {SecretsManagerSecretId: secret, SecretsManagerAccessRoleArn: !GetAtt Reader.Arn}
            """
        ]
    ) { subject in
        let uses = [
            ("AWS::ECS::TaskDefinition", "ExecutionRoleArn", "ecs-tasks"),
            ("AWS::ECS::TaskDefinition", "TaskRoleArn", "ecs-tasks"),
            ("AWS::CodeDeploy::DeploymentGroup", "ServiceRoleArn", "codedeploy"),
            ("AWS::CodePipeline::Pipeline", "RoleArn", "codepipeline"), ("AWS::CodeBuild::Project", "ServiceRole", "codebuild"),
            ("AWS::Lambda::Function", "Role", "lambda"), ("AWS::RDS::DBInstance", "MonitoringRoleArn", "monitoring.rds"),
            ("AWS::Backup::BackupSelection", "BackupSelection.IamRoleArn", "backup"),
            ("AWS::EC2::FlowLog", "DeliverLogsPermissionArn", "vpc-flow-logs"),
            ("AWS::RDS::DBCluster", "MonitoringRoleArn", "monitoring.rds"), ("AWS::Events::Rule", "RoleArn", "events"),
            ("AWS::Scheduler::Schedule", "Target.RoleArn", "scheduler"),
            ("AWS::StepFunctions::StateMachine", "RoleArn", "states"),
            ("AWS::DMS::Endpoint", "MySqlSettings.SecretsManagerAccessRoleArn", "dms"),
            ("AWS::DMS::Endpoint", "PostgreSqlSettings.SecretsManagerAccessRoleArn", "dms"),
        ]
        let single = uses.flatMap { type, path, service in
            subject.resources(ofType: type).flatMap { subject.values(path, in: $0.properties) }.map { ($0, service) }
        }
        var (order, needs): ([String], [String: [String]]) = ([], [:])
        for (value, service) in single + subject.rolesInLists {
            guard let role = subject.resource(named: value.spot.node), role.type == "AWS::IAM::Role" else { continue }
            if needs[role.logicalID] == nil { order.append(role.logicalID) }
            if needs[role.logicalID]?.contains(service) != true { needs[role.logicalID, default: []].append(service) }
        }
        return order.compactMap { name in
            guard let role = subject.resources[name], let trusted = subject.trustedServices(of: role),
                let document = subject.spot(role)["Properties"]?["AssumeRolePolicyDocument"]
            else { return nil }
            let missing = (needs[name] ?? []).filter { service in !trusted.contains { $0.hasPrefix("\(service).") } }
            guard !missing.isEmpty else { return nil }
            let others = trusted.isEmpty ? "no service" : trusted.joined(separator: ", ")
            let services = missing.map(principal).joined(separator: " and ")
            return Problem(
                "\"\(name)\" is used by \(services) and trusts \(others)",
                at: onlyService(in: document, subject)?.place ?? document.keyPlace, fix: "Let \(services) assume \"\(name)\".")
        }
    }

    /// The name under which a service assumes roles. DMS reads secrets under the name of its region.
    private static func principal(_ service: String) -> String {
        service == "dms" ? "dms.REGION.amazonaws.com" : "\(service).amazonaws.com"
    }

    /// The principal of a trust policy that names just one service.
    private static func onlyService(in document: Spot, _ subject: Subject) -> Spot? {
        let statements = document["Statement"].map { subject.oneOrMany($0) } ?? []
        let services = statements.compactMap { $0.spot["Principal"]?["Service"] }.flatMap { subject.oneOrMany($0) }
        return statements.count == 1 && services.count == 1 ? services[0].spot : nil
    }
}

extension Subject {
    /// The roles that stand in lists: of instance profiles, of targets of events, and of the balancers and hooks of a service.
    fileprivate var rolesInLists: [(Possibility, String)] {
        let profiles = resources(ofType: "AWS::IAM::InstanceProfile").flatMap { items("Roles", in: $0.properties) }
        let targets = resources(ofType: "AWS::Events::Rule").flatMap { items("Targets", in: $0.properties) }
            .flatMap { values("RoleArn", in: $0.spot) }
        let balancers = services.flatMap(\.loadBalancers).flatMap { values("AdvancedConfiguration.RoleArn", in: $0.spot) }
        let hooks = services.flatMap { items("DeploymentConfiguration.LifecycleHooks", in: $0.properties) }
            .flatMap { values("RoleArn", in: $0.spot) }
        return profiles.map { ($0, "ec2") } + targets.map { ($0, "events") } + (balancers + hooks).map { ($0, "ecs") }
    }

    /// The services that may assume a role; none where not all of them can be known.
    func trustedServices(of role: Resource) -> [String]? {
        guard let document = spot(role)["Properties"]?["AssumeRolePolicyDocument"], document.node.object != nil,
            let statements = document["Statement"]
        else { return nil }
        var services: [String] = []
        for statement in oneOrMany(statements) {
            guard let principal = statement.spot["Principal"], principal.node.object != nil else { return nil }
            for service in principal["Service"].map({ oneOrMany($0) }) ?? [] {
                let text = knownText(of: service.spot.node)
                if text.contains(Subject.unknownText) && !text.holds(".") { return nil }
                if text.hasPrefix(String(Subject.unknownText)) { return nil }
                services.append(text.replacing(String(Subject.unknownText), with: "…"))
            }
        }
        return services
    }
}
