/// Why a sample service can't run.
public struct SampleServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, where, and the way out.
    public let description: String

    static func missing(_ name: String, example: String) -> Self {
        Self(description: "\(name) is not set; the service takes its port from it: set it, for example \(name)=\(example)")
    }

    static func bad(_ name: String, _ value: String, wanted: String) -> Self {
        Self(description: "\(name) is '\(value)', which is not \(wanted); correct or unset it")
    }

    static func cannotListen(host: String, port: Int, because error: any Error) -> Self {
        Self(description: "cannot listen on \(host):\(port): \(error); choose another PORT")
    }
}
