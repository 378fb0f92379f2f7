#ifndef VIRIDIAN_MATH_H
#define VIRIDIAN_MATH_H

/// Two functions of the C library, for programs that must run where it is older than where they are built: glibc 2.35 gave
/// `hypot` and `hypotf` new versions, and Amazon Linux 2023 has glibc 2.34. A program that links this module has them in itself.
double hypot(double x, double y);
float hypotf(float x, float y);

/// Something to refer to, so that the linker takes the module along.
int viridian_math_is_linked(void);

#endif
