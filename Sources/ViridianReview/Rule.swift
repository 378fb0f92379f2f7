/// A rule is one value in one file: what it looks for, why, and templates that show it.
///
/// To add one, copy `MutableImageTag.swift`, write its examples, and add it to ``Rule/all``. The examples are its tests and its
/// page in the documentation.
public struct Rule: Sendable {
    /// The rule's name in reports and on the command line; its file is called alike.
    public let slug: String
    /// How bad its findings are.
    public let severity: Severity
    /// What they concern.
    public let category: Category
    /// Whether AWS would refuse what it finds.
    public let origin: Origin
    /// One line for lists of rules.
    public let title: String
    /// Why it matters.
    public let rationale: String
    /// The AWS page that says so.
    public let page: String
    /// Templates with mistakes; a `↓` stands immediately before each place where the rule must fire.
    public let failing: [String]
    /// Templates without.
    public let passing: [String]
    /// The source file in which the rule is written.
    let file: String
    let check: @Sendable (Subject) -> [Problem]

    init(
        _ slug: String, _ severity: Severity, _ category: Category, _ origin: Origin, title: String, rationale: String,
        page: String,
        failing: [String], passing: [String], file: String = #fileID, check: @escaping @Sendable (Subject) -> [Problem]
    ) {
        self.slug = slug
        self.severity = severity
        self.category = category
        self.origin = origin
        self.title = title
        self.rationale = rationale
        self.page = page
        self.failing = failing
        self.passing = passing
        self.file = file
        self.check = check
    }
}

extension Rule {
    /// Every rule, what AWS refuses first.
    public static let all: [Rule] =
        [
            missingReference, unknownType, unknownProperty, missingProperty, wrongType, valueNotAllowed, textPattern, textFormat,
            textLength, numberRange, listLength, repeatedElement, propertyCombination, readOnlyProperty, referenceType,
            policyDocument, embeddedDocument,
            updatePolicy, lifecyclePolicy, functionArguments, circularDependency, templateSection, resourceAttribute, logicalName,
            templateLimit, parameterDeclaration, conditionDeclaration, mappingDeclaration, outputDeclaration, repeatedName,
            absentDependency, nestedStackParameters, nestedStackOutputs, subnetAssociation, overlappingSubnets, keyAttributes,
            pipelineSourceStage,
            roleByName,
            instanceImage,
            replicationGroupFailover, moduleRestriction, missingSubstitution, metadataShape, ruleDeclaration,
            pipelineArtifact,
            retiredService, repeatedEndpointName, dynamicReference,
            fargateTaskSize,
            wildcardAction, mutableImageTag, logGroupRetention, unsubstitutedVariable, unusedParameter, unusedMapping,
            unusedCondition,
        ] + aboutAcceptances + experience
}
