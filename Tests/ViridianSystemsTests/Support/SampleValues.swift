/// Values for parameters that have no default, in whichever system they are.
enum SampleValues {
    static let all: [String: String] = [
        "AssetBucket": "acme-assets",
        "AssetRegion": "us-east-1",
        "Certificate": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d",
        "DatabaseCertificates": "arn:aws:dms:us-east-1:123456789012:cert:ABCDEFGH",
        "DomainName": "pay.example.org",
        "HostedZone": "Z0123456789ABCDEFGHIJ",
    ]
}
