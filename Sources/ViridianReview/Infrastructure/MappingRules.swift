import Foundation
import ViridianTemplate

/// The table mappings of a DMS task, which are JSON in a text.
struct MappingRules {
    let place: Place
    /// None where the text is certainly no JSON object.
    let rules: [MappingRule]?
}

/// One of them, as far as rules ask.
struct MappingRule {
    let type: String?
    let action: String?
    let schema: String?
    let table: String?
    /// What a column that is added gets.
    let expression: String?

    fileprivate init(_ fields: [String: Any]) {
        let locator = fields["object-locator"] as? [String: Any]
        type = fields["rule-type"] as? String
        action = fields["rule-action"] as? String
        schema = locator?["schema-name"] as? String
        table = locator?["table-name"] as? String
        expression = fields["expression"] as? String
    }
}

extension Subject {
    /// The mappings of all tasks, where their text can be read. What `Fn::Sub` puts in stays a blank.
    var tableMappings: [MappingRules] {
        resources(ofType: "AWS::DMS::ReplicationTask").compactMap { _, properties in
            let texts = values("TableMappings", in: properties)
            guard let place = properties?["TableMappings"]?.place, texts.count == 1, let value = texts.first else { return nil }
            let text = knownText(of: value.spot.node)
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            if object == nil && text.contains(Subject.unknownText) { return nil }
            return MappingRules(place: place, rules: object.map { ($0["rules"] as? [[String: Any]] ?? []).map(MappingRule.init) })
        }
    }
}
