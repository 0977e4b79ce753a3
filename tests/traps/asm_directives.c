/* What only directives say: .symver, .weakref, .weak of what is nowhere, .set of a static, .comm and .lcomm, a section with the addresses of statics. */
#include <stdio.h>
static __attribute__((used, noinline)) int versioned(void) { return 3; }
static __attribute__((used, noinline)) int behind_set(void) { return 4; }
static __attribute__((used)) int in_table = 5;
static __attribute__((used, noinline)) int weak_target(void) { return 6; }
__asm__(".symver versioned, api@V1\n"
        ".globl set_name\n.set set_name, behind_set\n.set set_local, behind_set\n"
        ".weakref weak_name, weak_target\n.weak nowhere\n"
        ".comm common_data,4,4\n.lcomm local_common,4\n.local second_common\n.comm second_common,4,4\n"
        ".pushsection .data.table,\"aw\",@progbits\n.p2align 3\n.globl table\ntable: .quad in_table\n .quad versioned\n.popsection\n"
        ".equ absolute, 12\n");
extern int set_name(void), set_local(void), weak_name(void), nowhere(void), common_data, local_common, second_common;
extern void *table[2];
extern char absolute[];
__attribute__((noinline)) int u1(void) { return set_name(); }
__attribute__((noinline)) int u2(void) { return set_local() * 2; }
__attribute__((noinline)) int u3(void) { return weak_name(); }
__attribute__((noinline)) int u4(void) { void *volatile p = (void *)&nowhere; return p == 0 ? 1 : nowhere(); }
__attribute__((noinline)) int u5(void) { return ++common_data; }
__attribute__((noinline)) int u6(void) { return common_data += 2; }
__attribute__((noinline)) int u7(void) { return ++local_common; }
__attribute__((noinline)) int u8(void) { return local_common += 2; }
__attribute__((noinline)) int u9(void) { return ++second_common; }
__attribute__((noinline)) int u10(void) { return second_common += 2; }
__attribute__((noinline)) int u11(void) { return *(int *)table[0] + in_table; }
__attribute__((noinline)) int u12(void) { return ((int (*)(void))table[1])() + versioned(); }
__attribute__((noinline)) int u13(void) { int r; __asm__("movl $absolute, %0" : "=r"(r)); return r; }
__attribute__((noinline)) int u14(void) { int r; __asm__("movl $absolute+1, %0" : "=r"(r)); return r + weak_target() + behind_set(); }
int main(void)
{
    printf("%d %d %d ", u1(), u2(), u3());
    printf("%d %d %d %d %d %d %d ", u4(), u5(), u6(), u7(), u8(), u9(), u10());
    printf("%d %d %d %d\n", u11(), u12(), u13(), u14());
    return 0;
}
