import Testing
import ViridianTemplate

struct ResolvingTests {
    /// What a value of a template becomes, written as YAML on the lines behind `Value:`.
    private func resolved(_ expression: String, parameters: [String: String] = [:]) throws -> Node? {
        let text = """
            Parameters:
              Stage: {Type: String, Default: staging}
              Zones: {Type: CommaDelimitedList, Default: "a, b"}
              Image: {Type: AWS::SSM::Parameter::Value<String>, Default: /image}
            Mappings:
              Sizes: {staging: {Cpu: 256}}
            Conditions:
              Live: !Equals [!Ref Stage, production]
              Unknown: !Equals [!Ref Image, x]
            Resources:
              A:
                Type: Custom::A
                Properties:
                  Value: \(expression)
            """
        let template = try Template.read(text, file: "shop.yaml")
        return try template.resolve(parameters: parameters, pseudo: .example).template.resource("A")?.properties["Value"]
    }

    private static let values: [(String, Node)] = [
        ("!Ref Stage", Node("staging")), ("!Ref Zones", ["a", "b"]), ("!Ref AWS::Region", "us-east-1"),
        ("!FindInMap [Sizes, !Ref Stage, Cpu]", 256), ("!Join ['-', [a, !Ref Stage, 1]]", "a-staging-1"),
        ("!Join [',', !Ref Zones]", "a,b"), ("!Split [':', 'a::b']", ["a", "", "b"]), ("!Select ['1', !Ref Zones]", "b"),
        ("!If [Live, 1, 2]", 2), ("[1, !Ref AWS::NoValue, !If [Live, 2, !Ref AWS::NoValue]]", [1]),
        ("!Sub '${Stage}/${AWS::Partition}/${!Home}'", "staging/aws/${Home}"), ("!Sub ['${X}', {X: !Ref Stage}]", "staging"),
        ("!Select [0, [!GetAtt B.C, x]]", Node.call(.getAtt(resource: "B", attribute: "C"))),
        ("!Ref Image", Node.call(.ref("Image"))),
        ("!Sub '${Stage}-${Image}-${!X}'", Node.call(.sub("staging-${Image}-${!X}", variables: [:]))),
        ("!If [Unknown, !Ref Stage, 2]", Node.call(.if(condition: "Unknown", then: "staging", else: 2))),
        ("!Base64 x", "eA=="), ("!Base64 'é€😀'", "w6nigqzwn5iA"), ("!Base64 ''", ""),
        ("{Fn::Base64: !GetAtt B.C}", Node.call(.base64(.call(.getAtt(resource: "B", attribute: "C"))))),
        ("!Cidr [10.1.2.0/22, 3, 8]", ["10.1.0.0/24", "10.1.1.0/24", "10.1.2.0/24"]),
        ("!Select [1, !Cidr [192.168.0.0/24, 16, 4]]", "192.168.0.16/28"),
        ("!Cidr ['2001:db8:0:ff00::/56', 2, 64]", ["2001:db8:0:ff00::/64", "2001:db8:0:ff01::/64"]),
        ("!Cidr ['::/0', 2, 8]", ["::/120", "::100/120"]),
        (
            "!Cidr [!GetAtt B.C, 2, 8]",
            Node.call(.cidr(ipBlock: .call(.getAtt(resource: "B", attribute: "C")), count: 2, cidrBits: 8))
        ),
        ("!GetAZs ''", Node.call(.getAZs(""))), ("'{{resolve:ssm:/a/b:3}}'", "{{resolve:ssm:/a/b:3}}"),
        (
            "{Fn::Transform: {Name: 'AWS::Include', Parameters: {Location: !Ref Stage}}}",
            Node.call(.transform(["Name": "AWS::Include", "Parameters": ["Location": "staging"]]))
        ),
        ("{Fn::Length: [1, 2]}", Node.call(.other(name: "Fn::Length", argument: [1, 2]))),
        ("{Fn::ImportValue: !Sub '${Stage}-vpc'}", Node.call(.importValue("staging-vpc"))),
        ("!Join [',', [!Ref Stage, !Ref Other]]", Node(.function(.join(delimiter: ",", ["staging", .call(.ref("Other"))])))),
    ]

    @Test(arguments: values)
    func `what can be known becomes a value, and the rest stays a function`(expression: String, value: Node) throws {
        #expect(try resolved(expression) == value)
    }

    @Test func `a property that is no value is gone`() throws {
        #expect(try resolved("!If [Live, 1, !Ref AWS::NoValue]") == nil)
        #expect(try resolved("!If [Live, 1, !Ref AWS::NoValue]", parameters: ["Stage": "production"]) == 1)
    }

