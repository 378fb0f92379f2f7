import ViridianTemplate

extension Rule {
    /// Aurora MySQL under the name that DMS doesn't know.
    static let dmsEngineName = Rule(
        "dms-engine-name", .critical, .deployment, .aws,
        title: "DMS endpoint with the engine name aurora-mysql",
        rationale: "RDS says aurora-mysql, DMS says aurora. The endpoint is refused under the other name.",
        page: "https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateEndpoint.html",
        failing: [
            """
            Resources:
              Source:
                Type: AWS::DMS::Endpoint
                Properties: {EndpointType: source, EngineName: ↓aurora-mysql}
            """
        ],
        passing: [
            """
            Resources:
              Source:
                Type: AWS::DMS::Endpoint
                Properties: {EndpointType: source, EngineName: aurora}
              Target:
                Type: AWS::DMS::Endpoint
                Properties: {EndpointType: target, EngineName: aurora-postgresql}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::DMS::Endpoint").compactMap { _, properties in
            guard subject.text("EngineName", in: properties) == "aurora-mysql" else { return nil }
            return properties?["EngineName"].map {
                Problem("DMS knows no engine aurora-mysql", at: $0.place, fix: "Write aurora.")
            }
        }
    }
}
