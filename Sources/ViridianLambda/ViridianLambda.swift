/// The runtime loop of our functions on AWS Lambda's `provided.al2023`, and the HTTP by which they talk to it and to AWS.
///
/// What the loop does is decided by ``RuntimeLoop``, a value; ``LambdaRuntime`` carries it out over one connection.
enum ViridianLambda {}
