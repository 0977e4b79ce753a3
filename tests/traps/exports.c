/* Statics that are promoted stay out of the library's dynamic symbols, and out of reach of a program that has symbols of their names. */
static int state = 1;
static __attribute__((noinline)) int helper(int x) { state += x; return state; }
__attribute__((noinline)) int one(int x) { return helper(x); }
__attribute__((noinline)) int two(int x) { return helper(x * 2) + state; }
__attribute__((noinline, visibility("hidden"))) int inner(int x) { return one(x) + two(x); }
int three(int x) { return inner(x); }
