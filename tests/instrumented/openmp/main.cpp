#include "work.h"
#include <omp.h>
#include <stdio.h>

#pragma omp declare simd
static double scale(double x) { return x * 0.5 + 1; }

int main() {
    omp_set_num_threads(2);
    double values[64];
#pragma omp simd
    for (int i = 0; i < 64; i++) values[i] = scale(i);
    double sum = 0;
#pragma omp parallel for reduction(+ : sum)
    for (int i = 0; i < 64; i++) sum += values[i];
    printf("%ld %ld %ld %ld %ld %d %.1f\n", reduce(5000), fibonacci(15), accumulate(100), ordered(50), named(100), dependent(), sum);
    return 0;
}
