import Testing
import ViridianBehaviour

@Suite struct StickyChoiceTests {
    static let stay = Duration.seconds(60)

    /// A user with a cookie, who comes back every so often.
    struct User {
        var affinity: StickyChoice.Affinity?
        var seen: [Int] = []

        mutating func ask(_ choice: inout StickyChoice, at now: Duration) {
            guard let (option, new) = choice.next(for: affinity, at: now) else { return seen.append(-1) }
            affinity = new ?? affinity
            seen.append(option)
        }
    }

    @Test(arguments: [10, 60, 61, 200])
    func `rule 22: a share that a user was given is not taken back by a rising weight`(everySeconds: Int) {
        var choice = StickyChoice(weights: [100, 0], duration: Self.stay)
        var users = Array(repeating: User(), count: 500)
        var now = Duration.zero
        for weight in [0, 5, 10, 25, 50, 80, 100] {
            choice.setWeights([100 - weight, weight])
            for _ in 0..<4 {
                for index in users.indices { users[index].ask(&choice, at: now) }
                now += .seconds(everySeconds)
            }
        }
        for user in users {
            let first = user.seen.firstIndex(of: 1) ?? user.seen.endIndex
            #expect(user.seen[first...].allSatisfy { $0 == 1 }, "\(user.seen)")
        }
        #expect(users.allSatisfy { $0.seen.last == 1 })
    }

    @Test func `whoever stays on the old one does so for as long as was said, and not longer`() {
        var choice = StickyChoice(weights: [100, 0], duration: Self.stay)
        var user = User()
        user.ask(&choice, at: .seconds(1))
        choice.setWeights([0, 100])
        for second in [1, 30, 60, 61, 62] { user.ask(&choice, at: .seconds(second)) }
        #expect(user.seen == [0, 0, 0, 0, 1, 1])
    }

    @Test func `a weight that falls lets its users go when their time is over`() {
        var choice = StickyChoice(weights: [50, 50], duration: Self.stay)
        var users = Array(repeating: User(), count: 100)
        for index in users.indices { users[index].ask(&choice, at: .zero) }
        #expect(users.count { $0.seen == [1] } == 50)
        choice.setWeights([100, 0])
        for index in users.indices { users[index].ask(&choice, at: .seconds(59)) }
        #expect(users.allSatisfy { $0.seen[0] == $0.seen[1] })
        for index in users.indices { users[index].ask(&choice, at: .seconds(60)) }
        #expect(users.allSatisfy { $0.seen[2] == 0 })
    }

    @Test func `without a duration weights decide alone, and nobody is bound`() {
        var choice = StickyChoice(weights: [1, 1], duration: nil)
        let bound = StickyChoice.Affinity(option: 1, shareMillionths: 0, ends: .seconds(1000))
        #expect((0..<4).compactMap { _ in choice.next(for: bound, at: .zero)?.option } == [0, 1, 0, 1])
        #expect(choice.next(for: bound, at: .zero)?.new == nil)
    }

    @Test func `an affinity to what is not there is none`() {
        var choice = StickyChoice(weights: [0, 100], duration: Self.stay)
        let bound = StickyChoice.Affinity(option: 7, shareMillionths: 0, ends: .seconds(1000))
        #expect(choice.next(for: bound, at: .zero)?.option == 1)
        var nothing = StickyChoice(weights: [0, 0], duration: Self.stay)
        #expect(nothing.next(for: nil, at: .zero) == nil)
    }
}
