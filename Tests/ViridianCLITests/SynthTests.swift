import Foundation
import Testing

/// `viridian synth` of the reference systems, as users call it.
@Suite struct SynthTests {
    private func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    @Test func `a system is written into a folder, and its environment's successor leaves nothing of it`() throws {
        let folder = try TemporaryFolder()
        let out = folder.url.appending(path: "out")
        let words = ["synth", "optimised-service", "--output", out.path]
        let first = try Program.viridian.run(words + ["--environment", "dev"])
        #expect(first.exitCode == 0, "\(first.errors)")
        #expect(names(in: out) == ["OptimisedService.yaml", "manifest.json", "parameters.dev.json"])
        #expect(first.output.split(separator: "\n").count == 3)
        let second = try Program.viridian.run(
            words + ["--environment", "prod", "--stage", "production", "--format", "json", "--parameter", "Tasks=4"])
        #expect(second.exitCode == 0, "\(second.errors)")
        #expect(names(in: out) == ["OptimisedService.json", "manifest.json", "parameters.prod.json"])
        let parameters = try String(contentsOf: out.appending(path: "parameters.prod.json"), encoding: .utf8)
        #expect(parameters.contains("\"ParameterKey\": \"Tasks\",\n    \"ParameterValue\": \"4\""))
    }

    @Test func `without a folder the one template is printed, in the system's format`() throws {
        let result = try Program.viridian.run(["synth", "fintech-blue-green"])
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\""))
    }

    @Test func `all systems are listed`() throws {
        let result = try Program.viridian.run(["systems"])
        for name in ["fintech-blue-green", "delivery-pipeline", "optimised-service"] { #expect(result.output.contains(name)) }
    }

    @Test(arguments: [
        (["optimised-servise"], "did you mean \"optimised-service\"?"),
        (["optimised-service", "--stage", "prod"], "there is no stage \"prod\"; did you mean \"production\"?"),
        (["optimised-service", "--environment", "My_Env"], "\"My_Env\" is no name for an environment. "),
        (["optimised-service", "--stack", "Optimised"], "there is no stack \"Optimised\""),
        (["optimised-service", "--output", "out", "--parameter", "Tasks=many"], "which is no number"),
        (["optimised-service", "--output", "out", "--region", "Oregon"], "\"Oregon\" is no name of a region"),
        (["optimised-service", "--format", "toml"], "there is no format \"toml\" for templates"),
    ])
    func `what can't be is said, with a way out`(arguments: [String], message: String) throws {
        let result = try Program.viridian.run(["synth"] + arguments)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.exitCode == 2)
    }
}
