/// Patterns worth naming: a network, a load balancer, a service that can be released blue/green.
///
/// Each construct is a folder. Read Network/Network.swift first, and copy it to add one.
enum ViridianConstructs {}
