extension Rule {
    /// What a finding costs in deployments, security and money.
    var impact: Impact { Impact.of[slug] ?? Impact(severity, category, origin) }
}

/// What a finding costs, in the three things that people pay with. Where nothing is said, nothing is known to be lost.
struct Impact: Hashable, CustomStringConvertible {
    var deployment: String?
    var security: String?
    var money: String?

    init(deployment: String? = nil, security: String? = nil, money: String? = nil) {
        self.deployment = deployment
        self.security = security
        self.money = money
    }

    /// What can be said of all findings of a kind.
    init(_ severity: Severity, _ category: Category, _ origin: Origin) {
        if origin == .aws {
            deployment = "AWS refuses it: nothing is deployed, or the stack rolls back, until it is put right."
        }
        switch category {
        case .deployment where origin == .practice:
            deployment =
                severity >= .high ? "A deployment fails or hangs because of it." : "Deployments take longer or fail later."
        case .security: security = "Somebody may do or read more than they should."
        case .cost: money = "It is paid for every month, and nobody needs it."
        case .reliability: deployment = deployment ?? "An outage lasts longer, or a release isn't taken back."
        case .operations: deployment = deployment ?? "Whoever runs this learns of a fault later, or looks in the wrong place."
        case .deployment: break
        }
    }

    /// The rows that have something to say.
    var rows: [(name: String, text: String)] {
        [("Deployment", deployment), ("Security", security), ("Money", money)].compactMap { name, text in text.map { (name, $0) }
        }
    }

    var description: String { rows.map { "\($0.name): \($0.text)" }.joined(separator: "\n") }
}
