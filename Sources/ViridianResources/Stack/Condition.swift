import ViridianTemplate

/// A question that CloudFormation answers when the stack is deployed, because Swift can't know the answer.
///
/// What is known when the template is written is a plain `if` in Swift. A condition is for what a parameter decides:
///
/// ```swift
/// let isLarge = stack.condition("IsLarge", .equals(size.value, "large"))
/// stack.when(isLarge) { stack in
///     stack.add("Replica", RDS.DBInstance(dbInstanceClass: "db.r6g.large", engine: "aurora-mysql"))
/// }
/// let count: Input<Int> = .if(isLarge, then: 4, else: 2)
/// ```
/// Source: CloudFormation Template Reference, "Condition functions".
public struct Condition: LogicalReference, Hashable {
    /// Which stack it is in, and its name there.
    public let reference: Reference

    /// The condition's name in the template.
    public var name: String { reference.logicalID }

    init(_ reference: Reference) { self.reference = reference }

    /// What is asked.
    public struct Test: Hashable, Sendable {
        let lowered: Lowered

        private init(_ function: Intrinsic, _ parts: [Lowered]) {
            lowered = Lowered(.call(function), references: parts.flatMap(\.references))
        }

        /// Whether both are the same text.
        public static func equals<T>(_ left: Input<T>, _ right: Input<T>) -> Self {
            Self(.equals(left.lowered.node, right.lowered.node), [left.lowered, right.lowered])
        }

        /// Whether another condition holds.
        public static func `is`(_ condition: Condition) -> Self {
            Self(.condition(condition.name), [Lowered(.call(.condition(condition.name)), references: [condition.reference])])
        }

        /// Whether a test fails.
        public static func not(_ test: Self) -> Self { Self(.not(test.lowered.node), [test.lowered]) }

        /// Whether all of two to ten tests succeed.
        public static func all(_ tests: [Self]) -> Self { Self(.and(tests.map(\.lowered.node)), tests.map(\.lowered)) }

        /// Whether any of two to ten tests succeeds.
        public static func any(_ tests: [Self]) -> Self { Self(.or(tests.map(\.lowered.node)), tests.map(\.lowered)) }

        /// How many tests `all` and `any` were given; they take two to ten.
        var width: Int? {
            switch lowered.node.function {
            case .and(let tests)?, .or(let tests)?: tests.count
            default: nil
            }
        }
    }
}

extension Stack {
    /// Declares a condition. As parameters, conditions belong to the whole stack.
    @discardableResult
    public mutating func condition(
        _ name: String, _ test: Condition.Test, file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> Condition {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        let condition = Condition(Reference(stack: self.name, logicalID: name))
        guard declare(name, at: place) else { return condition }
        if let width = test.width, !(2...10).contains(width) {
            problems.append(
                StackProblem(
                    .invalidValue, at: place, "the condition \"\(name)\" joins \(width) tests; CloudFormation joins 2 to 10",
                    advice: "Declare conditions for some of them, and join those."))
        }
        conditions.append(Entry(name: name, place: place, value: test.lowered.node, references: test.lowered.references))
        return condition
    }

    /// Adds what is made only where the condition holds. Inside another `when`, both must hold.
    @discardableResult
    public mutating func when<Result>(_ condition: Condition, _ body: (inout Stack) -> Result) -> Result {
        let outer = scope.condition
        defer { scope.condition = outer }
        scope.condition = outer.map { both($0, condition) } ?? condition
        return body(&self)
    }

    private mutating func both(_ outer: Condition, _ inner: Condition) -> Condition {
        let name = "\(outer.name)And\(inner.name)"
        if conditions.contains(where: { $0.name == name }) { return Condition(Reference(stack: self.name, logicalID: name)) }
        return self.condition(name, .all([.is(outer), .is(inner)]))
    }
}

extension Input {
    /// `Fn::If`: one value where the condition holds, another where it does not.
    public static func `if`(_ condition: Condition, then: Input, else other: Input) -> Input {
        let function = Intrinsic.if(condition: condition.name, then: then.lowered.node, else: other.lowered.node)
        let references = [condition.reference] + then.lowered.references + other.lowered.references
        return Input(lowered: Lowered(.call(function), references: references))
    }

    /// `AWS::NoValue`: the property is left out.
    public static var noValue: Input { Input(.ref("AWS::NoValue")) }
}
