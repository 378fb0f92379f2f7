import ViridianTemplate

extension Rule {
    /// A password in everybody's console.
    static let missingNoEcho = Rule(
        "missing-no-echo", .high, .security, .practice,
        title: "Parameter used as a password without NoEcho",
        rationale:
            "Without NoEcho the console, the command line and every DescribeStacks show the value to whoever may look "
            + "at the stack.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        failing: [
            """
            Parameters:
              ↓DatabasePassword: {Type: String}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, MasterUserPassword: !Ref DatabasePassword}
            """
        ],
        passing: [
            """
            Parameters:
              DatabasePassword: {Type: String, NoEcho: true}
              PasswordLength: {Type: Number, Default: 32}
              PasswordSecretArn: {Type: String}
              Stored: {Type: "AWS::SSM::Parameter::Value<String>"}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, MasterUserPassword: !Ref DatabasePassword}
            """
        ]
    ) { subject in
        var used: Set<String> = []
        for resource in subject.resourceList {
            for field in resource.properties.fields where field.key.hasSuffix("Password") || field.key == "SecretString" {
                Spot(field.node, path: []).forEach { spot in
                    switch spot.node.function {
                    case .ref(let name)?: used.insert(name)
                    case .sub(let text, _)?: used.formUnion(Substitution.names(in: text).map(\.name))
                    default: break
                    }
                }
            }
        }
        return subject.section("Parameters").filter { parameter in
            let name = parameter.key.lowercased()
            let isPassword = name.hasSuffix("password") || (used.contains(parameter.key) && name.contains("password"))
            guard isPassword, parameter.node["Type"]?.string == "String", parameter.node["AllowedValues"] == nil
            else { return false }
            return parameter.node["NoEcho"].map { $0.text == "false" } ?? true
        }.map { parameter in
            parameter.problem("the parameter \"\(parameter.key)\" is shown to everybody", fix: "Add NoEcho: true.")
        }
    }
}
