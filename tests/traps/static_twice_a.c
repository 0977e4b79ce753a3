/* Compiled to a relocatable object of its own, like static_twice_b.c, which has statics of the same names. */
static int counter;
static const char *const label = "a";
static __attribute__((noinline)) int bump(int d) { counter += d; return counter; }
__attribute__((noinline)) int a1(void) { return bump(1); }
__attribute__((noinline)) int a2(void) { return bump(10); }
__attribute__((noinline)) const char *a3(void) { return label; }
