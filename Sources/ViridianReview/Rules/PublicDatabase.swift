import ViridianTemplate

extension Rule {
    /// A database with an address of its own.
    static let publicDatabase = Rule(
        "public-database", .high, .security, .practice,
        title: "Database that is publicly accessible",
        rationale:
            "It gets a public address, and then only a security group stands between the data and everybody who "
            + "scans the network.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingwithRDSInstanceinaVPC.html",
        failing: [
            """
            Resources:
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-mysql, ↓PubliclyAccessible: true}
            """
        ],
        passing: [
            """
            Resources:
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-mysql, PubliclyAccessible: false}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::RDS::DBInstance", "AWS::RDS::DBCluster").compactMap { spot, properties in
            guard subject.text("PubliclyAccessible", in: properties) == "true", let place = properties?["PubliclyAccessible"]
            else { return nil }
            return place.problem("\"\(spot.key)\" has a public address", fix: "Set PubliclyAccessible: false.")
        }
    }
}
