// C alone: instrumentation whose runtimes know nothing of libstdc++, and checks that C's types decide.
#pragma once
#include <stddef.h>
#define NOINLINE __attribute__((noinline))

typedef int (*Step)(int);
struct Machine {
    Step steps[3];
    int state;
};

extern struct Machine machine;
extern Step wrongStep;
int advance(struct Machine *m, int step);
int parse(const char *text, int *values, int room);
int checksum(const int *values, int count);
int copyText(char *to, size_t room, const char *from);
int undefinedSum(int count);
int callWrong(int wrong);
int sumVarargs(int count, ...);
