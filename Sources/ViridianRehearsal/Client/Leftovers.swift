import Foundation

/// The second net under the parent-death signal: processes of a rehearsal whose world is gone, found by the mark in their
/// environment.
enum Leftovers {
    /// Kills what is left of a rehearsal and returns how many processes that were. Only Linux can tell; elsewhere it finds none.
    static func kill(rehearsal id: String) -> Int {
        let mark = Data("VIRIDIAN_REHEARSAL=\(id)".utf8)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        var killed = 0
        for process in names.compactMap(Int32.init) where process != getpid() {
            guard let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ"),
                environment.split(separator: 0).contains(mark)
            else { continue }
            if Foundation.kill(process, SIGKILL) == 0 { killed += 1 }
        }
        return killed
    }
}
