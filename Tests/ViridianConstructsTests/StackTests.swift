import Testing
import Viridian
import ViridianTemplate

@Suite struct StackTests {
    @Test func `what CloudFormation keeps beside properties is written in its order`() throws {
        let template = try Sample { stack in
            let cluster = stack.add("Cluster", ECS.Cluster())
            stack.add(
                "Logs", Logs.LogGroup(retentionInDays: .days7), purpose: "Keeps logs.", dependsOn: [cluster],
                deletionPolicy: .retainExceptOnCreate, metadata: ["Team": "shop"])
        }.template(for: .development)
        let body = try #require(template.resource("Logs")?.body)
        #expect(body.keys == ["Type", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata", "Properties"])
        #expect(body["DependsOn"] == ["Cluster"])
        #expect(body["DeletionPolicy"] == "RetainExceptOnCreate")
        #expect(body["UpdateReplacePolicy"] == "Retain")
        #expect(body["Metadata"] == ["Viridian::Purpose": "Keeps logs.", "Team": "shop"])
        #expect(template.root.keys == ["AWSTemplateFormatVersion", "Parameters", "Resources"])
    }

    @Test func `a stack without tags and names has no suffix`() throws {
        let template = try Sample { stack in
            stack.add("Wait", GenericResource("AWS::CloudFormation::WaitConditionHandle"))
        }.template(for: .development)
        #expect(template.root["Parameters"] == nil)
    }

    @Test func `a generic resource takes values of any kind`() throws {
        let template = try Sample { stack in
            let cluster = stack.add("Cluster", ECS.Cluster())
            let topic = stack.add(
                "Alerts",
                GenericResource(
                    "AWS::SNS::Topic",
                    [
                        "DisplayName": "Alerts", "TracingConfig": cluster.name,
                        "DataProtectionPolicy": ["Levels": [1, 2]] as Properties,
                    ],
                    tagging: .map))
            stack.output(
                "Topic", topic.attribute("TopicName", as: String.self), purpose: "Where alerts go.", exportName: "alerts")
        }.template(for: .development)
        let topic = try #require(template.resource("Alerts"))
        #expect(topic.type == "AWS::SNS::Topic")
        #expect(topic.properties.keys == ["DisplayName", "TracingConfig", "DataProtectionPolicy", "Tags"])
        #expect(topic.properties["DataProtectionPolicy"] == ["Levels": [1, 2]])
        #expect(topic.properties["Tags"]?["ManagedBy"] == "Viridian")
        #expect(
            template.outputs == [
                Field(
                    "Topic",
                    [
                        "Description": "Where alerts go.",
                        "Value": .call(.getAtt(resource: "Alerts", attribute: "TopicName")),
                        "Export": ["Name": .call(.sub("alerts-${EnvironmentSuffix}", variables: [:]))],
                    ])
            ])
    }

    @Test func `parameters carry their rules`() throws {
        let template = try Sample { stack in
            stack.parameter("Size", default: "small", .oneOf("small", "large"), purpose: "How large.")
            stack.parameter("Vpc", of: ID<EC2.VPC>.self)
            stack.parameter("Subnets", of: [ID<EC2.Subnet>].self)
            stack.parameter("Zones", default: ["a", "b"])
            stack.parameter(
                "Token", of: String.self, .matching("^[a-z]+$", length: 1...9, explanation: "Letters."), isSecret: true)
        }.template(for: .development)
        #expect(
            template.parameters == [
                Field(
                    "Size",
                    ["Type": "String", "Description": "How large.", "Default": "small", "AllowedValues": ["small", "large"]]),
                Field("Vpc", ["Type": "AWS::EC2::VPC::Id"]),
                Field("Subnets", ["Type": "List<AWS::EC2::Subnet::Id>"]),
                Field("Zones", ["Type": "CommaDelimitedList", "Default": "a,b"]),
                Field(
                    "Token",
                    [
                        "Type": "String", "AllowedPattern": "^[a-z]+$", "MinLength": 1, "MaxLength": 9,
                        "ConstraintDescription": "Letters.", "NoEcho": true,
                    ]),
            ])
    }

    @Test func `a secret's default is refused, and not shown`() throws {
        let error = try #require(throws: StackError.self) {
            try Sample { $0.parameter("Token", default: "hunter2", isSecret: true) }.template(for: .development)
        }
        #expect(error.problems.map(\.code) == [.invalidDefault])
        #expect(!error.description.contains("hunter2"))
    }

    @Test func `a resource that was added can be completed`() throws {
        let template = try Sample { stack in
            let logs = stack.add("Logs", Logs.LogGroup())
            stack[logs]?.properties.set("RetentionInDays", Logs.Retention.days30)
            var other = Stack("Other", in: .development)
            other[logs]?.properties.set("RetentionInDays", Logs.Retention.days7)
        }.template(for: .development)
        #expect(template.resource("Logs")?.properties["RetentionInDays"] == 30)
    }
}
