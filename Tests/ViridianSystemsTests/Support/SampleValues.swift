/// Values for parameters that have no default, in whichever system they are.
enum SampleValues {
    static let all: [String: String] = [
        "ApiKeySecret": "arn:aws:secretsmanager:us-east-1:123456789012:secret:api-key-AbCdEf",
        "AssetBucket": "acme-assets",
        "AssetRegion": "us-east-1",
        "Certificate": "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
        "Connection": "arn:aws:codeconnections:us-east-1:123456789012:connection/12345678-1234-1234-1234-123456789012",
        "DataBucket": "acme-data",
        "DataTable": "acme-orders",
        "DatabaseCertificates": "arn:aws:dms:us-east-1:123456789012:cert:ABCDEFGH",
        "DomainName": "pay.example.org",
        "HostedZone": "Z0123456789ABCDEFGHIJ",
        "Image": "public.ecr.aws/acme/api@sha256:032778fa5dae5c627d06fe72acdecfd97f95c0e1ac087e462c360a9d759712e9",
        "JobQueue": "acme-jobs",
        "NotificationEmail": "team@example.org",
        "PublicSubnets": "subnet-0a000000000000001,subnet-0a000000000000002",
        "Repository": "acme/shop",
        "TaskSubnets": "subnet-0b000000000000001,subnet-0b000000000000002",
        "VPC": "vpc-0c000000000000001",
    ]
}
