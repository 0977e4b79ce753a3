#include "plain.h"
#include <stdio.h>
#include <string.h>

static _Thread_local int depth = 2;

static NOINLINE int deep(int n) {
    char text[40];
    depth++;
    int length = copyText(text, sizeof text, "some text to copy");
    return n ? deep(n - 1) + length : depth;
}

int main(int argc, char **argv) {
    const char *fault = argc > 1 ? argv[1] : "none";
    int values[8], sum = 0;
    for (int i = 0; i < 9; i++) sum += advance(&machine, i);
    int count = parse("12, 7 - 99,1000", values, 8);
    sum += checksum(values, count) + sumVarargs(3, 1, argc > 0, 3) + deep(4);
    sum += undefinedSum(strcmp(fault, "undefined") ? 20 : 40);
    sum += callWrong(strcmp(fault, "icall") == 0);
    printf("%s: %d %d\n", fault, sum, parse("x", values, 8));
    return 0;
}
