import ViridianCatalog
import ViridianTemplate

extension Refusals {
    /// Other addresses of a distribution: a name in small letters, with an asterisk at most for the whole first part.
    ///
    /// Source: Amazon CloudFront Developer Guide, "Requirements for using alternate domain names".
    func aliases() -> [Flaw] {
        texts(["DistributionConfig", "Aliases", "*"]).compactMap { text, alias in
            guard !subject.patterns.matches(text, Self.domain) || text.contains(".*.") else { return nil }
            return Flaw(.format("domain name"), alias.spot, alias.scenario)
        }
    }

    private static let domain = #"^(?:[a-z0-9\*](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$"#

    /// A behaviour names an origin, or a group of origins, of its own distribution.
    ///
    /// Source: Amazon CloudFront API Reference, "DefaultCacheBehavior", TargetOriginId.
    func originIDs() -> [Flaw] {
        values(["DistributionConfig"]).flatMap { config -> [Flaw] in
            let known = Refusals(validator: validator, properties: config.spot, scenario: config.scenario)
            guard let origins = known.literalNames(in: ["Origins"]), !origins.isEmpty,
                let groups = known.literalNames(in: ["OriginGroups", "Items"])
            else { return [] }
            let targets =
                known.texts(["DefaultCacheBehavior", "TargetOriginId"]) + known.texts(["CacheBehaviors", "*", "TargetOriginId"])
            return targets.filter { !(origins + groups).contains($0.text) }.map { _, target in
                Flaw(.notAllowed((origins + groups).map { .string($0) }), target.spot, target.scenario)
            }
        }
    }

    /// The `Id` of each element of a list; nothing where one isn't known before the stack is deployed.
    private func literalNames(in path: [String]) -> [String]? {
        let lists = values(path)
        let elements = lists.flatMap { subject.places(["*"], below: $0.spot, $0.scenario) }.filter { !$0.isNothing }
        let names = elements.compactMap { $0.spot.node["Id"]?.string }
        return names.count == elements.count && lists.allSatisfy { $0.spot.node.list != nil } ? names : nil
    }

    /// A record is in its zone, and the zone's name ends in a dot.
    ///
    /// Source: AWS CloudFormation Template Reference, "AWS::Route53::RecordSet", HostedZoneName.
    func recordNames() -> [Flaw] {
        objects([], with: ["Name", "HostedZoneName"]).flatMap { record -> [Flaw] in
            guard let name = record.text("Name"), let zone = record.text("HostedZoneName") else { return [] }
            var flaws: [Flaw] = []
            if !zone.hasSuffix(".") {
                flaws.append(record.flaw(.format("name with a dot at its end"), at: "HostedZoneName"))
            }
            if !Self.isInside(name.withoutLastDot, zone.withoutLastDot) {
                flaws.append(record.flaw(.format("name in the zone \(zone.withoutLastDot)"), at: "Name"))
            }
            return flaws
        }
    }

    /// The mail that asks for validation goes to the domain itself or to one above.
    ///
    /// Source: AWS Certificate Manager API Reference, "DomainValidationOption", ValidationDomain.
    func validationDomains() -> [Flaw] {
        objects(["DomainValidationOptions", "*"], with: ["DomainName", "ValidationDomain"]).compactMap { option in
            guard let name = option.text("DomainName"), let domain = option.text("ValidationDomain"),
                !Self.isInside(name, domain)
            else { return nil }
            return option.flaw(.format("name in the domain \(domain)"), at: "DomainName")
        }
    }

    private static func isInside(_ name: String, _ domain: String) -> Bool { name == domain || name.hasSuffix(".\(domain)") }
}

extension String {
    fileprivate var withoutLastDot: String { hasSuffix(".") ? String(dropLast()) : self }
}
