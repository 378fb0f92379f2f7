import Testing
import Viridian
import ViridianReview
import ViridianTemplate

/// What a stack in Swift accepts, and gives its reasons for.
@Suite struct AcceptTests {
    @Test func `what a stack accepts stands in the metadata, and the review keeps to it`() throws {
        let template = try Sample { stack in
            let logs = stack.add("Logs", Logs.LogGroup())
            stack.accept(.logGroupRetention, on: logs, because: "the auditors want all of it", until: "2027-01-31")
        }.template(for: .development)

        #expect(
            template.resource("Logs")?.metadata["Viridian"]
                == [
                    "Accept": [
                        [
                            "Rule": "log-group-retention", "Reason": "the auditors want all of it", "Until": "2027-01-31",
                        ]
                    ]
                ])
        let before = Review().judge(template, today: try #require(Day("2027-01-31")))
        let after = Review().judge(template, today: try #require(Day("2027-02-01")))
        #expect(before.accepted.map(\.finding.rule) == ["log-group-retention"])
        #expect(after.findings.map(\.rule).sorted() == ["expired-acceptance", "log-group-retention"])
    }

    @Test func `an acceptance needs a resource of the stack, a reason and a day that exists`() throws {
        let error = try #require(throws: StackError.self) {
            try Sample { stack in
                var other = Stack("Other", in: .development)
                let foreign = other.add("Logs", Logs.LogGroup())
                let logs = stack.add("Logs", Logs.LogGroup())
                stack.accept(.logGroupRetention, on: foreign, because: "why not")
                stack.accept(.logGroupRetention, on: logs, because: " ")
                stack.accept(.logGroupRetention, on: logs, because: "why not", until: "2027-02-30")
            }.template(for: .development)
        }
        #expect(
            error.problems.map(\.message) == [
                "\"Logs\" is no resource of the stack Sample, so nothing can be accepted on it",
                "no reason is given why log-group-retention is accepted on \"Logs\"", "\"2027-02-30\" is no day",
            ])
    }
}
