#include "faults.h"
#include <stdlib.h>

int laterValue = atoi("42");
