import ViridianTemplate

/// A rule of a security group that lets the whole world in, on other ports than a web server's.
struct Opening {
    let place: Place
    /// The ports; none for all of them.
    let ports: ClosedRange<Int>?
    /// Whether it is of a load balancer, where nothing answers on it.
    var isUnanswered = false

    /// Ports of administration and of databases, and ranges wide enough to contain some.
    var isSensitive: Bool {
        if isUnanswered { return false }
        guard let ports, ports.count <= 1000 else { return true }
        let known = [22, 23, 445, 1433, 1521, 2375, 2376, 3306, 3389, 5432, 5439, 5900, 6379, 9200, 11211, 27017]
        return known.contains(where: ports.contains)
    }

    /// `port 22 is`, `ports 1 to 9 are`.
    var description: String {
        guard let ports else { return "every port is" }
        return ports.count == 1 ? "port \(ports.lowerBound) is" : "ports \(ports.lowerBound) to \(ports.upperBound) are"
    }
}

extension Subject {
    /// The openings of all security groups; of those of load balancers the ports on which none of their listeners answers.
    var openings: [Opening] {
        let balancers = names(in: resourceList.filter { $0.type.hasSuffix("::LoadBalancer") })
        let listening = Set(
            resources(ofType: "AWS::ElasticLoadBalancingV2::Listener").compactMap { number("Port", in: $0.properties) })
        let inline = resources(ofType: "AWS::EC2::SecurityGroup").filter { !balancers.contains($0.spot.key) }
            .flatMap { items("SecurityGroupIngress", in: $0.properties).map { ($0.spot, $0.spot.place) } }
        let own = resources(ofType: "AWS::EC2::SecurityGroupIngress").compactMap { _, properties -> (Spot, Place)? in
            guard let properties, names(in: properties).isDisjoint(with: balancers) else { return nil }
            return (properties, (properties["CidrIp"] ?? properties["CidrIpv6"] ?? properties).keyPlace)
        }
        return (inline + own).compactMap { opening($0, at: $1, listening) } + unanswered(balancers, listening)
    }

    /// Single ports of the load balancers' groups that no listener has, where all listeners are here.
    private func unanswered(_ balancers: Set<String>, _ listening: Set<Int>) -> [Opening] {
        let listeners = resources(ofType: "AWS::ElasticLoadBalancingV2::Listener")
        let isWhole =
            !hasNestedStacks && !hasGeneratedNames && listeners.allSatisfy { number("Port", in: $0.properties) != nil }
        guard isWhole, !listening.isEmpty else { return [] }
        return resources(ofType: "AWS::EC2::SecurityGroup").filter { balancers.contains($0.spot.key) }
            // A group that others have as well may be open for them.
            .filter { group, _ in users(of: group.key).allSatisfy(Self.isAboutBalancers) }
            .flatMap { items("SecurityGroupIngress", in: $0.properties) }
            .compactMap { opening($0.spot, at: $0.spot.place, listening) }
            .filter { $0.ports?.count == 1 }
            .map { Opening(place: $0.place, ports: $0.ports, isUnanswered: true) }
    }

    private static func isAboutBalancers(_ user: Resource) -> Bool {
        user.type.hasSuffix("::LoadBalancer") || user.type.hasPrefix("AWS::EC2::SecurityGroup")
    }

    private func opening(_ rule: Spot, at place: Place, _ listening: Set<Int>) -> Opening? {
        guard text("CidrIp", in: rule) == "0.0.0.0/0" || text("CidrIpv6", in: rule) == "::/0",
            let name = text("IpProtocol", in: rule)?.lowercased(), ["tcp", "6", "-1"].contains(name)
        else { return nil }
        if name == "-1" { return Opening(place: place, ports: nil) }
        guard let from = number("FromPort", in: rule), let to = number("ToPort", in: rule), from <= to else { return nil }
        if from == to, [80, 443].contains(from) || listening.contains(from) { return nil }
        return Opening(place: place, ports: from...to)
    }
}
