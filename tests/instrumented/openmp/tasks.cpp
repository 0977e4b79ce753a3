#include "work.h"

static long fibonacciTask(int n) {
    if (n < 2) return n;
    long a, b;
#pragma omp task shared(a) if (n > 8)
    a = fibonacciTask(n - 1);
    b = fibonacciTask(n - 2);
#pragma omp taskwait
    return a + b;
}

long fibonacci(int n) {
    long result = 0;
#pragma omp parallel
#pragma omp single
    result = fibonacciTask(n);
    return result;
}

int dependent() {
    int x = 1, y = 0;
#pragma omp parallel
#pragma omp single
    {
#pragma omp task depend(out : x) shared(x)
        x = 20;
#pragma omp task depend(in : x) depend(out : y) shared(x, y)
        y = x + 1;
#pragma omp task depend(in : y) shared(x, y)
        x = y * 2;
#pragma omp taskwait
    }
    return x + y;
}
