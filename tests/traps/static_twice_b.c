static int counter;
static const char *const label = "b";
static __attribute__((noinline)) int bump(int d) { counter += d * 2; return counter; }
__attribute__((noinline)) int b1(void) { return bump(1); }
__attribute__((noinline)) int b2(void) { return bump(10); }
__attribute__((noinline)) const char *b3(void) { return label; }
