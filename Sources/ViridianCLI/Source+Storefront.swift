import Storefront
import Viridian

extension Source {
    /// The README's storefront, for those who have no template at hand.
    static func storefront() throws -> Template {
        try Storefront().template(for: Environment(name: "dev", stage: .development))
    }
}
