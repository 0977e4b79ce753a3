/* Module asm that only an object can be made of (it asks how far labels are apart): its words are all that is known of it. */
#include <stdio.h>
__asm__(".text\nstart_of_it: movl $5, %eax\n ret\nend_of_it:\n.if end_of_it - start_of_it == 6\n.globl answer\n.set answer, start_of_it\n.endif\n"
        ".macro CALLS name\n.globl \\name\\()_caller\n\\name\\()_caller:\n jmp \\name\\()_impl\n.endm\nCALLS it\n");
extern int answer(void), it_caller(void), start_of_it(void);
static __attribute__((used, noinline)) int it_impl(void) { return 7; }
__attribute__((noinline)) int a1(void) { return answer(); }
__attribute__((noinline)) int a2(void) { return it_caller(); }
__attribute__((noinline)) int a3(void) { return start_of_it() + (it_impl() - 3); }
int main(void) { printf("%d %d %d\n", a1(), a2(), a3()); return 0; }
