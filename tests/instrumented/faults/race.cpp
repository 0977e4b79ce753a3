#include "faults.h"
#include <pthread.h>

static int shared[2];

static void *increment(void *where) {
    for (int i = 0; i < 1000; i++) (*(volatile int *)where)++;
    return 0;
}

NOINLINE int race(int wrong) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], 0, increment, &shared[wrong ? 0 : i]);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], 0);
    return shared[1] == 1000;
}
