import ViridianResources
import ViridianTemplate

extension Pipeline {
    /// Where artefacts lie: encrypted, in versions, for nobody outside, and by TLS alone.
    func addBucket(to stack: inout Stack, _ key: Handle<KMS.Key>) -> Handle<S3.Bucket> {
        let bucket = stack.add(
            "Artefacts",
            S3.Bucket(
                bucketEncryption: .init(serverSideEncryptionConfiguration: [
                    .init(
                        bucketKeyEnabled: true,
                        serverSideEncryptionByDefault: .init(kmsMasterKeyID: key.arn, sseAlgorithm: .awsKMS))
                ]),
                lifecycleConfiguration: .init(rules: [
                    .init(
                        expirationInDays: 30, id: "old-artefacts", noncurrentVersionExpiration: .init(noncurrentDays: 30),
                        status: .enabled)
                ]),
                publicAccessBlockConfiguration: .init(
                    blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true),
                versioningConfiguration: .init(status: .enabled)),
            purpose: "Where the stages of the pipeline leave what the next ones need.")
        let deny = IAM.Statement(
            .deny, to: .everybody, sid: "TLSAlone", actions: ["s3:*"],
            resources: [bucket.arn.typed(), "\(bucket.arn.typed(as: String.self))/*"],
            conditions: [IAM.Condition(.bool, "aws:SecureTransport", "false")])
        stack.add(
            "ArtefactsPolicy", S3.BucketPolicy(bucket: bucket.name, policyDocument: IAM.PolicyDocument([deny])),
            purpose: "Refuses whoever comes without TLS.")
        return bucket
    }

    /// Images by commit, which never change; of old ones the last thirty are kept.
    func addRepository(to stack: inout Stack, _ key: Handle<KMS.Key>) -> Handle<ECR.Repository> {
        let rule: Object = [
            "rulePriority": 1, "description": "The last thirty images",
            "selection": ["tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30],
            "action": ["type": "expire"],
        ]
        let policy = Template(root: ["rules": [Node(.object(rule))]], name: "policy").write(as: .json)
        return stack.add(
            "Images",
            ECR.Repository(
                emptyOnDelete: Input(stack.environment.stage != .production),
                encryptionConfiguration: .init(encryptionType: .kms, kmsKey: key.arn),
                imageScanningConfiguration: .init(scanOnPush: true), imageTagMutability: .immutable,
                lifecyclePolicy: .init(lifecyclePolicyText: Input(policy)), repositoryName: stack.physicalName("")),
            purpose: "Where images are kept.")
    }

    /// EventBridge takes no conditions in a topic's policy. Source: Amazon EventBridge User Guide, "Amazon SNS permissions".
    func addTopic(to stack: inout Stack, _ key: Handle<KMS.Key>) -> Handle<SNS.Topic> {
        let topic = stack.add(
            "Notices", SNS.Topic(kmsMasterKeyID: key.arn, topicName: stack.physicalName("")),
            purpose: "Tells people what the pipeline does, and asks them to agree.")
        let publish = IAM.Statement(
            .allow, to: .services(["events.amazonaws.com"]), sid: "RulesPublish", actions: ["sns:Publish"],
            resources: [topic.arn.typed()])
        stack.add(
            "NoticesPolicy", SNS.TopicPolicy(policyDocument: IAM.PolicyDocument([publish]), topics: [topic.arn]),
            purpose: "Lets the rule tell people.")
        for (index, address) in notify.enumerated() {
            stack.add(
                "Reader\(index + 1)",
                SNS.Subscription(endpoint: address, protocol: .email, topicARN: topic.arn),
                purpose: "Somebody who is told.")
        }
        return topic
    }

    func addNotices(of pipeline: Handle<CodePipeline.Pipeline>, to topic: Handle<SNS.Topic>, in stack: inout Stack) {
        stack.add(
            "Changes",
            Events.Rule(
                description: "The pipeline started, succeeded or failed",
                eventPattern: [
                    "source": ["aws.codepipeline"], "detail-type": ["CodePipeline Pipeline Execution State Change"],
                    "detail": ["pipeline": [pipeline.name], "state": ["STARTED", "SUCCEEDED", "FAILED"]] as Properties,
                ],
                name: stack.physicalName("changes"), state: .enabled, targets: [.init(arn: topic.arn.typed(), id: "people")]),
            purpose: "Tells people when the pipeline starts, succeeds or fails.")
    }
}
