import ViridianTemplate

extension Rule {
    /// A database for production where nobody buys anything.
    static let instanceClassForStage = Rule(
        "instance-class-for-stage", .medium, .cost, .practice,
        title: "Large database instances where the stage isn't production",
        rationale:
            "Classes for production cost several times as much as burstable ones, by the hour and for each instance. Outside "
            + "production a burstable class does.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.html",
        failing: [
            """
            Parameters:
              Environment: {Type: String, Default: dev}
            Resources:
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-mysql, DBClusterIdentifier: a, DBInstanceClass: ↓db.r5.large}
            """
        ],
        passing: [
            """
            Parameters:
              Environment: {Type: String, Default: dev}
            Conditions:
              Live: !Equals [!Ref Environment, prod]
            Resources:
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {DBInstanceClass: !If [Live, db.r5.large, db.t3.medium]}
              Small:
                Type: AWS::RDS::DBInstance
                Properties: {DBInstanceClass: db.t4g.medium}
            """
        ]
    ) { subject in
        guard let stage = subject.stageBelowProduction else { return [] }
        return subject.resources(ofType: "AWS::RDS::DBInstance").compactMap { spot, properties in
            guard let size = subject.text("DBInstanceClass", in: properties), !size.hasPrefix("db.t"), size != "db.serverless",
                subject.resources[spot.key]?.condition == nil, let place = properties?["DBInstanceClass"]?.place
            else { return nil }
            let price = Price.aurora(size).map { " (\($0.monthly) a month; \($0.source))" } ?? ""
            return Problem(
                "\(size) is for production\(price), and \(stage.words)", at: place,
                fix: "Take the class from a parameter, db.t4g.medium by default.")
        }
    }
}
