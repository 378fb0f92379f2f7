import ViridianTemplate

extension Rule {
    /// A migration of nothing.
    static let tableMappings = Rule(
        "table-mappings", .critical, .deployment, .practice,
        title: "DMS task whose table mappings select no table",
        rationale:
            "A task migrates what a selection rule includes. Without one, or with text that isn't JSON, it fails or "
            + "copies nothing, "
            + "and green starts on an empty database.",
        page: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.html",
        failing: [
            """
            Resources:
              Empty:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, TableMappings: ↓'{"rules": []}'}
              Broken:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, TableMappings: ↓'{"rules": ['}
              Clock:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load-and-cdc
                  TableMappings: ↓|
                    {"rules": [
                      {"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
                       "object-locator": {"schema-name": "payments", "table-name": "%"}},
                      {"rule-type": "transformation", "rule-id": "2", "rule-name": "time", "rule-action": "add-column",
                       "rule-target": "column", "object-locator": {"schema-name": "payments", "table-name": "%"},
                       "value": "replicated_at", "expression": "$TIMESTAMP", "data-type": {"type": "datetime"}}]}
              Both:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load-and-cdc
                  TableMappings: ↓↓!Sub |
                    {"rules": [
                      {"rule-type": "transformation", "rule-id": "2", "rule-name": "time", "rule-action": "add-column",
                       "rule-target": "column", "object-locator": {"schema-name": "${Schema}", "table-name": "%"},
                       "value": "replicated_at", "expression": "$CURRENT_TIMESTAMP", "data-type": {"type": "datetime"}}]}
            """
        ],
        passing: [
            """
            Resources:
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load-and-cdc
                  TableMappings: |
                    {"rules": [
                      {"rule-type": "selection", "rule-id": "1", "rule-name": "all", "rule-action": "include",
                       "object-locator": {"schema-name": "payments", "table-name": "%"}}]}
              Given:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load, TableMappings: !Ref Mappings}
              Numbered:
                Type: AWS::DMS::ReplicationTask
                Properties:
                  MigrationType: full-load
                  TableMappings: !Sub |
                    {"rules": [{"rule-type": "selection", "rule-id": ${First}, "rule-name": "all", "rule-action": "include",
                    "object-locator": {"schema-name": "${Schema}", "table-name": "%"}}]}
            """
        ]
    ) { subject in
        subject.tableMappings.flatMap { mappings -> [Problem] in
            guard let rules = mappings.rules else {
                return [Problem("the table mappings are no JSON object", at: mappings.place, fix: "Correct the JSON.")]
            }
            var problems: [Problem] = []
            let selects = rules.contains { rule in
                rule.type == "selection" && ["include", "explicit"].contains(rule.action)
            }
            if !selects {
                problems.append(
                    Problem(
                        "no rule selects a table", at: mappings.place,
                        fix: "Add a rule of type selection with the action include and the schema's name."))
            }
            if let clock = rules.compactMap(\.expression).first(where: clocks.contains) {
                problems.append(
                    Problem(
                        "\(clock) is a column of that name, not the time", at: mappings.place,
                        fix: "Write an SQLite expression: \"datetime('now')\"."))
            }
            return problems
        }
    }

    /// What people write for the time, and what DMS takes for a column.
    private static let clocks: Set<String> = [
        "$TIMESTAMP", "$CURRENT_TIMESTAMP", "$NOW", "$SYSDATE", "$SYSTIMESTAMP", "$DATETIME", "$CURRENT_DATE", "$CURRENT_TIME",
        "$UTC_TIMESTAMP", "$GETDATE",
    ]
}
