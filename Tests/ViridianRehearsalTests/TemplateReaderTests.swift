import Storefront
import Testing
import Viridian
import ViridianTemplate
import ViridianRelease

@testable import ViridianRehearsal

@Suite struct TemplateReaderTests {
    @Test func `the storefront says all that its rehearsal needs`() throws {
        let template = try Storefront().template(for: .development)
        let result = try TemplateReader.read(template)
        let specification = result.specification
        #expect(result.warnings == [])
        #expect(specification.problems == [])
        #expect(specification.name == "Storefront")
        #expect(specification.weights == Weights(blue: 100, green: 0))
        #expect(specification.stable == .blue)
        #expect(specification.plan.steps.map(\.weight) == [10, 50, 100])
        #expect(specification.plan.bake == .seconds(300))
        #expect(specification.plan.headroom == 0)
        #expect(specification.plan.gates.map(\.name).sorted() == ["errors", "health", "latency"])
        #expect(specification.plan.gates.map(\.condition).contains(.latency(percentile: 99, milliseconds: 500)))
        #expect(specification.rules.map(\.patterns) == [["/blue/*"], ["/green/*"]])
        #expect(specification.rules[1].action == .forward(Weights(blue: 0, green: 1)))
        let green = specification.colours.green
        #expect(green.name == "WebGreenService")
        #expect(green.targetGroup == "WebGreenTargetGroup")
        #expect(green.tasks == 2)
        #expect(green.containerPort == 8080)
        #expect(green.command == nil)
        #expect(green.healthCheck.path == "/health")
        #expect(green.healthCheck.interval == .seconds(10))
        #expect(green.deregistrationDelay == .seconds(30))
        #expect(green.gracePeriod == .seconds(60))
    }

    @Test func `what a target group leaves out has ALB's defaults`() throws {
        let specification = try Sample.read(Sample.yaml()).specification
        let check = specification.colours.green.healthCheck
        #expect(check.path == "/")
        #expect(check.interval == .seconds(30))
        #expect(check.timeout == .seconds(5))
        #expect(check.healthyThreshold == 5)
        #expect(check.unhealthyThreshold == 2)
        #expect(check.matcher == "200")
        #expect(specification.colours.green.deregistrationDelay == .seconds(300))
        #expect(specification.colours.green.gracePeriod == .zero)
        #expect(specification.colours.blue.gracePeriod == .seconds(45))
        #expect(specification.colours.blue.stopTimeout == .seconds(90))
        #expect(specification.plan.gates == Gate.standard)
    }

    @Test func `what a target group says is taken`() throws {
        let group = """
            {Port: 80, HealthCheckPath: /ready, HealthCheckIntervalSeconds: 15, HealthCheckTimeoutSeconds: '4', \
            HealthyThresholdCount: 3, UnhealthyThresholdCount: 4, Matcher: {HttpCode: 200-299}, \
            TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: '7'}]}
            """
        let yaml = Sample.yaml(group: "GROUP").replacing("Properties:\n      GROUP", with: "Properties: \(group)")
        let green = try Sample.read(yaml).specification.colours.green
        #expect(green.healthCheck.path == "/ready")
        #expect(green.healthCheck.interval == .seconds(15))
        #expect(green.healthCheck.timeout == .seconds(4))
        #expect(green.healthCheck.healthyThreshold == 3)
        #expect(green.healthCheck.unhealthyThreshold == 4)
        #expect(green.healthCheck.matcher == "200-299")
        #expect(green.deregistrationDelay == .seconds(7))
    }

    @Test func `a value that AWS would refuse is told at its place`() throws {
        let yaml = Sample.yaml(group: "HealthCheckIntervalSeconds: 2")
        #expect(
            Sample.failure { _ = try Sample.read(yaml) }
                == "shop.yaml:16:35: HealthCheckIntervalSeconds is a whole number from 5 to 300.")
    }

    @Test func `green is stable where it has the weight`() throws {
        let specification = try Sample.read(Sample.yaml(blueWeight: 0)).specification
        #expect(specification.stable == .green)
        #expect(specification.weights == Weights(blue: 0, green: 100))
    }

    @Test func `shared weights are no beginning for a release`() throws {
        let specification = try Sample.read(Sample.yaml(blueWeight: 60)).specification
        #expect(
            specification.problems == [
                "the listener's weights are blue 60, green 40; one colour must have all of it, the other 0"
            ])
    }

    @Test func `a command and its environment come from the service's metadata`() throws {
        let metadata =
            "{Viridian::Rehearsal: {Command: [python3, app.py, '{port}'], Environment: {MODE: test, LEVEL: 3, ON: true}}}"
        let specification = try Sample.read(Sample.yaml(metadata: metadata)).specification
        #expect(specification.colours.blue.command == ["python3", "app.py", "{port}"])
        #expect(specification.command(of: .blue, port: 21_000, executable: "viridian") == ["python3", "app.py", "21000"])
        #expect(specification.colours.blue.environment == ["MODE": "test", "LEVEL": "3", "ON": "true"])
        #expect(
            specification.command(of: .green, port: 21_000, executable: "/bin/viridian") == ["/bin/viridian", "sample-service"])
        let environment = specification.environment(of: .blue, port: 21_000, revision: "v1")
        #expect(
            environment == ["MODE": "test", "LEVEL": "3", "ON": "true", "PORT": "21000", "HOST": "127.0.0.1", "VERSION": "v1"])
    }

    @Test func `rules that can't be followed are named`() throws {
        let more = """
              Host:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 5
                  Conditions: [{Field: host-header, HostHeaderConfig: {Values: [shop.example]}}]
                  Actions: [{Type: forward, TargetGroupArn: !Ref BlueGroup}]
              Maintenance:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Priority: 4
                  Conditions: [{Field: path-pattern, Values: [/closed]}]
                  Actions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: '503', MessageBody: back soon}}]
            """
        let result = try Sample.read(Sample.yaml(more: more))
        #expect(result.warnings == ["listener rule Host has other conditions than a path; it is not rehearsed"])
        #expect(
            result.specification.rules == [
                .init(
                    priority: 4, patterns: ["/closed"],
                    action: .fixedResponse(status: 503, contentType: "text/plain", body: "back soon"))
            ])
    }

    @Test func `a service is missed where it is missing`() throws {
        let yaml = Sample.yaml().replacing("TargetGroupArn: !Ref GreenGroup}]", with: "TargetGroupArn: arn:other}]")
            .replacing("TargetGroupArn: !Ref BlueGroup}]", with: "TargetGroupArn: arn:other}]")
        let message = Sample.failure { _ = try Sample.read(yaml) }
        #expect(message.contains("no AWS::ECS::Service has the target group BlueGroup"), "\(message)")
    }
}
