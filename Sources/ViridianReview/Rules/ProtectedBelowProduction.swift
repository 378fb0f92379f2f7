import ViridianTemplate

extension Rule {
    /// A try-out that can't be thrown away.
    static let protectedBelowProduction = Rule(
        "protected-below-production", .medium, .operations, .practice,
        title: "Deletion protection or Retain where everything must be destroyable",
        rationale:
            "An environment for development is made and thrown away daily. What is protected or retained makes the "
            + "deletion fail, "
            + "or stays behind, costs money, and holds the name that the next one needs. "
            + "The policy's `destroyable` says so for every stage, or for none.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
        failing: [
            """
            Parameters:
              EnvironmentSuffix: {Type: String, Default: dev}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                ↓DeletionPolicy: Retain
                Properties: {Engine: aurora-postgresql}
              Other:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-postgresql, ↓DeletionProtection: true}
            """,
            """
            # viridian.yml: {stage: production, destroyable: true}
            Resources:
              Key:
                Type: AWS::KMS::Key
                ↓DeletionPolicy: Retain
            """,
        ],
        passing: [
            """
            # viridian.yml: {stage: production}
            Parameters:
              EnvironmentSuffix: {Type: String, Default: dev}
            Resources:
              Key:
                Type: AWS::KMS::Key
                DeletionPolicy: Retain
            """,
            """
            Parameters:
              EnvironmentSuffix: {Type: String, Default: dev}
            Conditions:
              Live: !Equals [!Ref EnvironmentSuffix, prod]
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Delete
                Properties: {Engine: aurora-postgresql, DeletionProtection: !If [Live, true, false]}
            """,
        ]
    ) { subject in
        guard let reason = subject.reasonToDestroy else { return [] }
        return subject.resourceList.flatMap { resource -> [Problem] in
            let spot = subject.spot(resource)
            var found: [Spot?] = []
            if resource.condition == nil, spot["DeletionPolicy"]?.node.string == "Retain" { found.append(spot["DeletionPolicy"]) }
            for key in ["DeletionProtection", "DeletionProtectionEnabled"] where resource.condition == nil {
                guard let value = spot["Properties"]?[key], value.node.text == "true" else { continue }
                found.append(value)
            }
            return found.compactMap {
                $0?.problem(
                    "\"\(resource.logicalID)\" can't be thrown away, and \(reason)",
                    fix: "Protect it under a condition that holds in production.")
            }
        }
    }
}

extension Subject {
    /// Why all that is in the template must go with its stack; nothing where that isn't so, or not known.
    fileprivate var reasonToDestroy: String? {
        switch policy.destroyable {
        case true?: "the policy wants everything destroyable"
        case false?: nil
        case nil: stageBelowProduction?.words
        }
    }
}
