/// Signature Version 4, by which AWS knows who sent a request: a request goes in, a signed request comes out.
///
/// It is a pure function of the request, the credentials and the time. Nothing here opens a connection or reads a clock.
///
/// Source: IAM User Guide, "AWS Signature Version 4 for API requests".
enum ViridianSigning {}
