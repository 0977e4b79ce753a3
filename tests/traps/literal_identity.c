// Pointers to string literals are kept and compared. Two copies are two addresses wherever the linker does not merge them (-O0, -r, --emit-relocs).
#include <stdio.h>
#include <string.h>

static const char *const token = "a token that is long enough not to be folded";
static const void *const wide = u"sixteen bit text of some length";
static const char *const names[] = {"the first of a table of names", "the second of a table of names"};

__attribute__((noinline)) static const void *get(int i) {
    return i == 0 ? token : i == 1 ? wide : names[i - 2];
}

__attribute__((noinline)) static int is(const void *p, int i) {
    return i == 0 ? p == token : i == 1 ? p == wide : p == names[i - 2];
}

// Only read, by those who keep nothing of the address: this one may be copied.
__attribute__((noinline)) static size_t length(int n) {
    char text[64];
    memcpy(text, "text that nobody points at", 27);
    text[n & 15] = 0;
    return strlen(text);
}

__attribute__((noinline)) static size_t other(int n) {
    char text[64];
    memcpy(text, "text that nobody points at", 27);
    text[(n + 1) & 15] = 0;
    return strlen(text);
}

const void *(*volatile g)(int) = get;
int (*volatile f)(const void *, int) = is;

int main(int argc, char **argv) {
    (void)argv;
    printf("%d %d %d %d %zu %zu\n", f(g(0), 0), f(g(1), 1), f(g(2), 2), f(g(argc + 2), argc + 2), length(argc), other(argc));
    return 0;
}
