#include "faults.h"
#include <stdlib.h>
#include <string.h>

int firstTable[8] = {1, 2, 3, 4, 5, 6, 7, 8};
int secondTable[16];
extern const char greeting[12] = "hello there";
static const int hidden[6] = {10, 20, 30, 40, 50, 60};
const int *hiddenTable() { return hidden; }

NOINLINE int writeHeap(int index) {
    volatile char *block = (char *)malloc(24);
    block[index] = 1;
    int result = block[index];
    free((void *)block);
    return result;
}

NOINLINE int useFreed(int wrong) {
    int *volatile block = (int *)malloc(40);
    *block = 6;
    if (wrong) free(block);
    int result = *(volatile int *)block;
    if (!wrong) free(block);
    return result;
}

NOINLINE int readStack(int index) {
    volatile int numbers[10];
    for (int i = 0; i < 10; i++) numbers[i] = i;
    return numbers[index];
}

NOINLINE int smash(int length) {
    char buffer[16];
    char *volatile target = buffer;
    for (int i = 0; i < length; i++) ((volatile char *)target)[i] = 'x';
    return target[3];
}

NOINLINE int useAfterScope(int wrong) {
    volatile int *kept;
    volatile int outside = 3;
    {
        volatile int inner = 5;
        kept = &inner;
        if (!wrong) kept = &outside;
    }
    return *kept;
}
