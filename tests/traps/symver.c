/* Two versions of one function in a shared library: the directive needs its function in the same object. */
__asm__(".symver api_old, api@V1");
__asm__(".symver api_new, api@@V2");
static __attribute__((noinline)) int shared(int x) { return x * 10; }
__attribute__((noinline)) int api_old(int x) { return shared(x) + 1; }
__attribute__((noinline)) int api_new(int x) { return shared(x) + 2; }
__attribute__((noinline)) int both(int x) { return api_old(x) + api_new(x); }
