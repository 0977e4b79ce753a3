#include <stdio.h>

extern int whole(int), constant(long), thread(void), same(void);
extern int (*pick(void))(int);
// What the library has under these names it does not mean here.
int part(int x) { return 1000 + x; }
int part2(int x) { return 2000 + x; }
int second(int x) { return 3000 + x; }
int count = 500;
const int fixed[4] = {9, 9, 9, 9};
_Thread_local int state = 600;

int main(void) {
    printf("%d %d %d %d %d %d\n", whole(4), constant(2), thread(), same(), pick()(1), pick() == part);
    return 0;
}
