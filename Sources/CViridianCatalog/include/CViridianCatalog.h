#ifndef C_VIRIDIAN_CATALOG_H
#define C_VIRIDIAN_CATALOG_H

/// The first byte of the catalogue of resource types, which is part of the executable.
const unsigned char *viridian_catalogue(void);

/// Its length in bytes.
unsigned long viridian_catalogue_length(void);

#endif
