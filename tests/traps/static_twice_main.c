#include <stdio.h>
int a1(void), a2(void), b1(void), b2(void);
const char *a3(void), *b3(void);
int main(void) { a1(); b1(); printf("%d %d %s %s\n", a2(), b2(), a3(), b3()); return 0; }
