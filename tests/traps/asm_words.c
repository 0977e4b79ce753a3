/* Statics that are called like instructions, registers and directives, and one that only a comment of module asm names: none is the asm's. */
#include <stdio.h>
__asm__("# comment_only is the name of a static, and nothing is done with it\n .text\n .globl asm_add\nasm_add:\n add %rdi, %rsi\n mov %rsi, %rax # also comment_only\n ret\n .data\n .globl asm_data\nasm_data:\n .quad 30\n .asciz \"quoted_only in a string\"\n .text\n");
extern long asm_add(long, long);
extern long asm_data;
#define F(name, n) static __attribute__((noinline)) long name(long x) { __asm__ volatile("" : "+r"(x)); return x * n; }
F(add, 3) F(mov, 5) F(ret, 7) F(rax, 11) F(data, 13) F(text, 17) F(comment_only, 19) F(quoted_only, 23)
__attribute__((noinline)) long one(long x) { return asm_add(add(x), mov(x)) + ret(x); }
__attribute__((noinline)) long two(long x) { return rax(x) + data(x) + text(x) + asm_data; }
__attribute__((noinline)) long three(long x) { return comment_only(x) + quoted_only(x) + add(x) + mov(x) + ret(x) + rax(x) + data(x) + text(x); }
int main(void) { printf("%ld %ld %ld\n", one(1), two(1), three(1)); return 0; }
