import ViridianTemplate

extension Rule {
    /// An update that is refused.
    static let codedeployTaskDefinition = Rule(
        "codedeploy-task-definition", .medium, .deployment, .practice,
        title: "Image by parameter in a task definition whose service CodeDeploy deploys",
        rationale:
            "Once such a service exists, ECS refuses every other task definition: \"Unable to update task "
            + "definition on services with a CODE_DEPLOY deployment controller.\" A stack update that changes the "
            + "image fails; the next version goes through CodeDeploy.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html",
        failing: [
            """
            Parameters:
              ImageTag: {Type: String}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, ↓Image: !Sub "shop:${ImageTag}"}]
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DeploymentController: {Type: CODE_DEPLOY}}
            """
        ],
        passing: [
            """
            Parameters:
              FirstImage: {Type: String}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: !Ref FirstImage}]
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, DeploymentController: {Type: CODE_DEPLOY}}
            """
        ]
    ) { subject in
        subject.services.filter { $0.controller == "CODE_DEPLOY" }.flatMap { service in
            subject.items("ContainerDefinitions", in: service.taskDefinition).compactMap { container -> Problem? in
                guard let image = container.spot["Image"] else { return nil }
                let text: [String] =
                    switch image.node.function {
                    case .ref(let name)?: [name]
                    case .sub(let text, _)?: Substitution.names(in: text).map(\.name)
                    default: []
                    }
                let moving = text.first { name in
                    let word = name.lowercased()
                    return subject.parameters[name] != nil && (word.holds("tag") || word.holds("version"))
                        && !["first", "initial", "bootstrap"].contains(where: word.contains)
                }
                guard let moving else { return nil }
                return image.problem(
                    "an update of the stack with another \(moving) is refused",
                    fix: "Name the first image here, for instance InitialImage, and bring later ones by CodeDeploy.")
            }
        }
    }
}
