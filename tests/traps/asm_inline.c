/* Inline assembly: .set counters and labels that other functions' inline assembly uses, names that operands complete, a macro that one function defines. */
#include <stdio.h>
static __attribute__((used)) int value_1 = 1, value_2 = 2;
static __attribute__((used, noinline)) int callee(void) { return 3; }
__attribute__((noinline)) int i1(void) { int r; __asm__("movl value_%c1(%%rip), %0" : "=r"(r) : "i"(1)); return r; }
__attribute__((noinline)) int i2(void) { int r; __asm__("movl value_%c1(%%rip), %0" : "=r"(r) : "i"(2)); return r; }
__attribute__((noinline)) int i3(void) { int r; __asm__ volatile("call callee" : "=a"(r) : : "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory"); return r; }
__attribute__((noinline)) int i4(void) { __asm__ volatile(".pushsection .data\n.p2align 2\nmade_here: .long 4\n.popsection"); int r; __asm__ volatile("movl made_here(%%rip), %0" : "=r"(r)); return r; }
__attribute__((noinline)) int i5(void) { int r; __asm__ volatile("movl made_here(%%rip), %0" : "=r"(r)); return r + 1; }
__asm__(".macro SIX out\n movl $6, \\out\n.endm\n.set seven, 7\n");
__attribute__((noinline)) int i6(void) { int r; __asm__("SIX %0" : "=r"(r)); return r; }
__attribute__((noinline)) int i7(void) { int r; __asm__(".if seven == 7\n movl $seven, %0\n .else\n movl $0, %0\n .endif" : "=r"(r)); return r; }
__attribute__((noinline)) int uses(void) { return value_1 + value_2 + callee(); }
int main(void) { printf("%d %d %d %d %d %d %d\n", i1(), i2(), i3(), i4(), i5(), i6(), uses() == 6 ? i7() : 0); return 0; }
