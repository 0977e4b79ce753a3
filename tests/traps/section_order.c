// A table in a section of its own, walked from __start_ to __stop_: its order is that of the source, though one element is
// used by a function and could move to its partition. A writable element, so that it is not copied instead.
#include <stdio.h>

struct entry {
    int (*run)(void);
    int count;
};
#define RUN(name, body) \
    static int name(void) { printf(#name " "); return body; } \
    static struct entry entry_##name __attribute__((section("initcalls"), used)) = {name, 0};

static struct entry entry_last;
RUN(first, 0)
RUN(second, entry_last.count++)
RUN(third, 0)
RUN(fourth, 0)
RUN(last, entry_last.count == 1 ? 0 : 2)

extern struct entry __start_initcalls[], __stop_initcalls[];

int main(void) {
    for (struct entry *e = __start_initcalls; e != __stop_initcalls; e++) {
        if (e->run()) return 1;
    }
    printf("%d\n", entry_last.count);
    return 0;
}
