#include <stdio.h>
void note(char c) { putchar(c); }
__attribute__((constructor)) static void own(void) { note('h'); }
int main(void) { putchar('\n'); return 0; }
