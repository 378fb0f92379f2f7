/// Everything that a person who writes stacks needs, in one import: `import Viridian`.
@_exported public import ViridianConstructs
@_exported public import ViridianResources
@_exported public import ViridianReview
@_exported public import ViridianTemplate
