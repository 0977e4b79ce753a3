#include "faults.h"

NOINLINE int addSigned(int a, int b) { return a + b; }
NOINLINE int multiplySigned(long a, long b) { return (int)((a * b) >> 3); }
NOINLINE int negateSigned(int a) { return -a; }
NOINLINE int shift(int amount) { return 1 << amount; }
NOINLINE int divide(int by) { return 100 / by; }
NOINLINE int asBool(int value) {
    static volatile unsigned char storage;
    storage = value;
    return *(volatile bool *)&storage ? 4 : 5;
}
NOINLINE int misaligned(int offset) {
    static char bytes[16] __attribute__((aligned(8)));
    int *volatile where = (int *)(bytes + offset);
    return *where;
}
NOINLINE int fixedArray(int index) {
    static int small[4] = {4, 3, 2, 1};
    return small[index];
}
