import Testing
import ViridianTemplate

@Suite struct DayTests {
    @Test(arguments: [
        (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (951_782_400, "2000-02-29"),
        (951_868_800, "2000-03-01"), (1_795_219_200, "2026-11-21"), (4_107_542_400, "2100-03-01"), (-1, "1969-12-31"),
        (-86_400, "1969-12-31"), (-86_401, "1969-12-30"), (-11_676_096_000, "1600-01-01"), (-11_676_096_001, "1599-12-31"),
    ])
    func `an instant is on its day of UTC`(seconds: Int, day: String) throws {
        #expect(try #require(Day(secondsSince1970: seconds)).description == day)
    }

    @Test func `a year of five digits has no day`() { #expect(Day(secondsSince1970: 253_402_300_800) == nil) }
}
