import ViridianTemplate

extension Rule {
    /// A rotation that doesn't know which database it changes.
    static let rotationWithoutAttachment = Rule(
        "rotation-without-attachment", .high, .deployment, .practice,
        title: "Rotation of a database secret that is attached to no database, or before it is attached",
        rationale:
            "The rotation function reads host, port and engine from the secret, and SecretTargetAttachment writes them there. "
            + "Without it, or before it, the first rotation fails, and by default it begins with the deployment.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
            + "aws-resource-secretsmanager-secrettargetattachment.html",
        failing: [
            """
            Transform: AWS::SecretsManager-2024-09-16
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"}
              ↓Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, HostedRotationLambda: {RotationType: MySQLSingleUser}}
            """,
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Attachment:
                Type: AWS::SecretsManager::SecretTargetAttachment
                Properties: {SecretId: !Ref Secret, TargetId: !Ref Cluster, TargetType: "AWS::RDS::DBCluster"}
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"}
              ↓Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: !GetAtt Rotate.Arn}
            """,
        ],
        passing: [
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Attachment:
                Type: AWS::SecretsManager::SecretTargetAttachment
                Properties: {SecretId: !Ref Secret, TargetId: !Ref Cluster, TargetType: "AWS::RDS::DBCluster"}
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"}
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                DependsOn: Attachment
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: !GetAtt Rotate.Arn}
              Key:
                Type: AWS::SecretsManager::Secret
              KeyRotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Key, RotationLambdaARN: !GetAtt Rotate.Arn}
            """
        ]
    ) { subject in
        let databases = subject.resources(ofType: "AWS::RDS::DBCluster", "AWS::RDS::DBInstance").map(\.spot)
        let attachments = subject.resources(ofType: "AWS::SecretsManager::SecretTargetAttachment")
        return subject.resources(ofType: "AWS::SecretsManager::RotationSchedule").compactMap { spot, properties in
            guard let secret = subject.resource(at: "SecretId", in: properties), secret.type == "AWS::SecretsManager::Secret",
                databases.contains(where: { subject.names(in: $0).contains(secret.logicalID) })
                    || !subject.lacks("HostedRotationLambda", in: properties)
            else { return nil }
            let own = attachments.filter { subject.resource(at: "SecretId", in: $0.properties)?.logicalID == secret.logicalID }
            if own.isEmpty {
                if subject.text("SecretString", in: subject.spot(secret)["Properties"]) != nil { return nil }
                return spot.problem(
                    "\"\(secret.logicalID)\" is rotated, and attached to no database",
                    fix: "Add a SecretTargetAttachment, and let the rotation depend on it.")
            }
            guard subject.precedents(of: spot.key).isDisjoint(with: own.map(\.spot.key)) else { return nil }
            return spot.problem(
                "the rotation may begin before \"\(own[0].spot.key)\" has written the database's address",
                fix: "Add DependsOn: \(own[0].spot.key).")
        }
    }
}
