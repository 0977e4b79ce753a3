#include "plain.h"

static int up(int a) { return a + 3; }
static int down(int a) { return a > 10 ? a - 4 : a; }
static int turn(int a) { return a ^ 21; }
static long notAStep(long a, void *b) { return b ? a : 0; }

struct Machine machine = {{up, down, turn}, 1};
Step wrongStep = (Step)(void *)notAStep;

NOINLINE int advance(struct Machine *m, int step) { return m->state = m->steps[step % 3](m->state); }
NOINLINE int callWrong(int wrong) { return (wrong ? wrongStep : machine.steps[0])(5); }
