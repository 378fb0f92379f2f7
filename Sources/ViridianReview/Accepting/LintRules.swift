/// Which of our rules finds what a rule of cfn-lint finds, as far as one does: where a template tells cfn-lint to be silent,
/// we are as well.
///
/// Source: the rules of cfn-lint 1.58.0, compared with ours finding by finding over the templates of `docs/cfn-lint.md`.
enum LintRules {
    /// The slugs for an id such as `E3012`, or for the beginning of one: `E3` is all of them from E3000 to E3999.
    static func counterparts(of id: String) -> [String] {
        guard !id.isEmpty else { return [] }
        return table.filter { $0.key.hasPrefix(id.uppercased()) }.flatMap(\.value)
    }

    private static let table: [String: [String]] = [
        "E1001": ["template-section"], "E1005": ["template-section"],
        "E1010": ["reference-type", "missing-reference"], "E1011": ["function-arguments", "reference-type"],
        "E1015": ["function-arguments"], "E1016": ["function-arguments"], "E1017": ["function-arguments"],
        "E1018": ["function-arguments"], "E1019": ["missing-reference", "function-arguments"], "E1020": ["missing-reference"],
        "E1021": ["function-arguments"], "E1022": ["function-arguments"], "E1024": ["function-arguments"],
        "E1028": ["function-arguments", "missing-reference"], "E1029": ["unsubstituted-variable", "missing-substitution"],
        "E1030": ["function-arguments"], "E1031": ["function-arguments"], "E1032": ["function-arguments"],
        "E1027": ["dynamic-reference"], "E1050": ["dynamic-reference"], "E1051": ["dynamic-reference"],
        "E1040": ["reference-type"], "E1041": ["reference-type"],
        "E1103": ["text-format"], "E1150": ["text-format"], "E1151": ["text-format"], "E1152": ["text-format"],
        "E1153": ["text-format"], "E1154": ["text-format"], "E1155": ["text-format"], "E1156": ["text-format"],
        "E1157": ["text-format"], "E1158": ["text-format"], "E1159": ["text-format"], "E1160": ["text-format"],
        "E1161": ["text-format"], "E1162": ["text-format"], "E1164": ["text-format"],
        "E1700": ["rule-declaration"], "E1701": ["rule-declaration"], "E1702": ["rule-declaration"],
        "E2001": ["parameter-declaration"], "E2002": ["parameter-declaration"], "E2003": ["logical-name"],
        "E2010": ["template-limit"], "E2011": ["parameter-declaration"], "E2015": ["parameter-declaration"],
        "E3001": ["resource-attribute"], "E3002": ["unknown-property"], "E3003": ["missing-property"],
        "E3004": ["circular-dependency"], "E3005": ["absent-dependency"], "E3006": ["unknown-type"],
        "E3009": ["metadata-shape"], "E3010": ["template-limit"], "E3011": ["logical-name"], "E3012": ["wrong-type"],
        "E3014": ["property-combination"], "E3015": ["missing-reference"],
        "E3016": ["update-policy"], "E3017": ["property-combination", "missing-property"], "E3018": ["property-combination"],
        "E3019": ["repeated-name"], "E3020": ["property-combination"], "E3021": ["property-combination"],
        "E3022": ["subnet-association"], "E3023": ["text-pattern", "text-format"], "E3025": ["value-not-allowed"],
        "E3026": ["replication-group-failover"], "E3028": ["metadata-shape"], "E3030": ["value-not-allowed"],
        "E3031": ["text-pattern"],
        "E3032": ["list-length"], "E3033": ["text-length"], "E3034": ["number-range"], "E3035": ["lifecycle-policy"],
        "E3013": ["text-format"], "E3027": ["text-format"], "E3041": ["text-format"], "E3503": ["text-format"],
        "E2530": ["property-combination"], "E3063": ["property-combination"], "E3053": ["value-not-allowed"],
        "E3056": ["value-not-allowed"], "E3057": ["value-not-allowed"], "E3061": ["number-range"], "E3504": ["number-range"],
        "E3064": ["repeated-endpoint-name"], "E3066": ["resource-attribute"], "E3697": ["text-length"],
        "E3702": ["list-length", "missing-property"], "E3703": ["value-not-allowed", "text-format"],
        "E3710": ["retired-service"], "E3724": ["template-section"], "E3716": ["text-length"],
        "E3036": ["lifecycle-policy"], "E3037": ["repeated-element"], "E3039": ["key-attributes"],
        "E3040": ["read-only-property"],
        "E3043": ["nested-stack-parameters"], "E3047": ["fargate-task-size"], "E3050": ["role-by-name"],
        "E3055": ["update-policy"], "E3058": ["missing-property", "property-combination"], "E3060": ["overlapping-subnets"],
        "E3510": ["policy-document"], "E3511": ["text-pattern"], "E3512": ["policy-document"], "E3513": ["policy-document"],
        "E3514": ["policy-document"], "E3530": ["policy-document"], "E3601": ["embedded-document"], "E3673": ["instance-image"],
        "E3700": ["pipeline-source-stage"], "E3701": ["pipeline-artifact"], "E4001": ["metadata-shape"],
        "E5001": ["module-restriction"], "E6001": ["output-declaration"], "E6002": ["output-declaration"],
        "E6004": ["logical-name"], "E6010": ["template-limit"], "E6101": ["output-declaration"], "E7001": ["mapping-declaration"],
        "E7002": ["logical-name"], "E7010": ["template-limit"], "E8001": ["condition-declaration"],
        "E8002": ["missing-reference"], "E8003": ["condition-declaration"],
        "W1001": ["absent-dependency"], "W2001": ["unused-parameter"],
        "W2501": ["literal-secret", "missing-no-echo"], "W7001": ["unused-mapping"], "W8001": ["unused-condition"],
    ]
}
