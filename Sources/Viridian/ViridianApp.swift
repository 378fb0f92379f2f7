/// A program of yours that writes stacks.
///
/// ```swift
/// import Viridian
///
/// @main struct ShopApp: ViridianApp {
///     var stacks: [any StackDefinition] { [Shop()] }
/// }
/// ```
///
/// `swift run shop synth` writes the templates, and `review` says what is wrong with them. What needs processes or the network
/// (`rehearse`, `deploy`, `release`, `cloud`) is handed over to the program `viridian`, with the template.
public protocol ViridianApp: Sendable {
    /// The stacks that the app writes. Their names differ.
    var stacks: [any StackDefinition] { get }
    /// The app as it is when its program starts.
    init()
}

extension ViridianApp {
    /// Runs the program, and ends it with the exit code of its verb.
    public static func main() {
        AppShell(app: Self()).run()
    }
}
