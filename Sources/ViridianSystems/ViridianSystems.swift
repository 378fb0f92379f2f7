/// The reference systems: whole architectures made of our constructs, to be deployed as they are or taken apart and changed.
///
/// `ReferenceSystem.all` lists them. Each has a folder, with its stacks in the order in which one would explain the architecture.
enum ViridianSystems {}
