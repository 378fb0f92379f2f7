#include "CViridianProcess.h"
int CViridianProcess_placeholder(void) { return 0; }
