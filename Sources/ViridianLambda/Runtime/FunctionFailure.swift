/// An error whose words may be read by whoever calls the function, and stand in its log.
///
/// Only errors of this kind are told in words: of any other error nothing but its type is, because nobody knows what its
/// description holds, and a password would be in the log for good.
public protocol ReportableError: Error {
    /// What callers tell errors apart by, such as `SchemaIncompatible`.
    var errorType: String { get }
    /// What happened, and the way out. Nothing secret.
    var errorMessage: String { get }
}

/// What Lambda is told of a call that failed.
public struct FunctionFailure: ReportableError, Hashable, Codable {
    /// What callers tell errors apart by.
    public var errorType: String
    /// What happened.
    public var errorMessage: String

    /// A failure.
    public init(errorType: String, errorMessage: String) {
        self.errorType = errorType
        self.errorMessage = errorMessage
    }

    /// What may be told of an error.
    public init(_ error: any Error) {
        if let error = error as? any ReportableError {
            self.init(errorType: error.errorType, errorMessage: error.errorMessage)
        } else {
            let type = "\(Swift.type(of: error))"
            self.init(errorType: type, errorMessage: "The function failed with an error of the type \(type).")
        }
    }

    /// As Lambda wants it.
    ///
    /// Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes", "Invocation error".
    var json: [UInt8] {
        let text = """
            {"errorMessage":\(JSONText.quoted(errorMessage)),"errorType":\(JSONText.quoted(errorType)),"stackTrace":[]}
            """
        return Array(text.utf8)
    }
}
