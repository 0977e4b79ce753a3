/* Labels that asm does not make global: used through declarations, by inline assembly of other functions, as quoted names; a global one that needs nothing. */
#include <stdio.h>
__asm__(".text\nlocal_code: movl $42, %eax\n ret\n.data\n.p2align 2\nlocal_data: .long 7\n\"odd name\": .long 9\n.globl far_data\nfar_data: .long 11\n.text\n");
extern int local_code(void), local_data, far_data;
extern int odd __asm__("odd name");
__attribute__((noinline)) int c1(void) { return local_code(); }
__attribute__((noinline)) int c2(void) { return local_code() + 1; }
__attribute__((noinline)) int d1(void) { return local_data; }
__attribute__((noinline)) int d2(void) { int r; __asm__("movl local_data(%%rip), %0" : "=r"(r)); return r; }
__attribute__((noinline)) int o1(void) { return odd; }
__attribute__((noinline)) int g1(void) { return far_data; }
__attribute__((noinline)) int g2(void) { return far_data + 1; }
int main(void) { printf("%d %d %d %d %d %d %d\n", c1(), c2(), d1(), d2(), o1(), g1(), g2()); return 0; }
