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
            """
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
            """
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
            + empty.map { $0.problem("this selection has neither resources nor tags", fix: fix) }
    }
}
