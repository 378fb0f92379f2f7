@preconcurrency import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Owns the process's handling of SIGTERM and SIGINT from its creation on.
final class TerminationSignals: Sendable {
    private let arrivals: AsyncStream<Void>
    private let sources: [any DispatchSourceSignal]

    init(ignoringSIGTERM: Bool) {
        let (arrivals, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.arrivals = arrivals
        signal(SIGTERM, SIG_IGN)
        signal(SIGINT, SIG_IGN)
        sources = (ignoringSIGTERM ? [] : [SIGTERM, SIGINT]).map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
        if ignoringSIGTERM { signal(SIGINT, SIG_DFL) }
    }

    /// Waits for the first signal, for ever if SIGTERM is ignored.
    func first() async {
        for await _ in arrivals { return }
    }
}
