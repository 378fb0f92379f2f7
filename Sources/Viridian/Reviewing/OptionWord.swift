public import ArgumentParser
public import ViridianReview
public import ViridianTemplate

/// One of a few words that an option takes.
///
/// The parser can list them by itself, but by key paths and descriptions that Swift makes anew in each process: with five such
/// options that was a fiftieth of a review.
public protocol OptionWord: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension OptionWord {
    /// The words themselves.
    public static var allValueStrings: [String] { allCases.map { $0.rawValue } }
    /// None: the words say it.
    public static var allValueDescriptions: [String: String] { [:] }
}

extension Severity: OptionWord {}
extension Origin: OptionWord {}
extension Stage: OptionWord {}
extension MendExtent: OptionWord {}
extension Report.Format: OptionWord {}
