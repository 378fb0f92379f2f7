import Foundation
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
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::DMS::ReplicationTask").compactMap { _, properties in
            guard let text = subject.text("TableMappings", in: properties), let place = properties?["TableMappings"]?.place
            else { return nil }
            guard let document = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
                return Problem("the table mappings are no JSON object", at: place, fix: "Correct the JSON.")
            }
            let rules = document["rules"] as? [[String: Any]] ?? []
            let selects = rules.contains {
                $0["rule-type"] as? String == "selection" && ["include", "explicit"].contains($0["rule-action"] as? String)
            }
            if !selects {
                return Problem(
                    "no rule selects a table", at: place,
                    fix: "Add a rule of type selection with the action include and the schema's name.")
            }
            let clock = rules.contains { $0["expression"] as? String == "$TIMESTAMP" }
            return clock
                ? Problem(
                    "$TIMESTAMP is a column of that name, not the time", at: place,
                    fix: "Write an SQLite expression: \"datetime('now')\".") : nil
        }
    }
}
