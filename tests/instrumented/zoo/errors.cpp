#include "zoo.h"

__attribute__((noinline)) int checked(int value) {
    if (value < 0) throw Negative(value);
    return value;
}

__attribute__((noinline)) static int guarded(int value) {
    struct Undo {
        ~Undo() { uses()++; }
    } undo;
    return checked(value) + 1;
}

int tryAll(const int *values, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
        try {
            sum += guarded(values[i]);
        } catch (const Negative &e) {
            sum -= e.value * 10;
        }
    }
    return sum;
}
