#include <stdio.h>
int api(int), both(int), api_v1(int);
__asm__(".symver api_v1, api@V1");
int main(void) { printf("%d %d %d\n", api(1), api_v1(1), both(1)); return 0; }
