import ViridianTemplate

extension Rule {
    /// Nothing for nobody, which is half for each.
    static let zeroWeightRecords = Rule(
        "zero-weight-records", .high, .deployment, .practice,
        title: "Weighted records of one name that all have weight zero",
        rationale:
            "Where all records of a name have weight 0, Route 53 chooses each of them as often as the others. Half of the users "
            + "meet the colour that nobody released.",
        page: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html",
        failing: [
            """
            Parameters:
              BlueWeight: {Type: Number, Default: 0}
            Resources:
              Blue:
                Type: AWS::Route53::RecordSet
                Properties:
                  HostedZoneId: Z1
                  Name: shop.example.com
                  Type: CNAME
                  SetIdentifier: blue
                  ↓Weight: !Ref BlueWeight
                  ResourceRecords: [blue.example.com]
              Green:
                Type: AWS::Route53::RecordSet
                Properties:
                  HostedZoneId: Z1
                  Name: shop.example.com
                  Type: CNAME
                  SetIdentifier: green
                  Weight: 0
                  ResourceRecords: [green.example.com]
            """
        ],
        passing: [
            """
            Parameters:
              Weight: {Type: Number}
              Colour: {Type: String, AllowedValues: [blue, green]}
            Conditions:
              Blue: !Equals [!Ref Colour, blue]
            Resources:
              Blue:
                Type: AWS::Route53::RecordSet
                Properties: {HostedZoneId: Z1, Name: a.example.com, Type: A, SetIdentifier: blue, Weight: 1}
              Green:
                Type: AWS::Route53::RecordSet
                Properties: {HostedZoneId: Z1, Name: a.example.com, Type: A, SetIdentifier: green, Weight: 0}
              Given:
                Type: AWS::Route53::RecordSetGroup
                Properties:
                  HostedZoneId: Z1
                  RecordSets:
                    - {Name: b.example.com, Type: A, SetIdentifier: blue, Weight: !Ref Weight}
                    - {Name: b.example.com, Type: A, SetIdentifier: green, Weight: 0}
              Alone:
                Type: AWS::Route53::RecordSet
                Properties: {HostedZoneId: Z1, Name: c.example.com, Type: A, SetIdentifier: green, Weight: 0}
              Chosen:
                Type: AWS::Route53::RecordSetGroup
                Properties:
                  HostedZoneId: Z1
                  RecordSets:
                    - {Name: d.example.com, Type: A, SetIdentifier: blue, Weight: !If [Blue, 1, 0]}
                    - {Name: d.example.com, Type: A, SetIdentifier: green, Weight: !If [Blue, 0, 1]}
            """
        ]
    ) { subject in
        let weighted = subject.weightedRecords
        return weighted.enumerated().compactMap { index, record in
            let alike = weighted.indices.filter { weighted[$0].isSameName(as: record) }
            guard alike.count > 1, alike.first == index,
                alike.allSatisfy({ subject.text("Weight", in: weighted[$0].spot) == "0" })
            else { return nil }
            return record.spot["Weight"]?.problem(
                "all \(alike.count) records of the name have weight 0, so that each gets as much as the others",
                fix: "Give the colour that serves a weight of more than 0.")
        }
    }
}
