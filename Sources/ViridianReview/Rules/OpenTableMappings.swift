import ViridianTemplate

extension Rule {
    /// Everything, whatever it is.
    static let openTableMappings = Rule(
        "open-table-mappings", .medium, .deployment, .practice,
        title: "DMS task that replicates every table of every schema",
        rationale:
            "With % for schema and table the task copies whatever the source holds: other applications' tables, "
            + "and the tables of the migration itself. A mapping names the schema that moves, and what happens to "
            + "its columns.",
        page:
            "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.html",
        failing: [
            """
            Resources:
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load
                  TableMappings: ↓>-
                    {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                    "object-locator": {"schema-name": "%", "table-name": "%"}}]}
              Stamped:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load
                  TableMappings: ↓>-
                    {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                    "object-locator": {"schema-name": "%", "table-name": "%"}},
                    {"rule-type": "transformation", "rule-id": "2", "rule-name": "2", "rule-action": "convert-lowercase",
                    "rule-target": "table", "object-locator": {"schema-name": "%", "table-name": "%"}}]}
            """
        ],
        passing: [
            """
            Resources:
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load
                  TableMappings: >-
                    {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                    "object-locator": {"schema-name": "payment", "table-name": "%"}}]}
              AllButOne:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load
                  TableMappings: >-
                    {"rules": [{"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
                    "object-locator": {"schema-name": "%", "table-name": "%"}},
                    {"rule-type": "selection", "rule-id": "2", "rule-name": "2", "rule-action": "exclude",
                    "object-locator": {"schema-name": "audit", "table-name": "%"}}]}
            """
        ]
    ) { subject in
        subject.tableMappings.compactMap { mappings in
            // What a transformation changes is beside the point, and an exclusion is a choice.
            let selections = (mappings.rules ?? []).filter { $0.type == "selection" }
            let isOpen =
                !selections.isEmpty
                && selections.allSatisfy { $0.action == "include" && $0.schema == "%" && $0.table == "%" }
            guard isOpen else { return nil }
            return Problem(
                "every table of every schema is replicated", at: mappings.place,
                fix: "Name the schema that moves, and the changes to its columns.")
        }
    }
}
