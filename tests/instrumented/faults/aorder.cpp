#include "faults.h"
#include <stdlib.h>

// Reads a variable of another file before that file has initialised it, when told to.
static int tooEarly = getenv("TOO_EARLY") ? laterValue : 1;
int *tooEarlyIs() { return &tooEarly; }
