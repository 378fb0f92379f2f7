public import ViridianTemplate

/// A stack as it is deployed: its template, and the files that must lie in a bucket before.
public struct SynthesizedStack: Hashable, Sendable {
    /// What CloudFormation is given.
    public var template: Template
    /// Nested templates and code of functions.
    public var assets: [Asset]

    /// The template and those nested in it.
    public var templates: [Template] { [template] + assets.compactMap(\.template) }
}

extension StackDefinition {
    /// The template of the stack in an environment with its assets; the error lists everything that is wrong.
    public func synthesized(
        for environment: Environment, functionCode: FunctionCode = .unbuilt,
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) throws(StackError) -> SynthesizedStack {
        var stack = Stack(name, in: environment, purpose: purpose, tags: tags, file: file, line: line, column: column)
        stack.functionCode = functionCode
        define(in: &stack)
        return try stack.synthesized()
    }

    /// The template of the stack in an environment; the error lists everything that is wrong.
    public func template(
        for environment: Environment, functionCode: FunctionCode = .unbuilt,
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) throws(StackError) -> Template {
        try synthesized(for: environment, functionCode: functionCode, file: file, line: line, column: column).template
    }
}
