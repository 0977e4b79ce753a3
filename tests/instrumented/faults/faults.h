// Each function does one thing that an instrumented build must catch when index is out of range or kind is the wrong one, and is harmless
// otherwise. In files of their own, so that variables, their instrumentation and their uses fall into different partitions.
#pragma once
#define NOINLINE __attribute__((noinline))

extern int firstTable[8], secondTable[16];
extern const char greeting[12];
const int *hiddenTable();

int readFirst(int index);
int readSecond(int index);
int readHidden(int index);
int readGreeting(int index);
int writeHeap(int index);
int useFreed(int wrong);
int readStack(int index);
int smash(int length);
int useAfterScope(int wrong);

int addSigned(int a, int b);
int multiplySigned(long a, long b);
int negateSigned(int a);
int shift(int amount);
int divide(int by);
int asBool(int value);
int misaligned(int offset);
int fixedArray(int index);

struct Animal {
    virtual ~Animal();
    virtual int legs(int);
    int age = 3;
};
struct Dog : Animal {
    int legs(int) override;
    NOINLINE int bark() { return age + 1; }
};
struct Plant {
    virtual ~Plant();
    virtual int leaves(int);
    int height = 9;
};
Animal *makeAnimal(int wrong);
int countLegs(Animal *animal);
int castDown(Animal *animal);
int callMember(Animal *animal, int wrong);

typedef int (*Handler)(int);
extern Handler handlers[4];
int callHandler(int index);

int race(int wrong);
extern int laterValue;
