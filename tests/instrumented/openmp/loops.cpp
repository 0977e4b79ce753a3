#include "work.h"
#include <omp.h>

int privateSum = 7;

long reduce(int count) {
    long sum = 0, largest = 0;
#pragma omp parallel for reduction(+ : sum) reduction(max : largest) schedule(dynamic, 16)
    for (int i = 0; i < count; i++) {
        sum += i % 7;
        if (i * 3L % 1001 > largest) largest = i * 3L % 1001;
    }
    return sum * 1000 + largest;
}

long ordered(int count) {
    long hash = 5;
#pragma omp parallel for ordered schedule(static, 3)
    for (int i = 0; i < count; i++) {
#pragma omp ordered
        hash = (hash * 31 + i) % 1000003;
    }
    return hash;
}
