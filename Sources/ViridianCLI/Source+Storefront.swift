import Storefront
import Viridian
import ViridianTemplate

extension Source {
    /// The README's storefront, for those who have no template at hand.
    static func storefront() throws -> Template {
        try Storefront().template(for: .development)
    }
}
