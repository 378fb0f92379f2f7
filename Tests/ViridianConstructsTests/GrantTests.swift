import Testing
import Viridian
import ViridianTemplate

@Suite struct GrantTests {
    /// The statements that a role was granted.
    private func granted(_ template: Template, _ role: String = "Role") -> [Node] {
        let policies = template.resource(role)?.properties["Policies"]?.list ?? []
        let granted = policies.first { $0["PolicyName"] == "granted" }
        return granted?["PolicyDocument"]?["Statement"]?.list ?? []
    }

    private func statement(_ actions: [Node], _ resources: Node...) -> Node {
        ["Effect": "Allow", "Action": Node(.list(actions)), "Resource": Node(.list(resources))]
    }

    @Test func `each grant allows what its name says, on that resource alone`() throws {
        let template = try Sample { stack in
            let role = stack.add("Role", IAM.Role(assumeRolePolicyDocument: .trust(.ecsTasks)))
            let key = stack.add("Key", KMS.Key())
            let secret = stack.add("Secret", SecretsManager.Secret())
            secret.grantRead(to: role, key: key, in: &stack)
            key.grantUse(to: role, in: &stack)
            stack.add("Logs", Logs.LogGroup()).grantWrite(to: role, in: &stack)
            stack.add("Database", RDS.DBCluster(engine: "aurora-mysql")).grantConnect(as: "app", to: role, in: &stack)
            let code = Lambda.Function.Code(zipFile: "x")
            stack.add("Function", Lambda.Function(code: code, role: role.arn)).grantInvoke(to: role, in: &stack)
        }.template(for: .development)
        let attribute = { (name: String) in Node.call(.getAtt(resource: name, attribute: "Arn")) }
        let user =
            "arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:${Database.DBClusterResourceId}/app"
        #expect(
            granted(template) == [
                statement(["secretsmanager:GetSecretValue"], .call(.ref("Secret"))),
                statement(["kms:Decrypt"], attribute("Key")),
                statement(["kms:Decrypt", "kms:GenerateDataKey"], attribute("Key")),
                statement(["logs:CreateLogStream", "logs:PutLogEvents"], attribute("Logs")),
                statement(["rds-db:connect"], .call(.sub(user, variables: [:]))),
                statement(["lambda:InvokeFunction"], attribute("Function")),
            ])
        #expect(template.resource("Role")?.metadata["Viridian::Wildcards"] == nil)
    }

    @Test func `what must be allowed everywhere says why, once`() throws {
        let template = try Sample { stack in
            let role = stack.add("Role", IAM.Role(assumeRolePolicyDocument: .trust(.ecsTasks)))
            for name in ["Blue", "Green"] { stack.add(name, ECR.Repository()).grantPull(to: role, in: &stack) }
        }.template(for: .development)
        #expect(granted(template).count == 3)
        #expect(template.resource("Role")?.metadata["Viridian::Wildcards"] == ["ecr:GetAuthorizationToken knows no resources."])
    }

    @Test func `a role of another stack is allowed nothing`() throws {
        var other = Stack("Other", in: .development)
        let role = other.add("Role", IAM.Role(assumeRolePolicyDocument: .trust(.ecsTasks)))
        let sample = Sample { stack in
            stack.add("Topic", SNS.Topic()).grantPublish(to: role, in: &stack)
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(error.problems.map(\.message) == ["\"Role\" is in another stack, and can be allowed nothing here"])
    }

    @Test func `tasks get the endpoints that they use, and wait for them`() throws {
        let template = try ConstructSample.endpoints.stack.template(for: .development)
        let endpoints = template.resources(ofType: "AWS::EC2::VPCEndpoint").map(\.logicalID)
        #expect(
            endpoints == [
                "NetworkS3Endpoint", "EndpointsEcrApiEndpoint", "EndpointsEcrDkrEndpoint", "EndpointsKmsEndpoint",
                "EndpointsLogsEndpoint", "EndpointsSecretsmanagerEndpoint", "EndpointsSsmmessagesEndpoint",
            ])
        let waits = template.resource("WebService")?.dependsOn ?? []
        #expect(endpoints.filter { !waits.contains($0) } == [])
    }
}
