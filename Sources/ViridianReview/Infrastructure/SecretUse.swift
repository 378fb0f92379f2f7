import ViridianTemplate

/// How a container takes a secret into its environment.
struct SecretUse {
    /// The value of `ValueFrom`.
    let valueFrom: Spot
    /// The secret of this template that it names, if it does.
    let secret: Resource?
    /// What stands behind the secret's ARN: `:password::`; empty where the whole value is taken; none where it can't be known.
    let suffix: String?
    /// Whether it begins with a parameter that is called the ARN of a secret.
    let isARNByParameter: Bool
}

extension Subject {
    /// All secrets that containers of task definitions take.
    var secretUses: [SecretUse] {
        resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            items("ContainerDefinitions", in: properties).flatMap { items("Secrets", in: $0.spot) }.compactMap { entry in
                entry.spot["ValueFrom"].map(secretUse)
            }
        }
    }

    private func secretUse(_ value: Spot) -> SecretUse {
        let secrets = names(in: value).sorted().compactMap { resources[$0] }.filter {
            ["AWS::SecretsManager::Secret", "AWS::SecretsManager::SecretTargetAttachment"].contains($0.type)
        }
        let secret = secrets.count == 1 ? secrets.first.flatMap(ownSecret) : nil
        var suffix: String?
        switch value.node.function {
        case .ref?, .getAtt?: suffix = ""
        case .sub(let text, _)?: suffix = text.lastIndex(of: "}").map { String(text[text.index(after: $0)...]) }
        case .join(let delimiter, let list)? where delimiter.string == "":
            let rest = list.list?.dropFirst().map { $0.text } ?? [nil]
            suffix = rest.contains(nil) ? nil : rest.compactMap { $0 }.joined()
        default: break
        }
        return SecretUse(
            valueFrom: value, secret: secret, suffix: suffix, isARNByParameter: startsWithSecretParameter(value.node))
    }

    private func startsWithSecretParameter(_ node: Node) -> Bool {
        let name: String?
        switch node.function {
        case .sub(let text, _)?:
            guard case .name(let first)? = Substitution.parts(of: text).first else { return false }
            name = first
        case .join(_, let list)?:
            guard case .ref(let first)? = list.list?.first?.function else { return false }
            name = first
        default: return false
        }
        guard let name, parameters[name] != nil else { return false }
        let word = name.lowercased()
        return word.contains("secret") && word.hasSuffix("arn")
    }

    /// The secret itself, where a resource only adds to one.
    private func ownSecret(_ resource: Resource) -> Resource? {
        resource.type == "AWS::SecretsManager::Secret" ? resource : self.resource(named: resource.properties["SecretId"])
    }
}
