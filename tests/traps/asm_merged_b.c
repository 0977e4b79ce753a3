__asm__(".data\n.p2align 2\nof_b: .long 2\n.globl reach_b\n.text\nreach_b: movl of_b(%rip), %eax\n addl of_a(%rip), %eax\n ret\n");
extern int of_b, reach_b(void);
static __attribute__((used, noinline)) int same(void) { return of_b + 10; }
__attribute__((noinline)) int from_b(void) { return same(); }
__attribute__((noinline)) int also_b(void) { return reach_b(); }
