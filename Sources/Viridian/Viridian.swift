// The words that people write stacks with, under one import.
@_exported public import ViridianConstructs
@_exported public import ViridianResources

/// The umbrella for people who write stacks: `import Viridian` brings resources, constructs and ``ViridianApp``.
enum Viridian {}
