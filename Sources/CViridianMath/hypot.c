#include "CViridianMath.h"

#include <math.h>

// Scaled by the larger side, so that squares neither overflow nor vanish. An infinite side wins even over one that is no number.
// Source: ISO/IEC 9899, annex F.10.4.3.
double hypot(double x, double y) {
    if (isinf(x) || isinf(y)) { return INFINITY; }
    if (isnan(x) || isnan(y)) { return NAN; }
    double larger = __builtin_fabs(x), smaller = __builtin_fabs(y);
    if (larger < smaller) {
        double kept = larger;
        larger = smaller;
        smaller = kept;
    }
    if (smaller == 0) { return larger; }
    double ratio = smaller / larger;
    return larger * __builtin_sqrt(1 + ratio * ratio);
}

// A double holds the squares of floats.
float hypotf(float x, float y) {
    if (isinf(x) || isinf(y)) { return INFINITY; }
    double sum = (double)x * x + (double)y * y;
    return (float)__builtin_sqrt(sum);
}

int viridian_math_is_linked(void) { return 1; }
