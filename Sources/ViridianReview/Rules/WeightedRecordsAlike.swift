import ViridianTemplate

extension Rule {
    /// A choice between one and the same.
    static let weightedRecordsAlike = Rule(
        "weighted-records-alike", .high, .deployment, .practice,
        title: "Weighted records that all lead to the same place",
        rationale:
            "Weights of Route 53 choose between addresses. Where both colours' records alias one load balancer, every request "
            + "goes there whatever the weights are, and a release by weights moves nothing.",
        page: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-weighted.html",
        failing: [
            """
            Resources:
              Blue:
                Type: AWS::Route53::RecordSet
                Properties:
                  HostedZoneId: Z1
                  Name: shop.example.com
                  Type: A
                  SetIdentifier: blue
                  Weight: 100
                  AliasTarget: {DNSName: !GetAtt Balancer.DNSName, HostedZoneId: !GetAtt Balancer.CanonicalHostedZoneID}
              Green:
                Type: AWS::Route53::RecordSet
                Properties:
                  HostedZoneId: Z1
                  Name: shop.example.com
                  Type: A
                  SetIdentifier: green
                  Weight: 0
                  ↓AliasTarget: {DNSName: !GetAtt Balancer.DNSName, HostedZoneId: !GetAtt Balancer.CanonicalHostedZoneID}
            """
        ],
        passing: [
            """
            Resources:
              Blue:
                Type: AWS::Route53::RecordSet
                Properties:
                  HostedZoneId: Z1
                  Name: shop.example.com
                  Type: A
                  SetIdentifier: blue
                  Weight: 100
                  AliasTarget: {DNSName: !GetAtt BlueBalancer.DNSName, HostedZoneId: Z35SXDOTRQ7X7K}
              Green:
                Type: AWS::Route53::RecordSet
                Properties:
                  HostedZoneId: Z1
                  Name: shop.example.com
                  Type: A
                  SetIdentifier: green
                  Weight: 0
                  AliasTarget: {DNSName: !GetAtt GreenBalancer.DNSName, HostedZoneId: Z35SXDOTRQ7X7K}
              Six:
                Type: AWS::Route53::RecordSet
                Properties:
                  HostedZoneId: Z1
                  Name: shop.example.com
                  Type: AAAA
                  SetIdentifier: blue
                  Weight: 100
                  AliasTarget: {DNSName: !GetAtt BlueBalancer.DNSName, HostedZoneId: Z35SXDOTRQ7X7K}
            """
        ]
    ) { subject in
        let weighted = subject.weightedRecords
        return weighted.enumerated().compactMap { index, record in
            let others = weighted.indices.filter { weighted[$0].isSameName(as: record) }
            guard let first = others.first, first < index, let target = target(of: record.spot),
                others.allSatisfy({ Self.target(of: weighted[$0].spot)?.node == target.node })
            else { return nil }
            return target.problem(
                "this leads where the other weighted records of the name lead",
                fix: "Give each colour a load balancer of its own, or move traffic by the weights of a listener.")
        }
    }

    private static func target(of record: Spot) -> Spot? {
        record["AliasTarget"].flatMap { $0["DNSName"] == nil ? nil : $0 } ?? record["ResourceRecords"]
    }
}
