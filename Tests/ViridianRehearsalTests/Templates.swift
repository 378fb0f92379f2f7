import Storefront
import Testing
import Viridian
import ViridianTemplate
import ViridianRelease

@testable import ViridianRehearsal

/// What a template leaves to be read: pieces of YAML, put together.
enum Sample {
    /// Two colours behind one listener; the properties of green's target group and the metadata of blue's service can be given.
    static func yaml(group: String = "Port: 80", metadata: String = "{}", more: String = "", blueWeight: Int = 100) -> String {
        """
        Resources:
          Listener:
            Type: AWS::ElasticLoadBalancingV2::Listener
            Properties:
              LoadBalancerArn: lb
              DefaultActions:
                - Type: forward
                  ForwardConfig:
                    TargetGroups:
                      - {TargetGroupArn: !Ref BlueGroup, Weight: \(blueWeight)}
                      - {TargetGroupArn: !Ref GreenGroup, Weight: \(100 - blueWeight)}
          BlueGroup: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80}}
          GreenGroup:
            Type: AWS::ElasticLoadBalancingV2::TargetGroup
            Properties:
              \(group)
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              ContainerDefinitions: [{Name: web, Image: shop, StopTimeout: 90}]
          BlueService:
            Type: AWS::ECS::Service
            Metadata: \(metadata)
            Properties:
              TaskDefinition: !Ref Task
              HealthCheckGracePeriodSeconds: 45
              LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref BlueGroup}]
          GreenService:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Task
              LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref GreenGroup}]
        \(more)
        """
    }

    static func read(_ yaml: String, parameters: [String: String] = [:]) throws -> TemplateReader.Result {
        try TemplateReader.read(try Template.read(yaml, file: "shop.yaml", format: .yaml), parameters: parameters)
    }

    /// The text of the error that something ends with.
    static func failure(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing failed"
        } catch {
            return "\(error)"
        }
    }
}
