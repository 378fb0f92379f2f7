import ViridianTemplate

/// A record of Route 53 that shares its name with others by weights.
struct WeightedRecord {
    let spot: Spot

    /// Whether Route 53 chooses between this record and another.
    func isSameName(as other: WeightedRecord) -> Bool {
        ["Name", "Type"].allSatisfy { spot[$0]?.node == other.spot[$0]?.node }
    }
}

extension Subject {
    /// The weighted records of the template, also those in groups.
    var weightedRecords: [WeightedRecord] {
        let single = resources(ofType: "AWS::Route53::RecordSet").compactMap(\.properties)
        let grouped = resources(ofType: "AWS::Route53::RecordSetGroup").flatMap { items("RecordSets", in: $0.properties) }
        return (single + grouped.map(\.spot)).filter {
            $0["Weight"] != nil && $0["SetIdentifier"] != nil && $0["Name"] != nil
        }.map { WeightedRecord(spot: $0) }
    }
}
