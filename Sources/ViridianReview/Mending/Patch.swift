/// The difference of two texts as `diff -u` writes it, for `patch -p0` and `git apply -p0`.
public struct Patch: CustomStringConvertible {
    /// The patch; empty where the texts are the same.
    public let description: String
    private static let contextCount = 3

    /// The difference between a file before and after.
    public init(from before: String, to after: String, file: String) {
        let (old, new) = (Self.lines(of: before), Self.lines(of: after))
        let script = Self.script(from: old, to: new)
        let hunks = Self.hunks(in: script)
        guard !hunks.isEmpty else {
            description = ""
            return
        }
        // A name with a blank is ended by a tab.
        let name = file.contains(" ") ? file + "\t" : file
        description = "--- \(name)\n+++ \(name)\n" + hunks.map { Self.text(script, $0) }.joined()
    }

    /// One line of the comparison, with its end.
    private struct Step {
        var sign: Character
        var line: Substring
    }

    /// The lines with their ends. Only a line feed ends one, as for `diff`.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        let scalars = text.unicodeScalars
        var start = scalars.startIndex
        while start < scalars.endIndex {
            let end = scalars[start...].firstIndex(of: "\n").map { scalars.index(after: $0) } ?? scalars.endIndex
            lines.append(Substring(scalars[start..<end]))
            start = end
        }
        return lines
    }

    private static func script(from old: [Substring], to new: [Substring]) -> [Step] {
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map { if case .remove(let offset, _, _) = $0 { offset } else { -1 } })
        let inserted = Set(difference.insertions.map { if case .insert(let offset, _, _) = $0 { offset } else { -1 } })
        var steps: [Step] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                steps.append(Step(sign: "-", line: old[left]))
                left += 1
            } else if right < new.count, inserted.contains(right) {
                steps.append(Step(sign: "+", line: new[right]))
                right += 1
            } else {
                steps.append(Step(sign: " ", line: old[left]))
                (left, right) = (left + 1, right + 1)
            }
        }
        return steps
    }

    /// The parts of the script around changes; parts that touch are one.
    private static func hunks(in script: [Step]) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, step) in script.enumerated() where step.sign != " " {
            let range = max(0, index - contextCount)..<min(script.count, index + contextCount + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private static func text(_ script: [Step], _ range: Range<Int>) -> String {
        func count(_ steps: ArraySlice<Step>, without sign: Character) -> Int { steps.count { $0.sign != sign } }
        func place(_ sign: Character) -> String {
            let (before, own) = (count(script[..<range.lowerBound], without: sign), count(script[range], without: sign))
            return "\(own == 0 ? before : before + 1),\(own)"
        }
        let lines = script[range].map { step in
            "\(step.sign)\(step.line)" + (step.line.unicodeScalars.last == "\n" ? "" : "\n\\ No newline at end of file\n")
        }
        return "@@ -\(place("+")) +\(place("-")) @@\n" + lines.joined()
    }
}
