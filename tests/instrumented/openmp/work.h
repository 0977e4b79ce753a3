#pragma once
extern int privateSum;
#pragma omp threadprivate(privateSum)
long reduce(int count);
long fibonacci(int n);
long accumulate(int count);
long ordered(int count);
long named(int count);
int dependent();
