import ViridianTemplate

extension Rule {
    /// A release of something that isn't there.
    static let outsideService = Rule(
        "outside-service", .medium, .deployment, .practice,
        title: "Deployment to a service that neither the template makes nor a parameter asks for",
        rationale:
            "A name that is put together here, or that stands here as text, is the name of a service which must exist "
            + "before. On a "
            + "new account the stack fails, and nothing in it says why.",
        page: "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html",
        failing: [
            """
            Parameters:
              Suffix: {Type: String, Default: dev}
            Resources:
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: !Sub "shop-${Suffix}", ServiceName: ↓!Sub "web-${Suffix}"}]
            """
        ],
        passing: [
            """
            Parameters:
              Service: {Type: String}
            Resources:
              Group:
                Type: AWS::CodeDeploy::DeploymentGroup
                Properties:
                  ApplicationName: shop
                  ServiceRoleArn: arn
                  ECSServices: [{ClusterName: shop, ServiceName: !Ref Service}]
            """
        ]
    ) { subject in
        guard !subject.has("AWS::ECS::Service"), !subject.hasNestedStacks else { return [] }
        let groups = subject.ecsDeploymentGroups.flatMap { subject.items("ECSServices", in: $0.properties) }.compactMap {
            $0.spot["ServiceName"]
        }
        let actions = subject.pipelineActions.compactMap { _, action -> Spot? in
            guard subject.text("ActionTypeId.Provider", in: action) == "ECS" else { return nil }
            return action["Configuration"]?["ServiceName"]
        }
        return (groups + actions).compactMap { name in
            switch name.node.function {
            case .sub(let text, let variables)?:
                let names = Substitution.names(in: text).map(\.name)
                let isOwn = names.allSatisfy { subject.parameters[$0] != nil || $0.hasPrefix("AWS::") }
                guard isOwn, variables.isEmpty, Substitution.parts(of: text).count > 1 else { return nil }
            case nil where name.node.string != nil: break
            default: return nil
            }
            return Problem(
                "this service is not in the template", at: name.place,
                fix: "Make the service and its cluster here, or ask for its name by a parameter without a default.")
        }
    }
}
