import Foundation
import LocalServers
import Synchronization

/// The function as Lambda runs it: its own process, with Lambda's API and Secrets Manager on this machine.
///
/// The program is the one that was built with the tests, or the one that `VIRIDIAN_FUNCTION` names.
final class FunctionUnderTest: Sendable {
    private let server: PostgreSQLServer
    private let secrets: LocalHTTPServer
    private let written = Mutex("")

    /// What ECS says when green has started.
    static let hook = """
        {"executionId":"8b095b05","lifecycleStage":"POST_SCALE_UP",\
        "resourceArn":"arn:aws:ecs:us-east-1:123456789012:service-deployment/c/s/d",\
        "executionDetails":{"serviceArn":"arn:aws:ecs:us-east-1:123456789012:service/c/s","testTrafficWeights":{},\
        "productionTrafficWeights":{}}}
        """

    static let arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:database-a1b2c3"

    init(server: PostgreSQLServer) async throws {
        self.server = server
        let port = server.port
        secrets = try await LocalHTTPServer.serve { request in
            let credential = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"
            guard request.headers["authorization"]?.hasPrefix(credential) == true,
                request.headers["authorization"]?.contains("/us-east-1/secretsmanager/aws4_request") == true,
                request.headers["x-amz-security-token"] == "hush-token",
                request.headers["x-amz-target"] == "secretsmanager.GetSecretValue",
                request.headers["content-type"] == "application/x-amz-json-1.1", request.body == #"{"SecretId":"\#(Self.arn)"}"#
            else { return .init(status: 400, body: #"{"__type":"AccessDeniedException","Message":"no"}"#) }
            let secret = [
                #"{\"username\":\"owner\",\"password\":\"owner password\""#, #"\"host\":\"localhost\",\"port\":\#(port)"#,
                #"\"dbname\":\"blue\",\"engine\":\"postgres\"}"#,
            ].joined(separator: ",")
            return .init(status: 200, body: #"{"ARN":"\#(Self.arn)","SecretString":"\#(secret)"}"#)
        }
    }

    var everythingWritten: String { written.withLock { $0 } }

    func close() async { await secrets.close() }

    /// What the function says to each event. Its process ends after the last one, because the environment is lost then.
    func answers(to events: String...) async throws -> [String] {
        let api = try await LocalRuntimeAPI.serve(events)
        let process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.environment = [
            "AWS_LAMBDA_RUNTIME_API": api.address, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "hush-secret", "AWS_SESSION_TOKEN": "hush-token", "BLUE_SECRET_ARN": Self.arn,
            "GREEN_SECRET_ARN": Self.arn, "GREEN_DATABASE": "green", "DATABASE_CERTIFICATES": server.certificates,
            "AWS_ENDPOINT_URL_SECRETS_MANAGER": "http://127.0.0.1:\(secrets.port)",
        ]
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let text = await Task.detached { output.fileHandleForReading.readDataToEndOfFile() }.value
        process.waitUntilExit()
        let told = api.everythingTold
        await api.close()
        written.withLock { $0 += String(decoding: text, as: UTF8.self) + told.map(\.body).joined() }
        return told.map(\.body)
    }

    /// Beside the tests, where SwiftPM puts all that it builds.
    static let program: String = {
        if let program = ProcessInfo.processInfo.environment["VIRIDIAN_FUNCTION"] { return program }
        let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return tests.appending(path: "schema-validator").path()
    }()
}
