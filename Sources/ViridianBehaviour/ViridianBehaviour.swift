/// How AWS behaves, as values: target health, weighted choice, draining, the circuit breaker, the scheduler. Time is a
/// parameter.
enum ViridianBehaviour {}
