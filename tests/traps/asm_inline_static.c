/* Inline assembly in one function names a static that another function shares; a label made by inline assembly. */
static __attribute__((used, noinline)) int hid(void) { return 5; }
static __attribute__((used)) int counter;
__attribute__((noinline)) int viaasm(void) { int r; __asm__ volatile("call hid" : "=a"(r) : : "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "memory"); return r; }
__attribute__((noinline)) int direct(void) { counter++; return hid() + counter; }
__attribute__((noinline)) void store(void) { __asm__ volatile("movl $40, counter(%%rip)" : : : "memory"); }
__attribute__((noinline)) int load(void) { return *(volatile int *)&counter; }
int main(void) { int a = viaasm(), b = direct(); store(); return a + b + load() - 51; }
