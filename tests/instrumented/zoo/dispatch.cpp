#include "zoo.h"

static int add(int a, int b) { return a + b; }
static int subtract(int a, int b) { return a - b; }
static int mix(int a, int b) { return (a ^ b) + 7; }
static int larger(int a, int b) { return a < b ? b : a; }

const Operation operations[4] = {add, subtract, mix, larger};

__attribute__((noinline)) int fold(Operation operation, const int *values, int count) {
    int result = values[0];
    for (int i = 1; i < count; i++) result = operation(result, values[i]);
    return result;
}

// Rounds go to one operation far more often than to the others: value profiles have something to tell.
int dispatch(int seed, int rounds) {
    int values[8], total = 0;
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < 8; i++) values[i] = (seed * 31 + round * 7 + i * 13) % 97;
        total += fold(operations[round % 10 < 7 ? 0 : round % 4], values, 8) % 1000;
    }
    return total;
}
