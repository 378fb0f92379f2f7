public import ViridianTemplate

extension Finding {
    /// A template that can't be read, among others that can.
    public init(_ error: TemplateError) {
        let place = error.position.map { SourceRange(file: error.file, start: $0, end: $0) }
        let start = SourcePosition(line: 1, column: 1)
        self.init(
            rule: "unreadable-template", severity: .critical, category: .deployment, origin: .aws, message: error.problem,
            source: place ?? SourceRange(file: error.file, start: start, end: start), path: "",
            why: "CloudFormation refuses what it can't read before it creates anything.", fix: error.advice,
            page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html")
    }
}
