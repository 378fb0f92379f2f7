import ViridianTemplate

extension Stack {
    /// Allows a role something more, in a policy of its own. The `grant` methods of handles write the narrowest statements.
    ///
    /// A statement about everything needs a reason, which then stands in the role's metadata. With a condition it is allowed only
    /// where that holds.
    public mutating func grant(
        _ statement: IAM.Statement, to role: Handle<IAM.Role>, when condition: Condition? = nil, reason: String? = nil,
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        guard var resource = self[role] else {
            problems.append(
                StackProblem(
                    .foreignReference, at: place, "\"\(role.logicalID)\" is in another stack, and can be allowed nothing here",
                    advice: "Allow it where the role was added."))
            return
        }
        if let condition {
            resource.properties.grant(statement, when: condition)
        } else {
            resource.properties.grant(statement)
        }
        self[role] = resource
        if let reason { note(reason, on: role) }
    }

    /// Why a role may do something to everything.
    private mutating func note(_ reason: String, on role: Handle<IAM.Role>) {
        guard let index = resources.firstIndex(where: { $0.name == role.logicalID }) else { return }
        let key = "Viridian::Wildcards"
        let known = resources[index].value.metadata[key]?.list ?? []
        let new = Node(.string(reason))
        if !known.contains(new) { resources[index].value.metadata[key] = Node(.list(known + [new])) }
    }
}

extension Properties {
    private static let grantedName = "granted"

    /// Adds a policy that is there only where a condition holds.
    fileprivate mutating func grant(_ statement: IAM.Statement, when condition: Condition) {
        let policy = IAM.Role.Policy(
            policyDocument: IAM.PolicyDocument([statement]), policyName: Input(text: LogicalName.kebabCase(condition.name)))
        let choice = Input<[String]>.if(condition, then: Input(lowered: policy.lowered), else: .noValue)
        append([choice.lowered], to: "Policies")
    }

    /// Puts a statement into the role's policy for what was granted, which comes behind the others. The same statement stays one.
    fileprivate mutating func grant(_ statement: IAM.Statement) {
        let old = lowered("Policies")
        var policies = old?.node.list ?? []
        let index = policies.firstIndex { $0["PolicyName"]?.string == Self.grantedName }
        var statements = index.flatMap { policies[$0]["PolicyDocument"]?["Statement"]?.list } ?? []
        guard !statements.contains(statement.lowered.node) else { return }
        statements.append(statement.lowered.node)
        let policy: Node = [
            "PolicyDocument": ["Version": "2012-10-17", "Statement": Node(.list(statements))],
            "PolicyName": Node(.string(Self.grantedName)),
        ]
        if let index { policies[index] = policy } else { policies.append(policy) }
        let references = (old?.references ?? []) + statement.lowered.references
        set("Policies", Input<[String]>(lowered: Lowered(Node(.list(policies)), references: references)))
    }
}
