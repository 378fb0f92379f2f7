import ViridianTemplate

/// Something that was added to a stack: its name, where that was, and what it is.
struct Entry<Value: Sendable>: Sendable {
    var name: String
    var place: Place
    var value: Value
    var references: [Reference] = []
}

/// A resource with what CloudFormation keeps beside its properties.
struct ResourceEntry: Sendable {
    var resource: any ResourceDefinition
    var purpose: String
    var dependsOn: [Reference]
    var condition: Condition?
    var deletionPolicy: DeletionPolicy?
    var creationPolicy: Properties?
    var updatePolicy: Properties?
    var metadata: Object

    /// All that it points at.
    var references: [Reference] {
        let policies = [creationPolicy, updatePolicy].compactMap { $0?.lowered.references }.flatMap(\.self)
        return resource.properties.lowered.references + dependsOn + policies + (condition.map { [$0.reference] } ?? [])
    }
}

/// The construct that is being added: what its resources' names begin with, and where the user added it.
struct Scope: Sendable {
    var prefix = ""
    var place: Place?
    /// A construct whose name is taken still gives its parts, so that Swift can go on, but nothing of it is added.
    var isMuted = false
    /// Where it holds, what is added is made.
    var condition: Condition?
}

extension Stack {
    /// Whether something may be added under the name.
    mutating func declare(_ name: String, at place: Place) -> Bool {
        guard !scope.isMuted else { return false }
        if !LogicalName.isValid(name) {
            reportInvalidName(name, of: "a resource or parameter", at: place)
            return false
        }
        let isReserved = [Self.environmentSuffixName, Self.assetBucketName, Self.assetRegionName].contains(name)
        if let first = self.place(ofName: name) {
            reportDuplicate("name \"\(name)\"", at: place, first: first)
            return false
        }
        if isReserved {
            problems.append(
                StackProblem(
                    .duplicateName, at: place, "every stack has the parameter \"\(name)\" already",
                    advice: "Use Stack.environmentSuffix, or choose another name."))
        }
        return !isReserved
    }

    /// Where the name was taken: resources, parameters, conditions and mappings share their names.
    private func place(ofName name: String) -> Place? {
        let declared = resources.first { $0.name == name }?.place ?? parameters.first { $0.name == name }?.place
        return declared ?? conditions.first { $0.name == name }?.place ?? mappings.first { $0.name == name }?.place
    }

    mutating func reportInvalidName(_ name: String, of what: String, at place: Place) {
        let suggestion = LogicalName.suggestion(for: name)
        problems.append(
            StackProblem(
                .invalidName, at: place, "\"\(name)\" can't be the name of \(what)",
                advice: "Names have 1 to \(LogicalName.lengthMaximum) letters and digits of ASCII"
                    + (suggestion.isEmpty ? "." : ", such as \"\(suggestion)\".")))
    }

    mutating func reportDuplicate(_ what: String, at place: Place, first: Place) {
        problems.append(
            StackProblem(
                .duplicateName, at: place, "the \(what) is taken since \(first)", advice: "Give one of the two another name."))
    }
}
