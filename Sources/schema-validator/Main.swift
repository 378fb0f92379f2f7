import CViridianMath

/// The function that compares the databases of two colours.
@main struct Main {
    static func main() { _ = viridian_math_is_linked() }
}
