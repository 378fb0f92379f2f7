public import ViridianTemplate

extension ReviewPolicy {
    /// The name of the file that holds a policy.
    public static let fileName = "viridian.yml"

    /// Reads a policy. `file` is the name that errors carry.
    ///
    /// An unknown key, rule or value is an error: what is written there and not understood would be believed to hold.
    public static func read(_ node: Node, file: String) throws(ReviewError) -> ReviewPolicy {
        let reader = SettingsReader(file: file)
        var policy = ReviewPolicy()
        guard node.value != .null else { return policy }
        let keys = [
            "stage", "requiredTags", "allowedRegions", "privateLink", "pci", "destroyable", "rules", "severities", "accept",
        ]
        for field in try reader.fields(of: node, "a policy", keys: keys) {
            switch field.key {
            case "stage": policy.stage = try reader.choice(field.node, "stage")
            case "requiredTags": policy.requiredTags = try tags(field, reader)
            case "allowedRegions": policy.allowedRegions = try regions(field, reader)
            case "privateLink": policy.privateLink = try reader.choice(field.node, "choice for privateLink")
            case "pci": policy.pci = try reader.bool(field)
            case "destroyable": policy.destroyable = try reader.bool(field)
            case "rules": try policy.readRules(field.node, reader)
            case "severities": policy.severities = try severities(field.node, reader)
            default: policy.acceptances = try acceptances(field, reader)
            }
        }
        return policy
    }

    /// Source: AWS General Reference, "Tagging AWS resources": 50 tags, keys of 1 to 128 characters, `aws:` is reserved.
    private static func tags(_ field: Field, _ reader: SettingsReader) throws(ReviewError) -> [String] {
        let tags = try reader.texts(field, "the key of a tag")
        if let (text, node) = tags.first(where: { $0.text.count > 128 || $0.text.lowercased().hasPrefix("aws:") }) {
            throw reader.error(
                .unknownValue, at: node, "\"\(text)\" can't be the key of a tag",
                advice: "A key has 1 to 128 characters and does not begin with aws:.")
        }
        guard tags.count <= 50 else {
            throw reader.error(
                .unknownValue, at: field.node, "\(tags.count) tags are required, and a resource takes 50",
                advice: "Require fewer.")
        }
        return tags.map(\.text)
    }

    private static func regions(_ field: Field, _ reader: SettingsReader) throws(ReviewError) -> [String] {
        let regions = try reader.texts(field, "a region")
        if let (text, node) = regions.first(where: { !Regions.all.contains($0.text) }) {
            throw reader.error(
                .unknownValue, at: node, "there is no region \"\(text)\"\(Suggestion.clause(for: text, among: Regions.all))",
                advice: "Write regions as AWS does, such as eu-central-1.")
        }
        return regions.map(\.text)
    }

    private mutating func readRules(_ node: Node, _ reader: SettingsReader) throws(ReviewError) {
        for field in try reader.fields(of: node, "rules", keys: ["forbidden", "required"]) {
            for (text, node) in try reader.texts(field, "a rule") {
                let slug = try reader.rule(text, at: node.source)
                if field.key == "forbidden" { forbiddenRules.insert(slug) } else { requiredRules.insert(slug) }
                guard forbiddenRules.contains(slug), requiredRules.contains(slug) else { continue }
                throw reader.error(
                    .contradiction, at: node, "\"\(slug)\" is both required and forbidden",
                    advice: "Remove it from one of the lists.")
            }
        }
    }

    private static func severities(_ node: Node, _ reader: SettingsReader) throws(ReviewError) -> [String: Severity] {
        guard let object = node.object else {
            throw reader.error(
                .wrongType, at: node, "severities is an object, and this is \(SettingsReader.kind(of: node))",
                advice: "Write a line for each rule, such as mutable-image-tag: high.")
        }
        var severities: [String: Severity] = [:]
        for field in object.fields {
            let slug = try reader.rule(field.key, at: field.keySource ?? field.node.source)
            severities[slug] = try reader.choice(field.node, "severity")
        }
        return severities
    }

    private static func acceptances(_ field: Field, _ reader: SettingsReader) throws(ReviewError) -> [PolicyAcceptance] {
        var acceptances: [PolicyAcceptance] = []
        for node in try reader.list(field) { acceptances.append(try acceptance(node, reader)) }
        return acceptances
    }

    private static func acceptance(_ node: Node, _ reader: SettingsReader) throws(ReviewError) -> PolicyAcceptance {
        var acceptance = PolicyAcceptance([], because: "")
        acceptance.source = node.source
        let keys = ["rule", "rules", "files", "resource", "reason", "until"]
        for field in try reader.fields(of: node, "an entry of accept", keys: keys) {
            switch field.key {
            case "rule": acceptance.rules += [try reader.rule(reader.text(field.node, "a rule"), at: field.node.source)]
            case "rules":
                for (text, node) in try reader.texts(field, "a rule") {
                    acceptance.rules.append(try reader.rule(text, at: node.source))
                }
            case "files": acceptance.files = try reader.pattern(field.node, "files")
            case "resource": acceptance.resource = try reader.pattern(field.node, "resource")
            case "reason": acceptance.reason = try reader.text(field.node, "reason")
            default: acceptance.until = try reader.day(field.node)
            }
        }
        guard !acceptance.rules.isEmpty else {
            throw reader.error(
                .missingKey, at: node, "this entry of accept says no rule", advice: "Add rule, or rules with a list.")
        }
        guard !acceptance.reason.isEmpty else {
            throw reader.error(
                .missingKey, at: node, "this entry of accept gives no reason",
                advice: "Add reason: who comes after you needs it to decide again.")
        }
        return acceptance
    }
}
