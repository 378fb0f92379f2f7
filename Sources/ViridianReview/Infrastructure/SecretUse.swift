import ViridianTemplate

/// How a container takes a secret into its environment.
struct SecretUse {
    /// The value of `ValueFrom`.
    let valueFrom: Spot
    /// The secret of this template that it names, if it does.
    let secret: Resource?
    /// What stands behind the secret's ARN: `:password::`; empty where the whole value is taken; none where it can't be known.
    let suffix: String?
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
        return SecretUse(valueFrom: value, secret: secret, suffix: suffix)
    }

    /// The secret itself, where a resource only adds to one.
    private func ownSecret(_ resource: Resource) -> Resource? {
        resource.type == "AWS::SecretsManager::Secret" ? resource : self.resource(named: resource.properties["SecretId"])
    }
}