    @Test(arguments: [
        (
            "!Select [2, !Ref Zones]",
            "shop.yaml:14:14: Fn::Select asks for item 2 of a list of 2. "
                + "Items count from 0: choose a smaller index, or a longer list."
        ),
        (
            "!FindInMap [Sizes, production, Cpu]",
            "shop.yaml:14:14: there is no \"production\" with \"Cpu\" in the mapping \"Sizes\". "
                + "Add the keys to the section Mappings, or pass other parameters."
        ),
        (
            "!Cidr [10.0.0.0/24, 9, 5]",
            "shop.yaml:14:14: Fn::Cidr can't divide 10.0.0.0/24: it holds 8 blocks of 5 bits, not 9. "
                + "Ask for 1 to 256 blocks, and for so few bits that they fit into the address block."
        ),
        (
            "!Cidr [10.0.0/24, 1, 5]",
            "shop.yaml:14:14: Fn::Cidr can't divide 10.0.0/24: it is no address block. "
                + "Ask for 1 to 256 blocks, and for so few bits that they fit into the address block."
        ),
        (
            "!Sub 'x{{resolve:ssm:a b}}'",
            "shop.yaml:14:14: the dynamic reference {{resolve:ssm:a b}} names no parameter: "
                + "a name has letters, digits and _ . - / only. "
                + "Write {{resolve:ssm:name:version}} or {{resolve:secretsmanager:secret:SecretString:key}}."
        ),
        (
            "!If [Missing, 1, 2]",
            "shop.yaml:14:14: there is no condition \"Missing\". "
                + "Declare it in the section Conditions, or correct the name."
        ),
    ])
    func `what can't be worked out is an error at its place`(expression: String, message: String) {
        let error = #expect(throws: TemplateError.self) { try resolved(expression) }
        #expect(error?.description == message)
    }

    @Test func `resources and outputs whose condition is false are gone with the dependencies on them`() throws {
        let template = try fixture("service.yaml")
        let staging = try template.resolve(pseudo: .example)
        #expect(staging.template.resources.map(\.logicalID) == ["Task", "Server"])
        #expect(staging.template.outputs.map(\.key) == ["Nested"])
        #expect(staging.template.resource("Server")?.dependsOn == ["Task"])
        #expect(staging.conditions == ["IsProduction": false, "IsSmall": true, "HasMany": false])
        let production = try template.resolve(parameters: ["Stage": "production"], pseudo: .example)
        #expect(production.template.resources.map(\.logicalID) == ["Task", "Role", "Server"])
        #expect(production.conditions == ["IsProduction": true, "IsSmall": false, "HasMany": true])
    }

    @Test func `a resolved value keeps its place`() throws {
        let template = try fixture("service.yaml")
        let before = try #require(template.resource("Task")?.properties["Cpu"])
        let after = try #require(try template.resolve(pseudo: .example).template.resource("Task")?.properties["Cpu"])
        #expect(after == 256)
        #expect(after.source == before.source)
    }

    @Test func `a policy's condition is data and no function`() throws {
        let template = try fixture("service.yaml")
        let statement = template.resource("Role")?.properties["AssumeRolePolicyDocument"]?["Statement"]?.list?.first
        #expect(statement?["Condition"]?["StringEquals"]?["aws:SourceAccount"]?.function == .ref("AWS::AccountId"))
        #expect(template.conditions.first { $0.key == "IsSmall" }?.node.function == .not(Node.call(.condition("IsProduction"))))
    }

    private static let misfits: [(String, [String: String], String)] = [
        ("Parameters: {A: {Type: String}}", ["B": "1"], "shop.yaml: the template has no parameter \"B\". It declares A."),
        (
            "Parameters: {A: {Type: String}}", [:],
            "shop.yaml:1:14: the parameter \"A\" has neither a value nor a default. "
                + "Pass a value for it, or give it a Default."
        ),
        (
            "Conditions: {A: !Not [{Condition: B}], B: {Condition: A}}", [:],
            "shop.yaml:1:14: the condition \"A\" depends on itself: "
                + "A → B → A. Break the circle: a condition may use only conditions that stand without it."
        ),
    ]

    @Test(arguments: misfits)
    func `parameters and conditions that don't fit are named`(section: String, parameters: [String: String], message: String)
        throws
    {
        let template = try Template.read(section + "\nResources: {}\n", file: "shop.yaml")
        let error = #expect(throws: TemplateError.self) { try template.resolve(parameters: parameters, pseudo: .example) }
        #expect(error?.description == message)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "!Sub '\(String(repeating: "${P}", count: 100_000))'",
            "!Join ['-', [\(String(repeating: "!Ref P, ", count: 60_000)) a]]",
        ])
    func `a short template can't ask for gigabytes of text`(expression: String) throws {
        let text =
            "Parameters: {P: {Type: String, Default: '\(String(repeating: "a", count: 4000))'}}\n"
            + "Resources:\n  A: {Type: T, Properties: {V: \(expression)}}\n"
        let template = try Template.read(text, file: "shop.yaml")
        let error = #expect(throws: TemplateError.self) { try template.resolve(pseudo: .example) }
        #expect(
            error?.description == "shop.yaml:3:32: the texts of this template grow to more than 20,000,000 bytes. "
                + "CloudFormation takes templates of 1,000,000 bytes: use shorter values, or use them less often.")
    }

    @Test(.timeLimit(.minutes(1))) func `a long text that is looked up again and again counts each time`() throws {
        let text =
            "Mappings: {M: {a: {b: '\(String(repeating: "a", count: 300_000))'}}}\n"
            + "Resources: {A: {Type: T, Properties: {V: [\(String(repeating: "!FindInMap [M, a, b], ", count: 15_000))]}}}\n"
        let template = try Template.read(text, file: "shop.yaml")
        let error = #expect(throws: TemplateError.self) { try template.resolve(pseudo: .example) }
        #expect(error?.code == .textTooLarge)
    }
}
