/* Names that no word of the asm spells: macro arguments put together, .irp, .rept, \@, a macro that defines what its argument says. */
#include <stdio.h>
__asm__(".macro CALLER name\n .globl \\name\\()_caller\n\\name\\()_caller:\n jmp \\name\\()_impl\n.endm\n"
        ".macro LOCAL name, value\n .data\n.p2align 3\n\\name:\n .quad \\value\n .text\n.endm\n"
        ".text\n CALLER first\n CALLER second\n LOCAL asm_value, 5\n"
        ".data\n .globl pointers\n .p2align 3\npointers:\n .irp x,a,b\n .quad irp_\\x\n .endr\n .text\n"
        ".macro ADDRESS name, out\n leaq \\name\\()_target(%rip), \\out\n.endm\n");
extern long first_caller(void), second_caller(void), asm_value;
extern long *pointers[2];
static __attribute__((used, noinline)) long first_impl(void) { return 1; }
static __attribute__((used, noinline)) long second_impl(void) { return 2; }
static __attribute__((used)) long irp_a = 10, irp_b = 20;
static __attribute__((used)) long inline_target = 100;
__attribute__((noinline)) long f1(void) { return first_caller() + asm_value; }
__attribute__((noinline)) long f2(void) { return second_caller() * asm_value; }
__attribute__((noinline)) long f3(void) { return *pointers[0] + irp_b; }
__attribute__((noinline)) long f4(void) { return *pointers[1] + irp_a + first_impl() + second_impl(); }
__attribute__((noinline)) long f5(void) { long *p; __asm__("ADDRESS inline, %0" : "=r"(p)); return *p; }
__attribute__((noinline)) long f6(void) { inline_target++; return inline_target; }
int main(void) { printf("%ld %ld %ld %ld %ld %ld\n", f1(), f2(), f3(), f4(), f6(), f5()); return 0; }
