// catalogue.bin is written by `python3 Tools/build-catalog`. It is embedded rather than shipped beside the executable, so that a
// copied `viridian` works.
#include "CViridianCatalog.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char catalogue[] __attribute__((aligned(8))) = {
#embed "catalogue.bin"
};

const unsigned char *viridian_catalogue(void) { return catalogue; }

unsigned long viridian_catalogue_length(void) { return sizeof catalogue; }
