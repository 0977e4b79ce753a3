/* Arrays that the linker makes of a section, whose elements nobody refers to. retained: kept over --gc-sections by llvm.used; listed: kept from
   the compiler's passes by llvm.compiler.used, and from the linker by the reference to __start_listed. */
#define RETAINED(n) static int r##n __attribute__((used, retain, section("retained"))) = n;
#define LISTED(n) static int l##n __attribute__((used, section("listed"))) = n;
#define F(n) RETAINED(n) LISTED(n) __attribute__((noinline, used)) int f##n(int x) { return x + n; }
F(1) F(2) F(4)
extern int __start_retained[], __stop_retained[], __start_listed[], __stop_listed[];
__attribute__((noinline)) int sum_retained(void) { int s = 0; for (int *p = __start_retained; p < __stop_retained; p++) s += *p; return s; }
__attribute__((noinline)) int sum_listed(void) { int s = 0; for (int *p = __start_listed; p < __stop_listed; p++) s += *p; return s; }
int main(void) { return sum_retained() + sum_listed() + f1(0) + f2(0) + f4(0) - 21; }
