import ViridianTemplate

extension Rule {
    /// A language that is no longer mended.
    static let retiredRuntime = Rule(
        "retired-runtime", .medium, .operations, .practice,
        title: "Function with a runtime at the end of its life",
        rationale:
            "AWS no longer mends such a runtime, and later refuses to make and then to change functions with it: "
            + "on that day the stack can't be deployed.",
        page: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
        failing: [
            """
            Resources:
              Code:
                Type: AWS::Lambda::Function
                Properties: {Runtime: ↓nodejs16.x, Handler: index.handler, Role: arn, Code: {S3Bucket: a, S3Key: b}}
            """
        ],
        passing: [
            """
            Resources:
              Code:
                Type: AWS::Lambda::Function
                Properties: {Runtime: nodejs24.x, Handler: index.handler, Role: arn, Code: {S3Bucket: a, S3Key: b}}
              Own:
                Type: AWS::Lambda::Function
                Properties: {Runtime: provided.al2023, Handler: bootstrap, Role: arn, Code: {S3Bucket: a, S3Key: b}}
            """
        ]
    ) { subject in
        let places = [("AWS::Lambda::Function", "Runtime"), ("AWS::Serverless::Function", "Runtime")]
        return places.flatMap { type, key in
            subject.resources(ofType: type).compactMap { _, properties -> Problem? in
                guard let name = subject.text(key, in: properties), let end = ends[name], let place = properties?[key]?.place
                else { return nil }
                return Problem(
                    "\(name) has been at its end since \(end)", at: place, fix: "Take \(successor(of: name)).")
            }
        }
    }

    private static func successor(of runtime: String) -> String {
        let families = [
            ("nodejs", "nodejs24.x"), ("python", "python3.14"), ("java", "java25"), ("dotnet", "dotnet10"), ("ruby", "ruby4.0"),
        ]
        return families.first { runtime.hasPrefix($0.0) }?.1 ?? "provided.al2023"
    }

    /// The runtimes whose deprecation date had passed in November 2026, with the date.
    ///
    /// Source: AWS Lambda Developer Guide, "Runtime deprecation policy".
    private static let ends: [String: String] = [
        "dotnet6": "2024-12-20", "dotnet8": "2026-11-10", "dotnet9": "2026-11-10", "dotnetcore1.0": "2019-06-27",
        "dotnetcore2.0": "2019-05-30", "dotnetcore2.1": "2022-01-05", "dotnetcore3.1": "2023-04-03", "go1.x": "2024-01-08",
        "java8": "2024-01-08", "nodejs": "2016-08-30", "nodejs4.3": "2020-03-05", "nodejs6.10": "2019-08-12",
        "nodejs8.10": "2020-03-06", "nodejs10.x": "2021-07-30", "nodejs12.x": "2023-03-31", "nodejs14.x": "2023-12-04",
        "nodejs16.x": "2024-06-12", "nodejs18.x": "2025-09-01", "nodejs20.x": "2026-04-30", "provided": "2024-01-08",
        "provided.al2": "2026-07-31", "python2.7": "2021-07-15", "python3.6": "2022-07-18", "python3.7": "2023-12-04",
        "python3.8": "2024-10-14", "python3.9": "2025-12-15", "python3.10": "2026-10-31", "ruby2.5": "2021-07-30",
        "ruby2.7": "2023-12-07", "ruby3.2": "2026-03-31",
    ]
}
