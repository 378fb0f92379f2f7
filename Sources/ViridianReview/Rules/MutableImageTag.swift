extension Rule {
    /// An image whose tag can point at something else tomorrow.
    static let mutableImageTag = Rule(
        "mutable-image-tag", .medium, .reliability, .practice,
        title: "Container image with the tag latest or another that is moved, or with none",
        rationale:
            "The task definition doesn't change when a new image is pushed under the same tag, so an update of the stack changes "
            + "nothing, and a rollback doesn't lead back to a known image. Tags such as stable, main or prod are moved as latest "
            + "is.",
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
            """
            Parameters:
              Repository: {Type: String}
              Stage: {Type: String}
            Conditions:
              IsProduction: !Equals [!Ref Stage, production]
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: ↓!Join [":", [!Ref Repository, !If [IsProduction, stable, 1.4.2]]]}
                    - {Name: log, Image: ↓!Sub ["${Repository}:${Tag}", {Tag: !If [IsProduction, 1.4.2, latest]}]}
                    - {Name: proxy, Image: ↓"shop/proxy:main"}
            """,
        ],
        passing: [
            """
            Parameters:
              Image: {Type: String}
              Version: {Type: String, Default: 1.4.2}
              Branch: {Type: String, Default: main}
            Conditions:
              IsMain: !Equals [!Ref Branch, main]
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: !Ref Image}
                    - {Name: fixed, Image: "nginx:1.27.3"}
                    - {Name: given, Image: !Sub "shop:${Branch}"}
                    - {Name: either, Image: !Join [":", [shop, !If [IsMain, 1.4.2, !Ref Branch]]]}
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
                let found = subject.values(of: image).lazy.flatMap { value in
                    subject.writtenOut(value.spot.node, in: value.scenario).lazy.compactMap { node in
                        let written = Possibility(
                            spot: value.spot.holding(node), scenario: value.scenario, parameter: value.parameter)
                        return problem(with: written, at: value.spot.place, subject)
                    }
                }.first
                guard let name = image.node.reference, found != nil else { return found }
                return reported.insert(name).inserted ? found : nil
            }
        }
    }

    private static func problem(with image: Possibility, at place: Place, _ subject: Subject) -> Problem? {
        let text = subject.knownText(of: image.spot.node)
        guard let reference = ImageReference(text), reference.isMutable || isMoved(reference, image) else { return nil }
        let origin = image.parameter.map { " (the default of \($0))" } ?? ""
        let tag = reference.tag.map { "has the tag \($0)" + ($0 == "latest" ? "" : ", which is moved") }
        return Problem(
            "the image \"\(shown(text))\"\(origin) \(tag ?? "has no tag, which means latest")", at: place,
            fix: "Name a digest (\(shown(reference.name))@sha256:…) or a tag that is never moved.")
    }

    /// Whether the tag is moved and written here: what a parameter gives may be another in each stack.
    private static func isMoved(_ reference: ImageReference, _ image: Possibility) -> Bool {
        guard reference.hasMovingTag, image.parameter == nil, let tag = reference.tag else { return false }
        switch image.spot.node.function {
        case nil: return true
        case .sub(let text, _)?: return text.hasSuffix(":\(tag)")
        case .join(_, let list)?: return list.list?.last?.string?.hasSuffix(tag) == true
        default: return false
        }
    }

    private static func shown(_ text: String) -> String { text.replacing(String(Subject.unknownText), with: "…") }
}
