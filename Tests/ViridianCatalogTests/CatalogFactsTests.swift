import Testing
import ViridianCatalog

/// Facts about types that everybody knows, so that a wrong offset or a lost patch shows.
@Suite struct CatalogFactsTests {
    @Test func `the catalogue holds all types of the pinned version, sorted`() {
        let names = Catalog.aws.typeNames
        #expect(names.count == 1898)
        #expect(names == names.sorted())
        #expect(names.allSatisfy { Catalog.aws.type($0)?.name == $0 })
    }

    @Test func `a service knows what replaces it and what may be asked of it`() throws {
        let service = try #require(Catalog.aws.type("AWS::ECS::Service"))
        #expect(service.createOnly == ["Cluster", "Role", "SchedulingStrategy", "ServiceName"])
        #expect(service.conditionalCreateOnly == ["LaunchType"])
        #expect(service.writeOnly.contains("ForceNewDeployment"))
        #expect(service.attributes.map(\.name) == ["Name", "ServiceArn"])
        #expect(service.attribute("Arn") == nil)
        #expect(service.tagProperty == "Tags")
        #expect(service.schema.isClosed)
    }

    @Test func `nested properties keep types, bounds and allowed values`() throws {
        let service = try #require(Catalog.aws.type("AWS::ECS::Service"))
        let deployment = try #require(service.property("DeploymentConfiguration"))
        let canary = try #require(deployment.property("CanaryConfiguration")?.property("CanaryPercent"))
        #expect(canary.types == .number)
        #expect(canary.minimum == .double(0.1))
        #expect(canary.maximum == .int(100))
        #expect(service.property("LaunchType")?.allowedValues.compactMap(\.string).contains("FARGATE") == true)
        #expect(service.property("DesiredCount")?.types == .integer)
        #expect(service.property("LoadBalancers")?.items?.property("ContainerPort")?.types == .integer)
    }

    @Test func `required and exclusive properties are there`() throws {
        let rule = try #require(Catalog.aws.type("AWS::ElasticLoadBalancingV2::ListenerRule"))
        #expect(Set(rule.required) == ["Actions", "Conditions", "Priority"])
        let alarm = try #require(Catalog.aws.type("AWS::CloudWatch::Alarm"))
        #expect(alarm.schema.requiredXor == ["Metrics", "MetricName", "EvaluationCriteria"])
        #expect(alarm.schema.dependentExcluded["Threshold"] == ["ThresholdMetricId"])
    }

    @Test func `stacks and custom resources have open attributes`() throws {
        let stack = try #require(Catalog.aws.type("AWS::CloudFormation::Stack"))
        #expect(stack.attribute("Outputs.Anything") != nil)
        #expect(stack.attribute("Anything") == nil)
        let custom = try #require(Catalog.aws.type("Custom::Certificate"))
        #expect(custom.attribute("Whatever") != nil)
    }

    @Test func `some types give every property as an attribute`() throws {
        let queue = try #require(Catalog.aws.type("AWS::SQS::Queue"))
        #expect(queue.attribute("Arn") != nil)
        #expect(queue.attribute("DelaySeconds") != nil)
        let database = try #require(Catalog.aws.type("AWS::RDS::DBInstance"))
        #expect(database.attribute("Endpoint.Address")?.types == .string)
    }

    @Test func `some replacements leave a gap`() {
        #expect(Catalog.aws.type("AWS::EC2::EIPAssociation")?.deletesBeforeReplacing == true)
        #expect(Catalog.aws.type("AWS::ECS::Service")?.deletesBeforeReplacing == false)
    }

    @Test func `an unknown type is not there`() {
        #expect(Catalog.aws.type("AWS::ECS::Sevice") == nil)
        #expect(Catalog.aws.type("") == nil)
        #expect(Catalog.aws.type("ZZZ") == nil)
    }

    @Test func `availability differs by region`() throws {
        let service = try #require(Catalog.aws.type("AWS::ECS::Service"))
        #expect(service.regions == Catalog.aws.regions)
        #expect(!Catalog.aws.regions.contains("us-isof-south-1"), "the schemas know nothing of this region")
        #expect(Catalog.aws.types.contains { $0.regions.contains("us-east-1") && !$0.regions.contains("af-south-1") })
    }

    @Test func `rules that combine properties are kept with their place`() throws {
        let task = try #require(Catalog.aws.type("AWS::ECS::TaskDefinition"))
        #expect(task.extensions.map(\.rule) == ["E3047", "E3048", "E3042", "E3046"])
        #expect(task.extensions.last?.path == "ContainerDefinitions/*/LogConfiguration")
        let service = try #require(Catalog.aws.type("AWS::ECS::Service"))
        #expect(service.extensions.contains { $0.schema.gathered != nil })
    }
}
