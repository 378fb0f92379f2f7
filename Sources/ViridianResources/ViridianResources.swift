/// The authoring kernel (`Stack`, `Input`, `Handle`) and the resource types of AWS as Swift structs, a folder for each
/// service.
enum ViridianResources {}
