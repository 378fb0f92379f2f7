import Testing
import ViridianRelease

@testable import ViridianRehearsal

@Suite struct WordsTests {
    @Test(arguments: [
        ("python3 -m http.server {port}", ["python3", "-m", "http.server", "{port}"]),
        ("  a   b\tc ", ["a", "b", "c"]),
        ("say 'two words' \"and \\\"more\\\"\"", ["say", "two words", "and \"more\""]),
        ("a'b'\"c\"d", ["abcd"]),
        ("a\\ b '' \"\\n\"", ["a b", "", "\\n"]),
        ("echo $HOME `id` a|b >c *", ["echo", "$HOME", "`id`", "a|b", ">c", "*"]),
    ])
    func `a command is split as a shell's quoting does, and nothing more`(text: String, words: [String]) throws {
        #expect(try ShellWords(text).words == words)
    }

    @Test(arguments: [
        ("", "the command is empty; give a program and its arguments"),
        ("a 'b", "the command has an opening ' without its closing one: a 'b"),
        ("a \"b", "the command has an opening \" without its closing one: a \"b"),
        ("a\\", "the command ends with a backslash that quotes nothing: a\\"),
    ])
    func `a command that can't be split is told why`(text: String, message: String) {
        #expect(Sample.failure { _ = try ShellWords(text) } == message)
    }

    @Test(arguments: [("800ms", 800), ("30s", 30_000), ("1.5m", 90_000), ("2h", 7_200_000), ("7", 7000), ("0", 0)])
    func `lengths of time are read with their units`(text: String, milliseconds: Int64) throws {
        #expect(try Duration(text: text).milliseconds == milliseconds)
    }

    @Test(arguments: ["", "s", "-1s", "1 day", "infs", "nan", "1e99s"])
    func `what is no length of time is refused`(text: String) {
        #expect(Sample.failure { _ = try Duration(text: text) } == "\"\(text)\" is no length of time; write 800ms, 30s, 5m or 2h")
    }

    @Test(arguments: [(0, "0.0 s"), (8, "8 ms"), (812, "0.8 s"), (12_340, "12 s"), (90_000, "90 s"), (300_000, "5 min")])
    func `durations are written as people say them`(milliseconds: Int64, text: String) {
        #expect(Duration.milliseconds(milliseconds).text == text)
    }

    @Test func `faults are read and told to the sample service`() throws {
        #expect(try Fault("errors=0.3").environment == ["FAULT_ERRORS": "0.3"])
        #expect(try Fault("latency=800ms").environment == ["FAULT_LATENCY": "800ms"])
        #expect(try Fault("crash=5s").environment == ["FAULT_CRASH": "5000ms"])
        #expect(try Fault("never-healthy").environment == ["FAULT_NEVER_HEALTHY": "1"])
        #expect(try Fault("ignore-sigterm").environment == ["FAULT_IGNORE_SIGTERM": "1"])
    }
}
