import ViridianTemplate

/// A deployment group of CodeDeploy for services of ECS.
struct DeploymentGroup {
    let spot: Spot
    let properties: Spot
}

extension Subject {
    /// The deployment groups that are certainly for ECS: they name a service, or belong to an application for ECS.
    var ecsDeploymentGroups: [DeploymentGroup] {
        resources(ofType: "AWS::CodeDeploy::DeploymentGroup").compactMap { spot, properties in
            guard let properties, properties.node.object != nil else { return nil }
            let application = resource(at: "ApplicationName", in: properties).map { self.spot($0)["Properties"] } ?? nil
            let isForECS = !items("ECSServices", in: properties).isEmpty || text("ComputePlatform", in: application) == "ECS"
            return isForECS ? DeploymentGroup(spot: spot, properties: properties) : nil
        }
    }

    /// An action of a pipeline with the stage that it is in.
    var pipelineActions: [(stage: Spot, action: Spot)] {
        resources(ofType: "AWS::CodePipeline::Pipeline").flatMap { _, properties in
            items("Stages", in: properties).flatMap { stage in
                items("Actions", in: stage.spot, from: stage.scenario).map { (stage.spot, $0.spot) }
            }
        }
    }

    private func items(_ key: String, in spot: Spot, from scenario: Scenario) -> [Possibility] {
        spot[key].map { elements(of: $0, in: scenario) } ?? []
    }
}
