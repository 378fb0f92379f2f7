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
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  HealthCheckPath: ↓/ready
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  LoadBalancers:
                    - ContainerName: web
                      ContainerPort: 80
                      TargetGroupArn: !Ref Group
                      AdvancedConfiguration: {AlternateTargetGroupArn: !Ref Green, ProductionListenerRule: arn, RoleArn: arn}
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
        let registered = subject.services.flatMap { service in
            subject.targetGroups(of: service).compactMap { group -> Problem? in
                guard let image = stockImage(of: group.entry, in: service, subject),
                    let path = subject.text("HealthCheckPath", in: group.properties),
                    !isServed(path), refuses404(group.properties, subject),
                    let place = group.properties?["HealthCheckPath"]?.place, reported.insert(place.path).inserted
                else { return nil }
                return problem(image, path, at: place)
            }
        }
        return registered + loose(subject).filter { reported.insert($0.path).inserted }
    }

    private static func problem(_ image: String, _ path: String, at place: Place) -> Problem {
        Problem(
            "the image \(image) answers 404 for \(path)", at: place,
            fix: "Check /, or give the default image and its path together as parameters.")
    }

    /// Target groups that no service is in yet, where every container with a port is of one stock image.
    private static func loose(_ subject: Subject) -> [Problem] {
        guard subject.services.allSatisfy(\.hasNoBalancer) else { return [] }
        let containers = subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            subject.items("ContainerDefinitions", in: properties).map(\.spot)
        }.filter { !subject.lacks("PortMappings", in: $0) }
        let images = containers.map { stockImage(in: $0, subject) }
        guard let first = images.first, let image = first, images.allSatisfy({ $0 == image }) else { return [] }
        return subject.resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup").compactMap { _, properties in
            guard let path = subject.text("HealthCheckPath", in: properties), !isServed(path), refuses404(properties, subject),
                let place = properties?["HealthCheckPath"]?.place
            else { return nil }
            return problem(image, path, at: place)
        }
    }

    private static func isServed(_ path: String) -> Bool { ["/", "/index.html", "/index.php"].contains(path) }

    /// Whether a group certainly takes 404 for a failure.
    private static func refuses404(_ group: Spot?, _ subject: Subject) -> Bool {
        if subject.lacks("Matcher.HttpCode", in: group) { return true }
        guard let text = subject.text("Matcher.HttpCode", in: group) else { return false }
        return !text.split(separator: ",").contains { part in
            let ends = part.split(separator: "-").compactMap { Int($0.filter(\.isNumber)) }
            return ends.count == 2 ? ends[0] <= 404 && 404 <= ends[1] : ends.first == 404
        }
    }

    /// A stock image that is started as it is.
    private static func stockImage(of entry: Spot, in service: ECSService, _ subject: Subject) -> String? {
        let name = subject.text("ContainerName", in: entry)
        let container = subject.items("ContainerDefinitions", in: service.taskDefinition).map(\.spot).first {
            name != nil && subject.text("Name", in: $0) == name
        }
        return container.flatMap { stockImage(in: $0, subject) }
    }

    private static func stockImage(in container: Spot, _ subject: Subject) -> String? {
        guard let text = subject.text("Image", in: container), let image = ImageReference(text),
            ["Command", "EntryPoint", "MountPoints", "VolumesFrom"].allSatisfy({ subject.lacks($0, in: container) })
        else { return nil }
        let known = ["nginx", "httpd", "amazon/amazon-ecs-sample", "public.ecr.aws/ecs-sample-image/amazon-ecs-sample"]
        return known.contains(StockImage.officialName(of: image)) ? text : nil
    }
}
