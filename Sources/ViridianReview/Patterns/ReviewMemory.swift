import Synchronization
import ViridianCatalog

/// What one review may leave to the next: patterns that are compiled, schemas that are decoded.
///
/// A class that many reviews share one after the other. It is `Sendable` because ``MemoryPool`` gives it to one at a time.
final class ReviewMemory: @unchecked Sendable {
    let patterns = Patterns()
    let constraints: ConstraintMemory

    init(_ catalog: Catalog) { constraints = ConstraintMemory(catalog) }
}

/// The memories that no review is using.
final class MemoryPool: Sendable {
    private let idle = Mutex<[ReviewMemory]>([])

    /// Runs with a memory that nobody else has meanwhile.
    func lend<Result>(_ catalog: Catalog, to body: (ReviewMemory) -> Result) -> Result {
        let memory = idle.withLock { $0.popLast() } ?? ReviewMemory(catalog)
        defer { idle.withLock { $0.append(memory) } }
        return body(memory)
    }
}
