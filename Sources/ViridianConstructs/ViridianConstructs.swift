/// Patterns worth naming: a network, a load balancer, a blue/green service. Each is a `Construct` in a folder of its own.
enum ViridianConstructs {}
