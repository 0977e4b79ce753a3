#include "faults.h"

NOINLINE int readFirst(int index) { return ((volatile int *)firstTable)[index]; }
NOINLINE int readSecond(int index) { return ((volatile int *)secondTable)[index]; }
NOINLINE int readHidden(int index) { return ((const volatile int *)hiddenTable())[index]; }
NOINLINE int readGreeting(int index) { return ((const volatile char *)greeting)[index]; }
