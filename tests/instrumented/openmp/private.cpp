#include "work.h"

long accumulate(int count) {
    long total = 0;
#pragma omp parallel copyin(privateSum) num_threads(3)
    {
#pragma omp for schedule(static)
        for (int i = 0; i < count; i++) privateSum += i;
#pragma omp atomic
        total += privateSum;
    }
    return total;
}

// The same named critical section in two functions: one lock in the whole program.
static long inCritical;
static void enter(int amount) {
#pragma omp critical(counting)
    inCritical = inCritical + amount;
}

long named(int count) {
#pragma omp parallel for
    for (int i = 0; i < count; i++) {
        if (i % 2) enter(i);
        else {
#pragma omp critical(counting)
            inCritical = inCritical + 2 * i;
        }
    }
    return inCritical;
}
