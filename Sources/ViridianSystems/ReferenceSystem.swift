public import ViridianResources
public import ViridianTemplate

/// A whole architecture: what the command line calls it, what it is, and the stacks that it is made of.
///
/// ```sh
/// $ viridian synth optimised-service --environment dev --output out/
/// ```
public struct ReferenceSystem: Sendable {
    /// The name on the command line, such as `payment-migration`.
    public let name: String
    /// What it is, in one sentence without a full stop.
    public let summary: String
    /// The format in which its templates are written unless somebody asks for another.
    public let format: Template.Format
    /// Its stacks, in the order in which they are deployed. Nested stacks are parts of the stack around them.
    public let stacks: [any StackDefinition]

    init(_ name: String, _ summary: String, format: Template.Format, _ stacks: any StackDefinition...) {
        self.name = name
        self.summary = summary
        self.format = format
        self.stacks = stacks
    }

    /// All of them, in the order of the documentation.
    public static let all: [ReferenceSystem] = [
        fintechBlueGreen, deliveryPipeline, blueGreenMigration, paymentMigration, optimisedService,
    ]

    /// The system of a name.
    public static func named(_ name: String) -> ReferenceSystem? { all.first { $0.name == name } }
}
