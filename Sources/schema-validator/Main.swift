import CViridianMath
import ViridianLambda

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The function that says whether the version of a service that runs can live with the schema of the one that is to follow.
///
/// A release calls it before the first request goes to the new version. AWS Lambda starts it; on its own it does nothing.
@main struct Main {
    static func main() async {
        // Takes the two functions of CViridianMath into the program, instead of those of the C library.
        guard viridian_math_is_linked() == 1 else { return }
        let environment = ProcessInfo.processInfo.environment
        let runtime: LambdaRuntime
        do {
            runtime = try LambdaRuntime(environment: environment, log: writeLine)
        } catch {
            end("error: \(error.errorMessage)", status: 2)
        }
        do {
            let configuration = try Configuration(
                environment: environment, fileExists: { FileManager.default.fileExists(atPath: $0) })
            let validator = Validator(configuration: configuration, secrets: SecretsManager(configuration), log: writeLine)
            let failure = await runtime.run(
                .json { (event: ValidationEvent, _) in try await validator.answer(event) })
            end("error: \(failure.errorMessage)", status: 1)
        } catch {
            await runtime.fail(FunctionFailure(error))
            end("error: \(error.errorMessage)", status: 1)
        }
    }

    /// One write for a line, so that lines don't mix.
    private static func writeLine(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        // Where nobody reads the log there is nobody to tell so.
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    private static func end(_ line: String, status: Int32) -> Never {
        writeLine(line)
        exit(status)
    }
}

extension SecretsManager {
    /// As the function's environment says, with the clock of this machine.
    init(_ configuration: Configuration) {
        self.init(
            credentials: configuration.credentials, region: configuration.region, endpoint: configuration.secretsEndpoint,
            now: { Int(Date().timeIntervalSince1970) }, pause: { try? await Task.sleep(for: $0) })
    }
}
