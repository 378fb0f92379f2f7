import Testing
import ViridianTemplate

@testable import ViridianReview

/// What CloudFormation itself refuses, whatever the resources are.
@Suite struct LanguageTests {
    @Test func `the keys of a mapping have few characters to choose from`() throws {
        let messages = try messages(
            """
            Mappings:
              Zones:
                eu-west-1: {"1": a, Second-Key: b}
                "123456789012": {Arn: a}
                us_east_1: {Arn: a}
            Resources: {Topic: {Type: "AWS::SNS::Topic", Properties: {TopicName: !FindInMap [Zones, eu-west-1, "1"]}}}
            """)
        #expect(
            messages == [
                "the name \"Second-Key\" must have letters and digits only",
                "the name \"us_east_1\" must have letters, digits, dots and hyphens only",
            ])
    }

    @Test func `a second-level key must be below some first-level key`() throws {
        let template = """
            Mappings:
              Images:
                eu-west-1: {Web: ami-0123456789abcdef0}
                us-east-1: {Web: ami-0123456789abcdef1, Api: ami-0123456789abcdef2}
            Resources:
              Instance:
                Type: AWS::EC2::Instance
                Properties: {ImageId: !FindInMap [Images, !Ref AWS::Region, KEY]}
            """
        #expect(
            try messages(template.replacing("KEY", with: "Wbe"))
                == ["no first-level key has the second-level key \"Wbe\"; did you mean \"Web\"?"])
        #expect(try messages(template.replacing("KEY", with: "Api")).isEmpty)
    }

    @Test func `a parameter has at most 4096 characters`() throws {
        let template = """
            Parameters:
              Text: {Type: String, Default: LONG, AllowedValues: [LONG, b], MaxLength: NUMBER}
            Resources: {Topic: {Type: "AWS::SNS::Topic", Properties: {DisplayName: !Ref Text}}}
            """
        func messages(_ length: Int) throws -> [String] {
            let long = String(repeating: "a", count: length)
            return try self.messages(template.replacing("LONG", with: long).replacing("NUMBER", with: "\(length)"))
        }
        #expect(try messages(4096).isEmpty)
        let long = "a parameter has at most 4,096 characters"
        #expect(try messages(4097) == [long, long, "MaxLength is at most 4096"])
    }

    @Test func `what belongs to serverless resources needs their transform`() throws {
        let resources = """
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Connectors: {Read: {Properties: {Destination: {Id: Queue}, Permissions: [Write]}}}
              Queue: {Type: AWS::SQS::Queue}
            """
        #expect(try messages(resources) == ["Connectors needs the serverless transform"])
        #expect(try messages("Transform: AWS::Serverless-2016-10-31\n" + resources).isEmpty)
    }

    @Test func `what globals give is compared with the resources that take it`() throws {
        let messages = try messages(
            """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function: {Timeout: soon, MemorySize: 64, VpcConfig: {SubnetIds: a}, Runtime: python3.13}
              SimpleTable: {SSESpecification: none}
            Resources:
              Handler: {Type: AWS::Serverless::Function, Properties: {Handler: a.b, InlineCode: a}}
            """)
        #expect(
            messages == [
                "Timeout must be a whole number, not \"soon\"", "MemorySize is 64, less than 128",
                "SubnetIds must be a list, not \"a\"",
            ])
    }

    @Test func `globals have kinds and properties of their own`() throws {
        let messages = try messages(
            """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function: {Timeout: 5, Runtim: nodejs22.x}
              Queue: {DelaySeconds: 5}
            Resources: {Topic: {Type: "AWS::SNS::Topic"}}
            """)
        #expect(
            messages == [
                "Function in Globals has no \"Runtim\"; did you mean \"Runtime\"?",
                "the section Globals has no \"Queue\"",
            ])
    }

    @Test func `mappings aren't empty`() throws {
        let messages = try messages("{Mappings: {A: {}, B: {c: {}}}, Resources: {Topic: {Type: 'AWS::SNS::Topic'}}}")
        #expect(messages == ["a mapping holds at least one name", "a mapping has two levels of names"])
    }

    @Test func `a macro has a name`() throws {
        let messages = try messages(
            """
            Transform: [Mine, {Name: "AWS::Include", Parameters: {Location: "s3://a/b"}}, {Nme: Yours}]
            Resources: {Topic: {Type: "AWS::SNS::Topic"}}
            """)
        #expect(messages == ["a transform needs a Name", "a transform has no \"Nme\"; did you mean \"Name\"?"])
    }

    @Test func `Length counts lists, and ToJsonString writes what isn't empty`() throws {
        func messages(_ call: String) throws -> [String] {
            try self.messages(
                """
                Transform: AWS::LanguageExtensions
                Parameters: {Text: {Type: String}, Zones: {Type: CommaDelimitedList}}
                Resources:
                  Names: {Type: "AWS::SNS::Topic", Properties: {DisplayName: !Join [",", !Ref Zones], TopicName: !Ref Text}}
                  Topic: {Type: "AWS::SNS::Topic", Properties: {DisplayName: {\(call)}}}
                """)
        }
        #expect(try messages("Fn::Length: !Ref Zones").isEmpty)
        #expect(try messages("Fn::Length: [a, b]").isEmpty)
        #expect(try messages("Fn::Length: !Ref Text") == ["Fn::Length takes a list here, not Ref of Text"])
        #expect(try messages("Fn::Length: a") == ["Fn::Length takes a list here, not \"a\""])
        #expect(try messages("Fn::ToJsonString: {a: b}").isEmpty)
        #expect(try messages("Fn::ToJsonString: ''") == ["Fn::ToJsonString takes an object or a list here, not \"\""])
        #expect(try messages("Fn::ToJsonString: {}") == ["Fn::ToJsonString takes something that isn't empty"])
    }

    @Test func `Cidr and Split take what they can work with`() throws {
        func messages(_ call: String) throws -> [String] {
            try self.messages(
                """
                Resources:
                  Network: {Type: "AWS::EC2::VPC", Properties: {CidrBlock: 10.0.0.0/16}}
                  Subnet: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref Network, CidrBlock: !Select [0, \(call)]}}
                """)
        }
        #expect(try messages("!Cidr [10.0.0.0/16, 256, 8]").isEmpty)
        #expect(try messages("!Cidr [\"2001:db8::/56\", 4, 64]").isEmpty)
        #expect(try messages("!Cidr [10.0.0/16, 4, 8]") == ["Fn::Cidr takes a block of addresses here, not \"10.0.0/16\""])
        #expect(
            try messages("!Cidr [10.0.0.0/16, 257, 129]") == [
                "Fn::Cidr takes 1 to 256 blocks, not 257", "Fn::Cidr takes 1 to 128 bits, not 129",
            ])
        #expect(
            try messages("!Split [\",\", \"{{resolve:ssm:blocks}}\"]") == [
                "Fn::Split can't split what a dynamic reference gives"
            ])
    }

    @Test func `one finding is enough for a condition that nobody declared`() throws {
        let messages = try messages(
            """
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Properties:
                  DisplayName: !If [Live, !Ref Nobody, !If [Other, a, [b]]]
                  TopicName: !Ref Somebody
            """)
        #expect(messages == ["there is no condition \"Live\"", "there is no parameter or resource \"Somebody\""])
    }

    @Test func `a null is refused in Metadata, and a creation policy is an object`() throws {
        let messages = try messages(
            """
            Metadata: {Owner: {Team: [a, null]}}
            Resources: {Wait: {Type: "AWS::CloudFormation::WaitCondition", CreationPolicy: !Ref "AWS::Region"}}
            """)
        #expect(messages == ["null is no value", "AWS::CloudFormation::WaitCondition must be an object, not Ref of AWS::Region"])
    }

    @Test func `properties are written out, not referred to`() throws {
        let messages = try messages("Resources: {Topic: {Type: 'AWS::SNS::Topic', Properties: !Ref 'AWS::NoValue'}}")
        #expect(messages == ["AWS::SNS::Topic must be an object, not Ref of AWS::NoValue"])
    }

    @Test func `properties are an object`() throws {
        let messages = try messages("Resources: {Topic: {Type: 'AWS::SNS::Topic', Properties: []}}")
        #expect(messages == ["AWS::SNS::Topic must be an object, not a list"])
    }

    @Test func `functions of conditions give nothing to a property`() throws {
        let messages = try messages(
            "Resources: {Topic: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !Equals [a, b]}}}")
        #expect(messages == ["DisplayName must be text, not Fn::Equals"])
    }

    @Test func `a function that nobody knows is told once, wherever it stands`() throws {
        let template = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {"Fn::ImportYaml": trust.yaml}
                  RoleName: {"Fn::Joim": ["-", [a, b]]}
                  Path: !If [{"Fn::Equal": [a, b]}, /a/, /b/]
                  Policies: [{"Fn::RefAll": a}]
            """
        #expect(
            try messages(template) == [
                "Fn::ImportYaml is no function", "Fn::Joim is no function; did you mean Fn::Join?",
                "Fn::Equal is no function; did you mean Fn::Equals?", "Fn::RefAll is no function",
            ])
        #expect(try messages("Transform: Ours\n" + template) == ["Fn::If can't hold Fn::Equal here"])
        let serverless = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Door: {Type: AWS::Serverless::Api, Properties: {StageName: a, DefinitionBody: {"Fn::Include": a.yaml}}}
            """
        #expect(try messages(serverless).isEmpty)
    }

    @Test func `an output and its export are written out, and hold text`() throws {
        let messages = try messages(
            """
            Conditions: {Live: !Equals [!Ref AWS::Region, a]}
            Resources: {Topic: {Type: "AWS::SNS::Topic"}}
            Outputs:
              One: !If [Live, {Value: a}, !Ref AWS::NoValue]
              Two: {Value: a, Export: !If [Live, {Name: a}, !Ref AWS::NoValue]}
              Three: {Value: a, Export: {Name: !Split [",", a]}}
              Four: {Value: a, Export: {Name: !If [Live, a, [b]]}}
              Five: {Value: !Equals [a, b]}
              Six: {Value: a, Export: {"Fn::Transform": {Name: Ours}}}
            """)
        #expect(
            messages == [
                "\"One\" is no output", "an export needs a name", "the name of an export is text, not Fn::Split",
                "the name of an export is text, not a list", "the value of an output is text, not Fn::Equals",
            ])
    }

    @Test func `the fourth argument of FindInMap is an object with the default`() throws {
        func messages(_ fallback: String) throws -> [String] {
            try self.messages(
                """
                Transform: AWS::LanguageExtensions
                Mappings: {Names: {a: {b: c}}}
                Resources:
                  Topic: {Type: "AWS::SNS::Topic", Properties: {DisplayName: !FindInMap [Names, a, x, \(fallback)]}}
                """)
        }
        #expect(try messages("{DefaultValue: c}").isEmpty)
        #expect(try messages("c") == ["Fn::FindInMap takes an object here, not \"c\""])
        #expect(
            try messages("{Default: c}") == [
                "Fn::FindInMap needs DefaultValue here", "Fn::FindInMap has no \"Default\"",
            ])
    }

    @Test func `Select takes an element that is there`() throws {
        func messages(_ index: Int) throws -> [String] {
            try self.messages(
                "Resources: {Topic: {Type: 'AWS::SNS::Topic', Properties: {DisplayName: !Select [\(index), [a, b]]}}}")
        }
        #expect(try messages(1).isEmpty)
        #expect(try messages(2) == ["the list has no element 2"])
        func known(_ element: String) throws -> [String] {
            try self.messages(
                """
                Conditions: {Live: !Equals [!Ref AWS::Region, a]}
                Resources:
                  Topic: {Type: "AWS::SNS::Topic", Properties: {DisplayName: !Select [1, [\(element)]]}}
                """)
        }
        #expect(try known("!Ref AWS::Region") == ["the list has no element 1"])
        #expect(try known("!If [Live, a, b]").isEmpty)
    }

    @Test func `the name of an export depends on no resource`() throws {
        let messages = try messages(
            """
            Parameters: {Stage: {Type: String}}
            Resources: {Topic: {Type: "AWS::SNS::Topic"}}
            Outputs:
              One: {Value: !Ref Topic, Export: {Name: !Sub "${AWS::StackName}-${Stage}-topic"}}
              Two: {Value: !Ref Topic, Export: {Name: !Sub "${Topic.TopicName}-arn"}}
              Three: {Value: !Ref Topic, Export: {Name: !GetAtt Topic.TopicName}}
            """)
        #expect(messages == Array(repeating: "the name of an export can't depend on the resource \"Topic\"", count: 2))
    }

    private func messages(_ text: String) throws -> [String] {
        let rules = Rule.all.filter { $0.origin == .aws }
        return Review(rules: rules).run(try Template.read(text, file: "a.yaml")).map(\.message)
    }
}
