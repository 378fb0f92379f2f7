public import Testing

/// For tests that measure time or keep the processor busy: of all that carry this trait, in any suite, one runs at a time.
///
/// Real processes and sockets next to a test that computes for twenty seconds would fail for want of a processor, not of
/// correctness.
public struct WholeMachine: TestTrait, SuiteTrait, TestScoping {
    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        // Scopes of the suite itself and of parameterised functions as a whole have no work of their own.
        guard testCase != nil else { return try await function() }
        await Turns.shared.take()
        do {
            try await function()
        } catch {
            await Turns.shared.pass()
            throw error
        }
        await Turns.shared.pass()
    }
}

extension Trait where Self == WholeMachine {
    /// The test has the machine for itself.
    public static var wholeMachine: Self { WholeMachine() }
}

/// Who may run now. The actor owns the queue.
private actor Turns {
    static let shared = Turns()
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func pass() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
}
