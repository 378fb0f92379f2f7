#include "CViridianCatalog.h"
int CViridianCatalog_placeholder(void) { return 0; }
