#include "plain.h"
#include <stdarg.h>
#include <stdlib.h>

NOINLINE int checksum(const int *values, int count) {
    unsigned sum = 1;
    for (int i = 0; i < count; i++) sum = sum * 33 + (unsigned)values[i];
    return (int)(sum % 10007);
}

// Every third element is left as malloc gave it when count is over 20.
NOINLINE int undefinedSum(int count) {
    int *values = malloc(sizeof *values * (size_t)count);
    for (int i = 0; i < count; i++) {
        if (count <= 20 || i % 3) values[i] = i;
    }
    int result = checksum(values, count) > 5000 ? 1 : 2;
    free(values);
    return result;
}

int sumVarargs(int count, ...) {
    va_list list;
    va_start(list, count);
    int sum = 0;
    for (int i = 0; i < count; i++) sum += va_arg(list, int);
    va_end(list);
    return sum;
}
