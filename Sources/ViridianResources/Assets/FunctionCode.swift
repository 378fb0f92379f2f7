/// The code of functions of ours: zips that `viridian assets` wrote, or none where templates are only to be read.
///
/// A stack asks for the code of a function by its name, and whoever synthesises says what there is:
///
/// ```swift
/// let code = stack.code(ofFunction: "schema-validator")
/// stack.add("Validator", Lambda.Function(code: code, handler: "bootstrap", role: role.arn, runtime: .providedAL2023))
/// ```
public struct FunctionCode: Hashable, Sendable {
    private var archives: [String: [UInt8]]
    private var isNeeded: Bool

    /// Zips by the names of the functions.
    public init(_ archives: [String: [UInt8]]) {
        self.archives = archives
        isNeeded = true
    }

    /// Nothing was built: a stack that needs a function's code is wrong, and says how to build it.
    public static let unbuilt = FunctionCode([:])

    /// Templates for review alone: what would be the code's key in the bucket is the function's name, and no asset is written.
    public static let leftOut: FunctionCode = {
        var code = FunctionCode.unbuilt
        code.isNeeded = false
        return code
    }()

    /// What a stack does about the code of a function.
    enum Answer: Hashable {
        /// The code, named after its content.
        case asset(Asset)
        /// A key under which nothing will lie.
        case keyAlone(String)
        /// Nobody built it.
        case missing
    }

    func answer(for name: String) -> Answer {
        guard isNeeded else { return .keyAlone("viridian/\(name).zip") }
        guard let zip = archives[name] else { return .missing }
        return .asset(Asset(zip: zip))
    }
}

extension Stack {
    /// The code of a function of ours, such as `schema-validator`, as an asset of this stack.
    ///
    /// Without the code, the stack has a problem whose advice is the command that builds it.
    public mutating func code(
        ofFunction name: String, file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> Lambda.Function.Code {
        switch functionCode.answer(for: name) {
        case .asset(let asset):
            add(asset)
            return .asset(asset)
        case .keyAlone(let key):
            return Lambda.Function.Code(s3Bucket: Self.assetBucket, s3Key: Input(key))
        case .missing:
            if !scope.isMuted {
                problems.append(
                    StackProblem(
                        .missingFunctionCode, at: scope.place ?? Place(file: file, line: line, column: column),
                        "the code of the function \"\(name)\" isn't built",
                        advice: "Run `viridian assets`, or synthesise with --without-assets what is for review alone."))
            }
            return Lambda.Function.Code(s3Bucket: Self.assetBucket, s3Key: Input("viridian/\(name).zip"))
        }
    }
}
