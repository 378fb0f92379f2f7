public import ViridianResources

/// Where CodeDeploy brings a new version of a service.
public struct CodeDeployGroup: Hashable, Sendable {
    /// The application.
    public let application: Handle<CodeDeploy.Application>
    /// Its one group.
    public let group: Handle<CodeDeploy.DeploymentGroup>
    /// As what CodeDeploy acts.
    public let role: Handle<IAM.Role>
}

extension ContainerService {
    /// All that CodeDeploy wants of a group for ECS, though its schema asks for two properties alone.
    /// Source: AWS CodeDeploy API Reference, CreateDeploymentGroup.
    func addDeploymentGroup(
        _ groups: [Handle<ElasticLoadBalancingV2.TargetGroup>], _ alarms: [Handle<CloudWatch.Alarm>],
        service: Handle<ECS.Service>, _ common: CommonParts, to stack: inout Stack
    ) -> CodeDeployGroup? {
        guard case .codeDeploy(let settings) = deployment else { return nil }
        let application = stack.add(
            "Application", CodeDeploy.Application(applicationName: stack.physicalName(""), computePlatform: .ecs),
            purpose: "What CodeDeploy deploys.")
        let role = stack.add(
            "DeploymentRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(
                    .codeDeploy, conditions: [IAM.Condition(.stringEquals, "aws:SourceAccount", AWS.accountID)]),
                description: "Brings a new version",
                policies: [
                    .init(
                        policyDocument: IAM.PolicyDocument(deploymentStatements(alarms, service, common)),
                        policyName: "bring-versions")
                ]),
            purpose: "What CodeDeploy may do with the service and its load balancer.",
            metadata: wildcards(["What elasticloadbalancing describes knows no resources."]))
        let group = stack.add(
            "DeploymentGroup",
            CodeDeploy.DeploymentGroup(
                alarmConfiguration: .init(alarms: alarms.map { .init(name: $0.name) }, enabled: true),
                applicationName: application.name,
                autoRollbackConfiguration: .init(enabled: true, events: [.deploymentFailure, .deploymentStopOnAlarm]),
                blueGreenDeploymentConfiguration: .init(
                    deploymentReadyOption: .init(actionOnTimeout: .continueDeployment),
                    terminateBlueInstancesOnDeploymentSuccess: .init(
                        action: .terminate, terminationWaitTimeInMinutes: Input(settings.bake.wholeMinutes))),
                deploymentConfigName: Input(settings.configuration.rawValue), deploymentGroupName: stack.physicalName(""),
                deploymentStyle: .init(deploymentOption: .withTrafficControl, deploymentType: .blueGreen),
                ecsServices: [.init(clusterName: cluster.cluster.name, serviceName: service.name)],
                loadBalancerInfo: .init(targetGroupPairInfoList: [
                    .init(
                        prodTrafficRoute: .init(listenerARNs: [balancer.listener.arn]),
                        targetGroups: groups.map { .init(name: $0.name) },
                        testTrafficRoute: balancer.testListener.map { .init(listenerARNs: [$0.arn]) })
                ]),
                serviceRoleARN: role.arn),
            purpose: "Says where a new version goes, and what takes it back.")
        return CodeDeployGroup(application: application, group: group, role: role)
    }

    /// What AWS's own policy AWSCodeDeployRoleForECS allows on everything, on this service alone; without hooks and triggers,
    /// of which the group has none. Source: AWS CodeDeploy User Guide, "Identity-based policies and permissions".
    private func deploymentStatements(
        _ alarms: [Handle<CloudWatch.Alarm>], _ service: Handle<ECS.Service>, _ common: CommonParts
    ) -> [IAM.Statement] {
        let ecs: Input<String> = "arn:\(AWS.partition):ecs:\(AWS.region):\(AWS.accountID)"
        let listeners = [balancer.listener, balancer.testListener].compactMap(\.self)
        let balancing: Input<String> = "arn:\(AWS.partition):elasticloadbalancing:\(AWS.region):\(AWS.accountID)"
        let rules: Input<String> = "\(balancing):listener-rule/\(balancer.loadBalancer.fullName)/*"
        return [
            .allow(
                ["ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"], on: [service.arn.typed()], sid: "ChooseVersion"),
            .allow(
                ["ecs:CreateTaskSet", "ecs:DeleteTaskSet"],
                on: ["\(ecs):task-set/\(cluster.cluster)/\(service.name)/*", service.arn.typed()], sid: "StartVersion"),
            .allow(
                [
                    "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules",
                    "elasticloadbalancing:DescribeTargetGroups",
                ], on: ["*"], sid: "SeeTraffic"),
            .allow(["elasticloadbalancing:ModifyListener"], on: .list(listeners.map { $0.arn.typed() }), sid: "MoveTraffic"),
            .allow(["elasticloadbalancing:ModifyRule"], on: [rules], sid: "MoveRules"),
            .allow(["cloudwatch:DescribeAlarms"], on: .list(alarms.map { $0.arn.typed() }), sid: "WatchAlarms"),
            IAM.Statement(
                .allow, sid: "PassRoles", actions: ["iam:PassRole"],
                resources: [common.taskRole.arn.typed(), common.executionRole.arn.typed()],
                conditions: [IAM.Condition(.stringEquals, "iam:PassedToService", "ecs-tasks.amazonaws.com")]),
        ]
    }
}
