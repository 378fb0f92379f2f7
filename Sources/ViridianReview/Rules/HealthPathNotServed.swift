import ViridianTemplate

extension Rule {
    /// A health check for a page that the image doesn't have.
    static let healthPathNotServed = Rule(
        "health-path-not-served", .critical, .deployment, .practice,
        title: "Health check of a path that the image is known not to serve",
        rationale:
            "Stock web server images answer on / and say 404 everywhere else. Every task is found unhealthy and replaced without "
            + "end, and the service never becomes stable. Image and health path belong together.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
        failing: [
            """
            Parameters:
              Image: {Type: String, Default: "amazon/amazon-ecs-sample@sha256:0123"}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: !Ref Image, PortMappings: [{ContainerPort: 80}]}]
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  HealthCheckPath: ↓/health
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """
        ],
        passing: [
            """
            Resources:
              Stock:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: "nginx:1.27.3", PortMappings: [{ContainerPort: 80}]}]
              Own:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: nginx:1.27.3
                      Command: [sh, -c, "echo ok > /usr/share/nginx/html/health && nginx -g 'daemon off;'"]
              Root:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {HealthCheckPath: /}
              Health:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {HealthCheckPath: /health}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Stock
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Root}]
              Api:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Own
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Health}]
            """
        ]
    ) { subject in
        var reported: Set<[String]> = []
        return subject.services.flatMap { service in
            service.loadBalancers.compactMap { entry -> Problem? in
                guard let image = stockImage(of: entry.spot, in: service, subject),
                    let group = subject.resource(at: "TargetGroupArn", in: entry.spot),
                    group.type == "AWS::ElasticLoadBalancingV2::TargetGroup"
                else { return nil }
                let properties = subject.spot(group)["Properties"]
                guard let path = subject.text("HealthCheckPath", in: properties),
                    !["/", "/index.html", "/index.php"].contains(path),
                    subject.lacks("Matcher.HttpCode", in: properties)
                        || subject.text("Matcher.HttpCode", in: properties) == "200",
                    let place = properties?["HealthCheckPath"]?.place, reported.insert(place.path).inserted
                else { return nil }
                return Problem(
                    "the image \(image) answers 404 for \(path)", at: place,
                    fix: "Check /, or give the default image and its path together as parameters.")
            }
        }
    }

    /// A stock image that is started as it is.
    private static func stockImage(of entry: Spot, in service: ECSService, _ subject: Subject) -> String? {
        let name = subject.text("ContainerName", in: entry)
        let container = subject.items("ContainerDefinitions", in: service.taskDefinition).map(\.spot).first {
            name != nil && subject.text("Name", in: $0) == name
        }
        guard let container, let text = subject.text("Image", in: container), let image = ImageReference(text),
            ["Command", "EntryPoint", "MountPoints", "VolumesFrom"].allSatisfy({ subject.lacks($0, in: container) })
        else { return nil }
        let known = ["nginx", "httpd", "amazon/amazon-ecs-sample"]
        let prefixes = [
            "", "library/", "docker.io/", "docker.io/library/", "public.ecr.aws/docker/library/", "public.ecr.aws/nginx/",
        ]
        return known.contains { stock in prefixes.contains { $0 + stock == image.name } } ? text : nil
    }
}
