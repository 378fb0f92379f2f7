import ViridianResources

/// The rules by which ECS moves traffic; nothing where CodeDeploy does, or nobody.
struct ServiceRouting {
    var production: Handle<ElasticLoadBalancingV2.ListenerRule>?
    var test: Handle<ElasticLoadBalancingV2.ListenerRule>?
    var role: Handle<IAM.Role>?
    var hookRole: Handle<IAM.Role>?
}

extension ContainerService {
    /// Where requests go before the first deployment.
    func addRouting(
        to groups: [Handle<ElasticLoadBalancingV2.TargetGroup>], in stack: inout Stack
    ) -> ServiceRouting {
        guard let first = groups.first, let last = groups.last else { return ServiceRouting() }
        switch deployment {
        case .rolling:
            balancer.setDefault([.forward([.init(targetGroupARN: first.arn)])], of: balancer.listener, in: &stack)
            return ServiceRouting()
        case .codeDeploy:
            balancer.setDefault([.forward([.init(targetGroupARN: first.arn)])], of: balancer.listener, in: &stack)
            if let test = balancer.testListener {
                balancer.setDefault([.forward([.init(targetGroupARN: last.arn)])], of: test, in: &stack)
            }
            return ServiceRouting()
        case .native(let native):
            return addRules(native, first, last, in: &stack)
        }
    }

    /// ECS moves the weights of a rule. It needs one of its own: the rule of a listener's default has no ARN that a template
    /// knows.
    ///
    /// Both roles trust ECS without conditions, as AWS's guide has it: it names none that ECS sends.
    /// Source: Amazon ECS Developer Guide, "Amazon ECS infrastructure IAM role for load balancers".
    private func addRules(
        _ native: NativeDeployment, _ first: Handle<ElasticLoadBalancingV2.TargetGroup>,
        _ last: Handle<ElasticLoadBalancingV2.TargetGroup>, in stack: inout Stack
    ) -> ServiceRouting {
        func rule(_ weights: (Int, Int), on listener: Handle<ElasticLoadBalancingV2.Listener>)
            -> ElasticLoadBalancingV2.ListenerRule
        {
            ElasticLoadBalancingV2.ListenerRule(
                actions: [
                    .forward([
                        .init(targetGroupARN: first.arn, weight: Input(weights.0)),
                        .init(targetGroupARN: last.arn, weight: Input(weights.1)),
                    ])
                ],
                conditions: [.init(field: .pathPattern, pathPatternConfig: .init(values: ["/*"]))], listenerARN: listener.arn,
                priority: 50000)
        }
        var routing = ServiceRouting()
        routing.production = stack.add(
            "ProductionRule", rule((100, 0), on: balancer.listener),
            purpose: "Divides requests between the versions; ECS moves its weights.")
        if let listener = balancer.testListener {
            routing.test = stack.add(
                "TestRule", rule((100, 0), on: listener), purpose: "Shows testers the new version; ECS moves its weights.")
        }
        routing.role = stack.add(
            "InfrastructureRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.ecs),
                description: "Moves traffic between versions",
                managedPolicyARNs: [
                    "arn:\(AWS.partition):iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers"
                ]),
            purpose: "What ECS may do with the load balancer.")
        guard !native.hooks.isEmpty else { return routing }
        let functions: [Input<String>] = native.hooks.map { $0.function.arn.typed() }
        routing.hookRole = stack.add(
            "HookRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.ecs),
                description: "Asks the functions that judge a version",
                policies: [
                    .init(
                        policyDocument: IAM.PolicyDocument([
                            .allow(["lambda:InvokeFunction"], on: .list(functions), sid: "AskHooks")
                        ]), policyName: "ask-hooks")
                ]),
            purpose: "Which functions ECS may ask about a version.")
        return routing
    }
}
