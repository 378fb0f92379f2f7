import Testing
import Viridian
import ViridianTemplate

@Suite struct StackAttributeTests {
    @Test func `data goes in development, stays in production, and one word changes it`() throws {
        func policies(_ environment: Environment, _ policy: DataPolicy) throws -> [String: String] {
            let template = try Sample { stack in
                stack.dataPolicy = policy
                stack.add("Database", RDS.DBCluster(engine: "aurora-mysql"))
                stack.add("Bucket", S3.Bucket())
                stack.add("Cluster", ECS.Cluster())
                stack.add("Kept", S3.Bucket(), deletionPolicy: .retain)
            }.template(for: environment)
            return Dictionary(
                uniqueKeysWithValues: template.resources.map { ($0.logicalID, $0.body["DeletionPolicy"]?.string ?? "unsaid") })
        }
        let gone = ["Database": "Delete", "Bucket": "Delete", "Cluster": "unsaid", "Kept": "Retain"]
        let kept = [
            "Database": "Snapshot", "Bucket": "RetainExceptOnCreate", "Cluster": "unsaid", "Kept": "Retain",
        ]
        #expect(try policies(.development, .byStage) == gone)
        #expect(try policies(.production, .byStage) == kept)
        #expect(try policies(.production, .delete) == gone)
        #expect(try policies(.development, .keep) == kept)
    }

