/* Pointers put into .init_array by hand run in the order of the module, and those that the compiler puts there after them. */
#include <stdio.h>
static volatile char log_[64];
static volatile int at;
__attribute__((noinline)) void note(char c) { log_[at++] = c; }
#define F(n, c) static void f##n(void) { note(c); } static void (*p##n)(void) __attribute__((used, section(".init_array"))) = f##n;
F(1, 'A') F(2, 'B') F(3, 'C') F(4, 'D') F(5, 'E')
__attribute__((constructor)) static void constructor(void) { note('F'); }
static void (*early)(void) __attribute__((used, section(".init_array.00200"))) = f5;
/* Used by main, which draws the variable towards it. */
int main(void) { p3(); note(p5 == f5 ? '!' : '?'); printf("%s\n", (char *)log_); return 0; }
