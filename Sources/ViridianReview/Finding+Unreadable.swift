public import ViridianTemplate

extension Finding {
    /// What is to be said of a template that can't be read, among others that can: one finding for each place.
    public static func findings(of error: TemplateError) -> [Finding] {
        let places = error.related.map(Optional.some) + [error.position]
        return places.sorted { ($0?.line ?? 0) < ($1?.line ?? 0) }.map { place in
            let place = place ?? SourcePosition(line: 1, column: 1)
            return Finding(
                rule: "unreadable-template", severity: .critical, category: .deployment, origin: .aws, message: error.problem,
                source: SourceRange(file: error.file, start: place, end: place), path: "",
                why: "CloudFormation refuses what it can't read before it creates anything.", fix: error.advice,
                page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html")
        }
    }
}
