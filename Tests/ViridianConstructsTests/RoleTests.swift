import Testing
import Viridian
import ViridianTemplate

@Suite struct RoleTests {
    private func statements(_ role: String, _ template: Template) -> [Node] {
        let policies = template.resource(role)?.properties["Policies"]?.list ?? []
        return policies.flatMap { $0["PolicyDocument"]?["Statement"]?.list ?? [] }
    }

    @Test func `starting a task from another registry needs its logs alone`() throws {
        let template = try Sample.web().template(for: .development)
        #expect(
            statements("WebExecutionRole", template) == [
                [
                    "Sid": "WriteLogs", "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                    "Resource": [.call(.getAtt(resource: "WebLogs", attribute: "Arn"))],
                ]
            ])
        #expect(statements("WebTaskRole", template) == [])
        #expect(template.resource("WebTaskRole")?.properties["Policies"] == nil)
    }

    @Test func `images of ECR are pulled from their repositories, and only signing in needs everything`() throws {
        let image: ContainerImage = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.2@sha256:1"
        let template = try Sample.web(blue: image, green: image).template(for: .development)
        let added = statements("WebExecutionRole", template).dropFirst()
        let repository = Intrinsic.sub("arn:${AWS::Partition}:ecr:eu-west-1:123456789012:repository/team/web", variables: [:])
        #expect(added.map { $0["Resource"] } == [[.call(repository)], ["*"]])
        #expect(added.last?["Action"] == ["ecr:GetAuthorizationToken"])
    }

    @Test func `containers may do what was said`() throws {
        let template = try Sample.web { service in
            service.permissions = [.allow(["s3:GetObject"], on: ["arn:aws:s3:::acme-assets/*"])]
        }.template(for: .development)
        #expect(
            statements("WebTaskRole", template) == [
                ["Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::acme-assets/*"]]
            ])
    }

    @Test(arguments: ["WebTaskRole", "WebExecutionRole"])
    func `only tasks act as these roles`(role: String) throws {
        let template = try Sample.web().template(for: .development)
        let trust = template.resource(role)?.properties["AssumeRolePolicyDocument"]
        #expect(trust?["Version"] == "2012-10-17")
        #expect(trust?["Statement"]?.list?.map { $0["Principal"] } == [["Service": "ecs-tasks.amazonaws.com"]])
        #expect(trust?["Statement"]?.list?.contains { $0["Resource"] != nil } == false)
    }
}
