import ViridianCatalog
import ViridianTemplate

extension Stack {
    /// What AWS's schemas object to in resources whose properties Swift did not check.
    var catalogProblems: [StackProblem] {
        resources.flatMap { entry -> [StackProblem] in
            guard entry.value.resource is GenericResource else { return [] }
            return Self.problems(of: entry.value.resource, called: entry.name, at: entry.place)
        }
    }

    private static func problems(of resource: any ResourceDefinition, called name: String, at place: Place) -> [StackProblem] {
        guard let type = Catalog.aws.type(resource.type) else {
            return [
                StackProblem(
                    .unknownType, at: place, "\"\(name)\" is of the type \(resource.type), which AWS does not know",
                    advice: "Write the type as AWS's reference has it, such as AWS::SQS::Queue.")
            ]
        }
        // A custom resource takes whatever its function wants.
        guard type.name != "AWS::CloudFormation::CustomResource" else { return [] }
        return SchemaCheck(resource: name, type: type, place: place).problems(of: resource.properties)
    }
}
