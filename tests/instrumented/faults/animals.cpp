#include "faults.h"

Animal::~Animal() {}
int Animal::legs(int extra) { return 2 + extra; }
int Dog::legs(int extra) { return 4 + extra; }
Plant::~Plant() {}
int Plant::leaves(int extra) { return 40 + extra; }

NOINLINE Animal *makeAnimal(int wrong) {
    switch (wrong) {
    case 0: return new Dog;
    case 1: return new Animal;
    default: return (Animal *)(void *)new Plant;
    }
}
