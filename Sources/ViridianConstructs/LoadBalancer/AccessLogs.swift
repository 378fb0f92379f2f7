public import ViridianResources

/// A bucket in which load balancers note every request.
///
/// ```swift
/// let logs = stack.add("AccessLogs", AccessLogs())
/// let balancer = stack.add("Balancer", LoadBalancer(in: network, accessLogs: logs))
/// ```
/// Load balancers write only to buckets that S3 itself encrypts: with a key of one's own they are refused. A bucket with notes in
/// it is not deleted with its stack. Source: Elastic Load Balancing, "Enable access logs for your Application Load Balancer".
public struct AccessLogs: Construct {
    /// How many days notes are kept.
    public var keptDays: Int

    /// A bucket for notes.
    public init(keptDays: Int = 90) { self.keptDays = keptDays }

    /// What others need of it.
    public struct Parts: Hashable, Sendable {
        /// The bucket.
        public let bucket: Handle<S3.Bucket>
        /// What lets load balancers write to it: they wait for it.
        public let policy: Handle<S3.BucketPolicy>

        func attributes(prefix: Input<String>) -> [ElasticLoadBalancingV2.Attribute] {
            [
                .init(key: "access_logs.s3.enabled", value: "true"), .init(key: "access_logs.s3.bucket", value: bucket.name),
                .init(key: "access_logs.s3.prefix", value: prefix),
            ]
        }
    }

    /// Adds the bucket and its policy.
    public func define(in stack: inout Stack) -> Parts {
        let bucket = stack.add(
            "Bucket",
            S3.Bucket(
                bucketEncryption: .init(
                    serverSideEncryptionConfiguration: [.init(serverSideEncryptionByDefault: .init(sseAlgorithm: .aes256))]),
                lifecycleConfiguration: .init(rules: [.init(expirationInDays: Input(keptDays), status: .enabled)]),
                ownershipControls: .init(rules: [.init(objectOwnership: .bucketOwnerEnforced)]),
                publicAccessBlockConfiguration: .all),
            purpose: "Keeps what load balancers note of each request.")
        let objects: Input<String> = "\(bucket.arn.typed(as: String.self))/*"
        let write = IAM.Statement(
            .allow, to: .services(["logdelivery.elasticloadbalancing.amazonaws.com"]), sid: "LoadBalancersWrite",
            actions: ["s3:PutObject"], resources: [objects],
            conditions: [
                IAM.Condition(
                    .arnLike, "aws:SourceArn", "arn:\(AWS.partition):elasticloadbalancing:\(AWS.region):\(AWS.accountID):*")
            ])
        let policy = stack.add(
            "Policy", S3.BucketPolicy(bucket: bucket.name, policyDocument: IAM.PolicyDocument([write, .onlyTLS(to: bucket)])),
            purpose: "Lets load balancers write their notes, by TLS alone.")
        return Parts(bucket: bucket, policy: policy)
    }
}

extension IAM.Statement {
    /// Whoever comes to a bucket without TLS is turned away.
    public static func onlyTLS(to bucket: Handle<S3.Bucket>) -> Self {
        let arn: Input<String> = bucket.arn.typed()
        return Self(
            .deny, to: .everybody, sid: "OnlyTLS", actions: ["s3:*"], resources: [arn, "\(arn)/*"],
            conditions: [IAM.Condition(.bool, "aws:SecureTransport", "false")])
    }
}

extension S3.Bucket.PublicAccessBlockConfiguration {
    /// Nothing in the bucket is ever public.
    public static var all: Self {
        Self(blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true)
    }
}
