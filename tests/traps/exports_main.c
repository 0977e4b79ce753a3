#include <stdio.h>
int state = 100;
int helper(int x) { return x + 1000; }
int inner(int x) { return x + 5000; }
int three(int);
int main(void) { printf("%d %d\n", three(1), helper(state) + inner(0)); return 0; }
