import ViridianTemplate

extension Rule {
    /// Sources under a key that is nobody's.
    static let artifactKey = Rule(
        "artifact-key", .medium, .security, .practice,
        title: "Pipeline whose artefacts have no customer-managed key",
        rationale:
            "Artefacts hold the sources and what is going to run in production. Under a key of one's own it is "
            + "said who may read them, each use is recorded, and other accounts can be let in.",
        page: "https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
        failing: [
            """
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  ↓ArtifactStore: {Type: S3, Location: !Ref Bucket}
            """
        ],
        passing: [
            """
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  ArtifactStore: {Type: S3, Location: !Ref Bucket, EncryptionKey: {Type: KMS, Id: !GetAtt Key.Arn}}
              Own:
                Type: AWS::S3::Bucket
                Properties:
                  BucketEncryption:
                    ServerSideEncryptionConfiguration:
                      - ServerSideEncryptionByDefault: {SSEAlgorithm: "aws:kms", KMSMasterKeyID: !Ref Key}
              Other:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  ArtifactStore: {Type: S3, Location: !Ref Own}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodePipeline::Pipeline").flatMap { _, properties -> [Problem] in
            let single = properties?["ArtifactStore"].map { [$0] } ?? []
            let several = subject.items("ArtifactStores", in: properties).compactMap { $0.spot["ArtifactStore"] }
            return (single + several).filter { store in
                guard subject.lacks("EncryptionKey", in: store), let bucket = subject.resource(at: "Location", in: store),
                    bucket.type == "AWS::S3::Bucket"
                else { return false }
                let rules = subject.items(
                    "Properties.BucketEncryption.ServerSideEncryptionConfiguration", in: subject.spot(bucket))
                return rules.allSatisfy { subject.lacks("ServerSideEncryptionByDefault.KMSMasterKeyID", in: $0.spot) }
            }.map {
                $0.problem(
                    "the artefacts are encrypted with a key of AWS's", fix: "Add EncryptionKey: {Type: KMS, Id: !GetAtt KEY.Arn}."
                )
            }
        }
    }
}
