/* Weak functions that a native object replaces by strong ones: what their bodies do here, and what follows from it, is not to be relied on in
   any partition. */
#include <stdio.h>

int seen;

__attribute__((weak)) int policy(int x) { return x; }
__attribute__((weak)) void note(void) { }
__attribute__((weak)) int answer(void) { return 1; }

__attribute__((noinline)) static int first(int x) { note(); return policy(x) + policy(x + 1); }
__attribute__((noinline)) static int second(int x) { note(); return policy(x) * answer(); }
__attribute__((noinline)) static int third(int x) { int before = seen; note(); return seen - before + first(x) + second(x); }

int main(void)
{
    printf("%d %d %d %d\n", first(1), second(2), third(3), seen);
    return 0;
}
