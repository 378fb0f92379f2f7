import ViridianTemplate

extension Rule {
    /// A function that can't find itself.
    static let inlineHandler = Rule(
        "inline-handler", .critical, .deployment, .practice,
        title: "Function with inline code whose handler isn't in the file index, or isn't defined",
        rationale:
            "CloudFormation writes inline code to a file named index. Any other module in Handler, or a function that the code "
            + "doesn't define, fails at the first call: \"Unable to import module\".",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html",
        failing: [
            """
            Resources:
              Wrong:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: python3.13
                  Handler: ↓app.handler
                  Code: {ZipFile: "def handler(event, context): return 1"}
              Missing:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: python3.13
                  Handler: ↓index.lambda_handler
                  Code: {ZipFile: "def handler(event, context): return 1"}
              Half:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: python3.13
                  Handler: ↓index.handler
                  Code: {ZipFile: "def lambda_handler(event, context): return 1"}
            """
        ],
        passing: [
            """
            Resources:
              Right:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: python3.13
                  Handler: index.handler
                  Code: {ZipFile: "def handler(event, context): return 1"}
              Node:
                Type: AWS::Lambda::Function
                Properties:
                  Runtime: nodejs22.x
                  Handler: index.handler
                  Code: {ZipFile: "exports.handler = async () => 1"}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::Lambda::Function").compactMap { _, properties in
            guard let code = subject.values("Code.ZipFile", in: properties).first,
                let handler = subject.text("Handler", in: properties),
                let place = properties?["Handler"]?.place
            else { return nil }
            let parts = handler.split(separator: ".", maxSplits: 1)
            guard parts.first == "index", let name = parts.last, parts.count == 2 else {
                return Problem(
                    "inline code is the file index, and the handler is \(handler)", at: place, fix: "Write index.FUNCTION.")
            }
            let text = subject.knownText(of: code.spot.node)
            let isWhole = !text.contains(Subject.unknownText) && text.contains("\n") || text.contains("def ")
            guard isWhole, !hasWord(String(name), in: text) else { return nil }
            return Problem("the inline code defines no \(name)", at: place, fix: "Name the function that the code defines.")
        }
    }

    /// Whether a name stands in a text as a word of its own: `handler` isn't in `lambda_handler`.
    private static func hasWord(_ name: String, in text: String) -> Bool {
        func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
        return text.ranges(of: name).contains { range in
            let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
            return before.map(isPart) != true && after.map(isPart) != true
        }
    }
}
