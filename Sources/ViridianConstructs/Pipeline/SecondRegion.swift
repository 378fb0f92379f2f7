public import ViridianResources

/// A store of artefacts in a region besides the pipeline's own, where a condition holds: actions in a region need a store there.
///
/// Its bucket and its key are there already, since a stack makes nothing in another region.
/// Source: AWS CodePipeline User Guide, "Add a cross-Region action in CodePipeline".
public struct SecondRegion: Hashable, Sendable {
    /// Where the store is wanted.
    public var condition: Condition
    /// The region.
    public var region: Input<String>
    /// The bucket in that region.
    public var bucket: Input<String>
    /// The ARN of the key in that region that encrypts what lies there.
    public var key: Input<String>

    /// A store in a second region.
    public init(when condition: Condition, region: Input<String>, bucket: Input<String>, key: Input<String>) {
        self.condition = condition
        self.region = region
        self.bucket = bucket
        self.key = key
    }

    /// A pipeline has one store, or one for each region, but never both.
    func add(
        to pipeline: Handle<CodePipeline.Pipeline>, _ places: PipelinePlaces, _ role: Handle<IAM.Role>, in stack: inout Stack
    ) {
        let second = CodePipeline.Pipeline.ArtifactStore(
            encryptionKey: .init(id: key, type: "KMS"), location: bucket, type: .s3)
        let both: [CodePipeline.Pipeline.ArtifactStoreMap] = [
            .init(artifactStore: places.store, region: AWS.region), .init(artifactStore: second, region: region),
        ]
        let one = Input<[String]>(lowered: places.store.lowered)
        stack[pipeline]?.properties.set("ArtifactStore", Input.if(condition, then: .noValue, else: one))
        stack[pipeline]?.properties.set(
            "ArtifactStores", Input<[String]>.if(condition, then: Input(lowered: both.lowered), else: .noValue))
        let objects: Input<String> = "arn:\(AWS.partition):s3:::\(bucket)/*"
        stack.grant(
            .allow(["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"], on: [objects], sid: "SecondArtefacts"), to: role,
            when: condition)
        stack.grant(
            .allow(["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], on: [key], sid: "OpenSecondArtefacts"), to: role,
            when: condition)
    }
}
