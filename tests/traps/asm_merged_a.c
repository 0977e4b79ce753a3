/* Two modules with asm of their own: what one defines locally the other may use after merging, and both have a static of one name. */
#include <stdio.h>
__asm__(".data\n.p2align 2\nof_a: .long 1\n.text\n");
extern int of_a, from_b(void), also_b(void);
static __attribute__((used, noinline)) int same(void) { return of_a; }
__attribute__((noinline)) int from_a(void) { return same(); }
int main(void) { printf("%d %d %d\n", from_a(), from_b(), also_b()); return 0; }
