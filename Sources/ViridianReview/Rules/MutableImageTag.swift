extension Rule {
    /// An image whose tag can point at something else tomorrow.
    static let mutableImageTag = Rule(
        "mutable-image-tag", .medium, .reliability, .practice,
        title: "Container image with the tag latest, or with none",
        rationale:
            "The task definition doesn't change when a new image is pushed under the same tag, so an update of the stack changes "
            + "nothing, and a rollback doesn't lead back to a known image.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: ↓nginx}
                    - {Name: sidecar, Image: ↓"public.ecr.aws/acme/sidecar:latest"}
            """,
            """
            Parameters:
              Image: {Type: String, Default: "localhost:5000/shop"}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: ↓!Ref Image}
                    - Name: log
                      Image: ↓!Sub ${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/log:latest
            """,
        ],
        passing: [
            """
            Parameters:
              Image: {Type: String}
              Version: {Type: String, Default: 1.4.2}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: !Ref Image}
                    - {Name: fixed, Image: "nginx:1.27.3"}
                    - {Name: digest, Image: "nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
                    - {Name: both, Image: !Sub "${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/shop:${Version}"}
            """
        ]
    ) { subject in
        var reported: Set<String> = []
        return subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties -> [Problem] in
            let containers = properties?["ContainerDefinitions"].map { subject.elements(of: $0) } ?? []
            return containers.compactMap { container in
                guard let image = container.spot["Image"] else { return nil }
                // Both colours may take one parameter, and then the fault is one.
                let found = subject.values(of: image).lazy.compactMap { problem(with: $0, subject) }.first
                guard let name = image.node.reference, found != nil else { return found }
                return reported.insert(name).inserted ? found : nil
            }
        }
    }

    private static func problem(with image: Possibility, _ subject: Subject) -> Problem? {
        let text = subject.knownText(of: image.spot.node)
        guard let reference = ImageReference(text), reference.isMutable else { return nil }
        let origin = image.parameter.map { " (the default of \($0))" } ?? ""
        let tag = reference.tag == nil ? "has no tag, which means latest" : "has the tag latest"
        return Problem(
            "the image \"\(shown(text))\"\(origin) \(tag)", at: image.spot.place,
            fix: "Name a digest (\(shown(reference.name))@sha256:…) or a tag that is never moved.")
    }

    private static func shown(_ text: String) -> String { text.replacing(String(Subject.unknownText), with: "…") }
}
