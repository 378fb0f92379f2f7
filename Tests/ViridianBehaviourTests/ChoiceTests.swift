import Testing
import ViridianBehaviour

@Suite struct ChoiceTests {
    @Test(arguments: [[90, 10], [1, 1, 1], [999, 1], [0, 5], [50, 0, 25, 25]])
    func `every rotation contains each option as often as its weight`(weights: [Int]) {
        var choice = WeightedChoice(weights: weights)
        let total = weights.reduce(0, +)
        for _ in 1...3 {
            var counts = [Int](repeating: 0, count: weights.count)
            for _ in 1...total {
                if let next = choice.next() { counts[next] += 1 }
            }
            #expect(counts == weights)
        }
    }

    @Test func `a rotation spreads the options evenly`() {
        var choice = WeightedChoice(weights: [2, 1])
        let chosen = (1...6).map { _ in choice.next() }
        #expect(chosen == [0, 1, 0, 0, 1, 0])
    }

    @Test func `weights of 0 leave nothing to choose`() {
        var choice = WeightedChoice(weights: [0, 0])
        #expect(choice.next() == nil)
        var empty = WeightedChoice(weights: [])
        #expect(empty.next() == nil)
    }

    @Test func `round robin takes the members in turn while the list changes`() {
        var rotation = RoundRobin()
        let turns = (1...4).map { _ in rotation.next(of: 3) }
        #expect(turns == [0, 1, 2, 0])
        #expect(rotation.next(of: 1) == 0)
        #expect(rotation.next(of: 0) == nil)
        #expect(rotation.next(of: 2) == 1)
    }

    @Test(arguments: [
        ("/img/*", "/img/", true), ("/img/*", "/img/a/b", true), ("/img/*", "/img", false),
        ("/a?c", "/abc", true), ("/a?c", "/ac", false), ("/a?c", "/abbc", false),
        ("*", "", true), ("*", "/anything/at/all", true), ("/API", "/api", false), ("/api", "/api", true),
        ("/api", "/api/", false),
        ("/*/end", "/a/b/end", true), ("/*/end", "/end", false), ("*a*a*b", "/aaaaaaaa", false), ("/a**", "/a", true),
        ("", "/", false),
    ])
    func `a path pattern covers the whole path with its case`(pattern: String, path: String, matches: Bool) {
        #expect(PathPattern(pattern).matches(path) == matches)
    }
}
