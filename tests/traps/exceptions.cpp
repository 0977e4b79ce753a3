// Exceptions over partitions: classes of the file and of the program, passed through cleanups, caught by base, rethrown, compared by type.
#include <cstdio>
#include <stdexcept>
#include <typeinfo>
#define FAR __attribute__((noinline))
namespace {
struct Base { virtual ~Base() = default; virtual FAR int value() const { return 1; } };
struct Derived : Base { FAR int value() const override { return 2; } };
int cleaned;
struct Guard { FAR ~Guard() { cleaned++; } };
}
FAR void throws(int kind) {
  if (kind == 0) throw Derived();
  if (kind == 1) throw std::runtime_error("text");
  if (kind == 2) throw 42;
}
FAR void passes(int kind) { Guard guard; throws(kind); }
FAR int by_base(int kind) {
  try { passes(kind); } catch (const Base& b) { return b.value() + (typeid(b) == typeid(Derived) ? 100 : 0); }
  return 0;
}
FAR int by_standard(int kind) {
  try { passes(kind); } catch (const std::exception& e) { return e.what()[0]; }
  return 0;
}
FAR int again(int kind) {
  try { try { passes(kind); } catch (...) { Guard guard; throw; } } catch (int i) { return i; }
  return 0;
}
FAR int never(int x) noexcept { return x; }
int main() {
  int a = by_base(0), b = by_standard(1), c = again(2);
  std::printf("%d %d %d %d %d\n", a, b, c, cleaned, never(by_base(9)));
  return 0;
}
