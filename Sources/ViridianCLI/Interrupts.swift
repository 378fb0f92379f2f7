import Dispatch
import Foundation
import ViridianRelease

/// Ctrl-C and SIGTERM as a stream, so that a release goes back instead of being cut off.
enum Interrupts {
    static func stream(onFirst say: @escaping @Sendable () -> Void) -> AsyncStream<Command> {
        let (stream, continuation) = AsyncStream<Command>.makeStream()
        let signals = Signals([SIGINT, SIGTERM]) {
            say()
            continuation.yield(.abort)
        }
        // The signals are watched as long as the stream lives.
        continuation.onTermination = { _ in signals.cancel() }
        return stream
    }

    /// Owns the sources; dispatch sources may be used from any thread, which their type does not say.
    private final class Signals: @unchecked Sendable {
        private let sources: [any DispatchSourceSignal]

        init(_ numbers: [Int32], handler: @escaping @Sendable () -> Void) {
            sources = numbers.map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler(handler: handler)
                source.resume()
                return source
            }
        }

        func cancel() { sources.forEach { $0.cancel() } }
    }
}
