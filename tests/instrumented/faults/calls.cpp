#include "faults.h"

static int twice(int a) { return a * 2; }
static int half(int a) { return a / 2; }
static long notAHandler(long a, long b, long c) { return a + b + c; }

Handler handlers[4] = {twice, half, twice, (Handler)(void *)notAHandler};

NOINLINE int callHandler(int index) { return ((volatile Handler *)handlers)[index](21); }
NOINLINE int countLegs(Animal *animal) { return animal->legs(1); }
NOINLINE int castDown(Animal *animal) { return static_cast<Dog *>(animal)->bark(); }

typedef int (Animal::*Member)(int);
NOINLINE int callMember(Animal *animal, int wrong) {
    int (Plant::*leaves)(int) = &Plant::leaves;
    Member volatile member = wrong ? (Member)leaves : &Animal::legs;
    Member copy = member;
    return (animal->*copy)(2);
}
