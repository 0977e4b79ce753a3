/* Constructors by priority, and in the order of the module within one; destructors the other way round. */
#include <stdio.h>
static char log_[64];
static int at;
__attribute__((noinline, used)) void note(char c) { log_[at++] = c; }
__attribute__((constructor(200))) static void c200(void) { note('B'); }
__attribute__((constructor)) static void c1(void) { note('C'); }
__attribute__((constructor(101))) static void c101(void) { note('A'); }
__attribute__((constructor)) static void c2(void) { note('D'); }
__attribute__((constructor)) static void c3(void) { note('E'); }
__attribute__((destructor)) static void d1(void) { note('2'); note('\n'); fputs(log_, stdout); }
__attribute__((destructor)) static void d2(void) { note('1'); }
__attribute__((destructor(200))) static void d200(void) { putchar('3'); }
__attribute__((destructor(101))) static void d101(void) { puts("4"); }
int main(void) { return 0; }
