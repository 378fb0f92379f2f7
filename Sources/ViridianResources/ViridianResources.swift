/// AWS resources as Swift structs, and the stack that collects them into a template.
///
/// Read in this order: Stack/Stack.swift (what a user writes to), Values/Input.swift (what a property takes), Stack/Handle.swift
/// (how one resource points at another), Resources/ECS/Cluster.swift (what a resource type looks like; copy it to add one).
enum ViridianResources {}
