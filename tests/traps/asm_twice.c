/* Assembly that defines something visible: assembled in two objects, it is defined twice. */
__asm__(".data\n.globl asm_word\nasm_word: .long 7\n.text\n.globl asm_get\nasm_get: movl asm_word(%rip), %eax\n ret\n");
extern int asm_word;
int asm_get(void);
__attribute__((noinline)) int a(void) { return asm_get() + 1; }
__attribute__((noinline)) int b(void) { return asm_word++; }
int main(void) { int x = a(), y = b(), z = a(); return x + y + z - 24; }
