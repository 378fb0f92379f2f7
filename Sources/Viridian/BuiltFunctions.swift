public import ViridianResources
import Foundation

/// The code of functions of ours, where `viridian assets` leaves it.
public enum BuiltFunctions {
    /// The folder below the working directory in which the zips lie, each under the name of its function.
    public static let folder = ".viridian/assets"

    /// All zips that were built.
    public static func code(in folder: String = BuiltFunctions.folder) -> FunctionCode {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var archives: [String: [UInt8]] = [:]
        for name in names where name.hasSuffix(".zip") {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            archives[String(name.dropLast(4))] = Array(data)
        }
        return FunctionCode(archives)
    }
}
