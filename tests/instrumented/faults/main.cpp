#include "faults.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
    const char *fault = argc > 1 ? argv[1] : "none";
    auto wrong = [&](const char *name) { return strcmp(fault, name) == 0; };
    int sum = 0;
    sum += readFirst(wrong("first") ? 8 : 7);
    sum += readSecond(wrong("second") ? 17 : 3);
    sum += readHidden(wrong("hidden") ? 6 : 2);
    sum += readGreeting(wrong("greeting") ? 12 : 0);
    sum += writeHeap(wrong("heap") ? 24 : 23);
    sum += useFreed(wrong("freed"));
    sum += readStack(wrong("stack") ? 10 : 4);
    sum += useAfterScope(wrong("scope"));
    sum += addSigned(2147483000, wrong("add") ? 648 : 0) % 10;
    sum += multiplySigned(wrong("multiply") ? 1L << 62 : 1L << 20, 4) % 10;
    sum += negateSigned(wrong("negate") ? -2147483647 - 1 : 4);
    sum += shift(wrong("shift") ? 40 : 4);
    if (!wrong("divide")) sum += divide(7);
    else sum += divide(0);
    sum += asBool(wrong("bool") ? 3 : 1);
    sum += misaligned(wrong("align") ? 1 : 4);
    sum += fixedArray(wrong("bounds") ? 5 : 1);
    sum += callHandler(wrong("icall") ? 3 : argc & 1);
    Animal *animal = makeAnimal(wrong("vcall") ? 2 : wrong("sibling") ? 1 : 0);
    sum += countLegs(animal);
    animal = makeAnimal(wrong("downcast") ? 1 : wrong("unrelated") ? 2 : 0);
    sum += castDown(animal);
    sum += callMember(makeAnimal(0), wrong("member"));
    sum += race(wrong("race"));
    sum += smash(wrong("smash") ? 64 : 16) == 'x';
    // After a fault the sum is whatever lay in memory.
    printf("%s: %d, %d\n", fault, argc < 2 || wrong("none") ? sum : sum * 0, laterValue);
    return 0;
}
