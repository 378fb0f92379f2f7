import Dispatch
import Foundation

/// Ctrl-C and SIGTERM as a stream, so that a release goes back instead of being cut off.
enum Interrupts {
    static func stream(onFirst say: @escaping @Sendable () -> Void) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return DispatchSource.makeSignalSource(signal: number, queue: .global())
        }
        for source in sources {
            source.setEventHandler {
                say()
                continuation.yield()
            }
            source.resume()
        }
        // The sources live as long as the stream.
        continuation.onTermination = { _ in sources.forEach { $0.cancel() } }
        return stream
    }
}
