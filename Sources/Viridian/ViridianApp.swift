import Foundation

/// An executable of the user's that describes a stack and knows Viridian's verbs.
///
/// ```swift
/// @main struct Shop: ViridianApp {
///     static var definition: any StackDefinition { ShopStack() }
/// }
/// ```
///
/// `synth` and `review` it does by itself; `rehearse` and the other verbs that need processes or the network belong to
/// `viridian`, to which it hands its template over.
public protocol ViridianApp {
    /// The stack that it describes.
    static var definition: any StackDefinition { get }
}

extension ViridianApp {
    /// Reads the command line and does what it asks for.
    public static func main() {
        AppCommand.run(definition, arguments: Array(CommandLine.arguments.dropFirst()))
    }
}

extension StackDefinition {
    /// The template for an environment, or all mistakes with their places in Swift.
    public func template(for environment: Environment) throws -> Template { try stack(for: environment).template() }
}
