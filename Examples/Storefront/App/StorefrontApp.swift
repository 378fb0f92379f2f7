import Storefront
import Viridian

/// `swift run storefront synth|review|rehearse`
@main struct StorefrontApp: ViridianApp {
    static var definition: any StackDefinition { Storefront() }
}
