#include <stdio.h>
int value = 1000;
int alias(void) { return 5000; }
int work(void) { return 2000; }
int ask(void), same(void);
int main(void) { printf("%d %d %d\n", ask(), same(), value + work()); return 0; }
