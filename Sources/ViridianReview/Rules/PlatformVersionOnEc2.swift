import ViridianTemplate

extension Rule {
    /// Instances have no platform version.
    static let platformVersionOnEc2 = Rule(
        "platform-version-on-ec2", .critical, .deployment, .aws,
        title: "PlatformVersion on a service whose tasks run on instances",
        rationale:
            "Platform versions are Fargate's. ECS refuses the service: \"The platform version must be null when "
            + "specifying an EC2 "
            + "launch type.\"",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
        failing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LaunchType: EC2
                  ↓PlatformVersion: LATEST
            """
        ],
        passing: [
            """
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, LaunchType: FARGATE, PlatformVersion: 1.4.0}
              Batch:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web, LaunchType: EC2}
            """
        ]
    ) { subject in
        subject.services.compactMap { service in
            guard service.isOnEC2 || service.usesOwnProviders, !subject.values("PlatformVersion", in: service.properties).isEmpty
            else { return nil }
            return service.properties["PlatformVersion"].map {
                $0.problem(
                    "tasks on instances have no platform version",
                    fix: "Leave PlatformVersion out, or take the launch type FARGATE."
                ).mended(by: [.remove($0.path)])
            }
        }
    }
}
