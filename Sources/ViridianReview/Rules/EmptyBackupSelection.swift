import ViridianTemplate

extension Rule {
    /// A backup plan for nothing.
    static let emptyBackupSelection = Rule(
        "empty-backup-selection", .medium, .reliability, .practice,
        title: "Backup plan that selects nothing",
        rationale:
            "AWS Backup refuses a selection with neither resources nor tags: \"Either 'ListOfTags' or 'Resources' "
            + "section must be "
            + "non-empty.\" A plan without a selection backs nothing up.",
        page: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
        failing: [
            """
            Resources:
              ↓Plan:
                Type: AWS::Backup::BackupPlan
              Other:
                Type: AWS::Backup::BackupPlan
              Selection:
                Type: AWS::Backup::BackupSelection
                Properties:
                  BackupPlanId: !Ref Other
                  ↓BackupSelection: {SelectionName: all, IamRoleArn: arn}
            """,
            """
            Resources:
              Plan:
                Type: AWS::Backup::BackupPlan
              Selection:
                Type: AWS::Backup::BackupSelection
                Properties:
                  BackupPlanId: !Ref Plan
                  BackupSelection:
                    SelectionName: tagged
                    IamRoleArn: arn
                    ListOfTags: [↓{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily}]
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Tags: [{Key: Backup, Value: daily}]}
            """,
        ],
        passing: [
            """
            Resources:
              Plan:
                Type: AWS::Backup::BackupPlan
              Selection:
                Type: AWS::Backup::BackupSelection
                Properties:
                  BackupPlanId: !Ref Plan
                  BackupSelection: {SelectionName: all, IamRoleArn: arn, Resources: [!GetAtt Cluster.DBClusterArn]}
            """,
            """
            Parameters:
              Plan: {Type: String}
            Resources:
              Selection:
                Type: AWS::Backup::BackupSelection
                Properties:
                  BackupPlanId: !Ref Plan
                  BackupSelection:
                    SelectionName: tagged
                    IamRoleArn: arn
                    ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: Backup, ConditionValue: daily}]
              Weekly:
                Type: AWS::RDS::DBCluster
                Properties: {Tags: [{Key: Backup, Value: weekly}]}
              Daily:
                Type: AWS::DynamoDB::Table
                Properties: {Tags: [{Key: Backup, Value: daily}]}
            """,
            """
            Resources:
              Selection:
                Type: AWS::Backup::BackupSelection
                Properties:
                  BackupPlanId: plan
                  BackupSelection:
                    SelectionName: those of other stacks
                    IamRoleArn: arn
                    ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: Backup, ConditionValue: daily}]
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Tags: [{Key: Team, Value: daily}]}
            """,
        ]
    ) { subject in
        let selections = subject.resources(ofType: "AWS::Backup::BackupSelection")
        let used = selections.reduce(into: Set<String>()) { $0.formUnion(subject.names(in: $1.spot)) }
        let idle = subject.resources(ofType: "AWS::Backup::BackupPlan").map(\.spot).filter {
            !used.contains($0.key) && !subject.exportedNames.contains($0.key)
        }
        let empty = selections.compactMap { _, properties -> Spot? in
            let isEmpty = ["Resources", "ListOfTags"].allSatisfy { subject.lacks("BackupSelection.\($0)", in: properties) }
            return isEmpty ? properties?["BackupSelection"] : nil
        }
        let fix = "Name the databases under Resources, or a tag under ListOfTags."
        return idle.map { $0.problem("\"\($0.key)\" selects nothing", fix: "Add an AWS::Backup::BackupSelection. \(fix)") }
            + empty.map { $0.problem("this selection has neither resources nor tags", fix: fix) } + nearMisses(subject)
    }

    /// Selections by tags that nothing of this template has, although something has nearly one of them.
    private static func nearMisses(_ subject: Subject) -> [Problem] {
        let selections = subject.resources(ofType: "AWS::Backup::BackupSelection").map { _, properties in
            subject.items("BackupSelection.ListOfTags", in: properties).map { subject.tag($0.spot, "Condition") }
        }
        guard !selections.joined().isEmpty else { return [] }
        let tags = subject.tagsOfData
        return zip(selections, subject.resources(ofType: "AWS::Backup::BackupSelection")).compactMap { wanted, selection in
            guard subject.lacks("BackupSelection.Resources", in: selection.properties),
                !wanted.contains(where: { want in want.key == nil || tags.contains { $0.tag.mayMatch(want) } })
            else { return nil }
            for want in wanted {
                guard let near = tags.first(where: { $0.tag.key?.lowercased() == want.key?.lowercased() }) else { continue }
                // What another selection takes is not forgotten.
                let isTaken = selections.joined().contains { near.tag.mayMatch($0) }
                guard !isTaken else { continue }
                return Problem(
                    "nothing here has the tag \(want.text), and \"\(near.owner)\" has \(near.tag.text)", at: want.place,
                    fix: "Write the tag as the databases have it: keys and values are compared letter by letter, and by case.")
            }
            return nil
        }
    }
}

/// A tag, or what is asked of one.
private struct BackupTag {
    var key: String?
    var value: String?
    var place: Place

    var text: String { "\(key ?? "…")=\(value ?? "…")" }

    /// Whether it is the tag that is asked for, as far as both are known.
    func mayMatch(_ other: BackupTag) -> Bool {
        (key == nil || other.key == nil || key == other.key) && (value == nil || other.value == nil || value == other.value)
    }
}

extension Subject {
    /// The tags of what AWS Backup keeps.
    fileprivate var tagsOfData: [(owner: String, tag: BackupTag)] {
        let types = [
            "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::DynamoDB::Table", "AWS::EFS::FileSystem", "AWS::EC2::Volume",
            "AWS::EC2::Instance", "AWS::S3::Bucket", "AWS::FSx::FileSystem", "AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster",
        ]
        return types.flatMap { resources(ofType: $0) }.flatMap { spot, properties in
            (items("Tags", in: properties) + items("FileSystemTags", in: properties)).map { (spot.key, tag($0.spot, "")) }
        }
    }

    fileprivate func tag(_ spot: Spot, _ prefix: String) -> BackupTag {
        func known(_ key: String) -> String? {
            spot[prefix + key].map { knownText(of: $0.node) }.flatMap { $0.contains(Subject.unknownText) ? nil : $0 }
        }
        return BackupTag(key: known("Key"), value: known("Value"), place: spot.place)
    }
}