    @Test func `what CloudFormation keeps beside properties is written in its order, with policies`() throws {
        let template = try Sample { stack in
            let cluster = stack.add("Cluster", ECS.Cluster())
            let isHome = stack.condition("IsHome", .equals(AWS.region, "us-east-1"))
            stack.when(isHome) { stack in
                let group = stack.add(
                    "Group", AutoScaling.AutoScalingGroup(maxSize: "2", minSize: "1"),
                    creationPolicy: ["ResourceSignal": Properties(dictionaryLiteral: ("Timeout", "PT5M"))],
                    updatePolicy: ["AutoScalingRollingUpdate": ["MaxBatchSize": 1] as Properties])
                stack.add(dependencies: [cluster, cluster], to: group)
                stack.add(dependencies: [cluster], to: group)
            }
        }.template(for: .development)
        let body = try #require(template.resource("Group")?.body)
        #expect(
            body.keys == ["Type", "Condition", "DependsOn", "CreationPolicy", "UpdatePolicy", "Metadata", "Properties"])
        #expect(body["DependsOn"] == ["Cluster"])
        #expect(body["CreationPolicy"] == ["ResourceSignal": ["Timeout": "PT5M"]])
        #expect(body["UpdatePolicy"] == ["AutoScalingRollingUpdate": ["MaxBatchSize": 1]])
    }

    @Test func `one stack exports what another imports`() throws {
        var network = Stack("Network", in: .development)
        let vpc = network.add("VPC", EC2.VPC(cidrBlock: "10.0.0.0/16"))
        let exported = network.export("VPC", vpc.id, as: "network-vpc", purpose: "The network.")
        #expect(
            try network.template().outputs == [
                Field(
                    "VPC",
                    [
                        "Description": "The network.", "Value": .call(.ref("VPC")),
                        "Export": ["Name": .call(.sub("network-vpc-${EnvironmentSuffix}", variables: [:]))],
                    ])
            ])
        var web = Stack("Web", in: .development)
        web.add("Group", EC2.SecurityGroup(groupDescription: "Web", vpcID: exported.imported))
        web.use(.secretsManager)
        web.use(.secretsManager)
        let template = try web.template()
        #expect(
            template.resource("Group")?.properties["VpcId"]
                == .call(.importValue(.call(.sub("network-vpc-${EnvironmentSuffix}", variables: [:])))))
        #expect(template.root["Transform"] == "AWS::SecretsManager-2024-09-16")
        web.use(.languageExtensions)
        #expect(try web.template().root["Transform"] == ["AWS::SecretsManager-2024-09-16", "AWS::LanguageExtensions"])
    }

    @Test func `secrets and parameters are looked up by CloudFormation`() throws {
        let template = try Sample { stack in
            let secret = stack.add("Secret", SecretsManager.Secret())
            let cluster = stack.add(
                "Database",
                RDS.DBCluster(
                    databaseName: .ssmParameter("/shop/database", version: 3), engine: "aurora-mysql",
                    masterUserPassword: .secret(secret.arn, field: "password"),
                    masterUsername: .secureParameter("/shop/user")))
            stack.output("Parts", .join(",", .split("-", .base64("\(cluster.endpointAddress)"))))
        }.template(for: .development)
        let properties = try #require(template.resource("Database")?.properties)
        #expect(properties["DatabaseName"] == "{{resolve:ssm:/shop/database:3}}")
        #expect(properties["MasterUsername"] == "{{resolve:ssm-secure:/shop/user}}")
        #expect(
            properties["MasterUserPassword"]
                == .call(.sub("{{resolve:secretsmanager:${Secret}:SecretString:password}}", variables: [:])))
        let endpoint = Node.call(.getAtt(resource: "Database", attribute: "Endpoint.Address"))
        #expect(
            template.outputs.first?.node["Value"]
                == .call(.join(delimiter: ",", .call(.split(delimiter: "-", .call(.base64(endpoint)))))))
    }

    @Test func `a generic resource is checked against what AWS says`() throws {
        let line = #line
        let sample = Sample { stack in
            stack.add("Queue", GenericResource("AWS::SQS::Queue", ["DelaySecond": 5]))
            stack.add("Alias", GenericResource("AWS::Lambda::Alias", ["Name": "live", "FunctionName": "f"]))
            stack.add("Nothing", GenericResource("AWS::SQS::Row"))
            stack.add("Mine", GenericResource("Custom::Start", ["ServiceToken": "arn", "Whatever": 1]))
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(
            error.problems.map { "+\(($0.place?.line ?? 0) - line) \($0.code.rawValue): \($0.message)" } == [
                "+2 unknown-property: \"Queue\" has the property \"DelaySecond\", which AWS::SQS::Queue does not have",
                "+3 missing-property: \"Alias\" lacks the property \"FunctionVersion\", which AWS::Lambda::Alias needs",
                "+4 unknown-type: \"Nothing\" is of the type AWS::SQS::Row, which AWS does not know",
            ])
        #expect(error.problems.first?.advice.contains("DelaySeconds") == true)
    }

    @Test func `a generic resource is checked as deep as its properties go`() throws {
        let line = #line
        let sample = Sample { stack in
            let table: Properties = [
                "KeySchema": [["AttributeName": "id", "KeyType": "HASH"] as Properties],
                "SSESpecification": ["Enabled": true] as Properties,
                "BillingMode": "PAY_PER_QUERY",
                "StreamSpecification": "NEW_IMAGE",
                "AttributeDefinitions": ["AttributeName": "id"] as Properties,
                "ProvisionedThroughput": ["ReadCapacityUnits": "many", "WriteCapacityUnits": "5"] as Properties,
            ]
            var resource = GenericResource("AWS::DynamoDB::Table")
            resource.properties = table
            stack.add("Orders", resource)
        }
        let error = try #require(throws: StackError.self) { try sample.template(for: .development) }
        #expect(error.problems.allSatisfy { ($0.place?.line ?? 0) == line + 12 })
        #expect(
            error.problems.map {
                "\($0.code.rawValue): \($0.message)".replacing("AWS::DynamoDB::Table", with: "a table")
            } == [
                "unknown-property: \"Orders\" has the property \"SSESpecification.Enabled\", which a table does not have",
                "missing-property: \"Orders\" lacks the property \"SSESpecification.SSEEnabled\", which a table needs",
                "invalid-value: \"Orders\" has \"PAY_PER_QUERY\" for BillingMode, which a table does not take",
                "invalid-value: \"Orders\" has a single value for StreamSpecification, where a table takes something else",
                "invalid-value: \"Orders\" has an object for AttributeDefinitions, where a table takes something else",
                "invalid-value: \"Orders\" has \"many\" for ProvisionedThroughput.ReadCapacityUnits, "
                    + "where a table takes something else",
            ])
    }

    @Test func `a generic resource gets its tags where its type takes them`() throws {
        let template = try Sample { stack in
            stack.add("Queue", GenericResource("AWS::SQS::Queue"))
            stack.add("Vault", GenericResource("AWS::Backup::BackupVault", ["BackupVaultName": "vault"]))
            stack.add("Table", GenericResource("AWS::SSM::Parameter", ["Type": "String", "Value": "a"]))
        }.template(for: .development)
        #expect(template.resource("Queue")?.properties["Tags"]?.list?.count == 5)
        #expect(template.resource("Vault")?.properties["BackupVaultTags"]?["ManagedBy"] == "Viridian")
        #expect(template.resource("Table")?.properties["Tags"]?["ManagedBy"] == "Viridian")
    }

    @Test func `any part of a resource can be changed past its Swift type`() throws {
        let template = try Sample { stack in
            let balancer = stack.add(
                "Balancer",
                ElasticLoadBalancingV2.LoadBalancer(loadBalancerAttributes: [.init(key: "idle_timeout", value: "60")]))
            stack[balancer]?.properties.set("61", at: "LoadBalancerAttributes", "0", "Value")
            stack[balancer]?.properties.set(AWS.region, at: "LoadBalancerAttributes", "0", "New", "Part")
            stack[balancer]?.properties.set("lost", at: "LoadBalancerAttributes", "7")
            stack[balancer]?.properties.set("lost", at: "Subnets", "0")
        }.template(for: .development)
        let properties = try #require(template.resource("Balancer")?.properties)
        #expect(properties.keys == ["LoadBalancerAttributes", "Tags"])
        #expect(
            properties["LoadBalancerAttributes"] == [
                ["Key": "idle_timeout", "Value": "61", "New": ["Part": .call(.ref("AWS::Region"))]]
            ])
    }
}
