import Storefront
import Viridian

/// `swift run storefront synth`, `review` or `rehearse`.
@main struct StorefrontApp: ViridianApp {
    var stacks: [any StackDefinition] { [Storefront()] }
}
