#include "shapes.h"

typedef int (*Step)(int);

static int up(int x) { return x * 3 + 1; }
static int down(int x) { return x / 2 - 5; }

// Too large to be inlined, and worth a copy for each function it is given: ipsccp makes them, but not for size.
__attribute__((noinline)) static int run(Step step, int n, unsigned *values) {
    int sum = 0;
#define TURN(k)                                       \
    for (int i = 0; i < n; i++) {                     \
        sum += step(values[(i + k) % n] & 255) ^ k;   \
        values[(i * k) % n] += sum & 15;              \
        if (sum & 1)                                  \
            values[(i + 2 * k) % n] ^= step(sum & 7); \
        else                                          \
            sum -= step(values[i] & 63) * k;          \
        sum &= 0xffff;                                \
    }
    TURN(1) TURN(2) TURN(3) TURN(5) TURN(7) TURN(9) TURN(11) TURN(13)
    TURN(15) TURN(17) TURN(19) TURN(21) TURN(23) TURN(25) TURN(27) TURN(29)
    return sum;
}

int specialised(int n) {
    unsigned values[16];
    for (int i = 0; i < 16; i++)
        values[i] = i * n;
    int sum = 0;
    for (int i = 0; i < n; i++) {
        sum += run(up, 8, values);
        sum ^= run(down, 12, values);
    }
    return sum;
}
