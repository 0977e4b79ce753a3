#include "desk.h"

#include <string.h>

enum { LARGEST = 96 };

typedef double matrix[LARGEST][LARGEST];

static matrix base, result, scratch;

static void fill(matrix m, int size) {
    for (int i = 0; i < size; i++)
        for (int j = 0; j < size; j++)
            m[i][j] = ((i * 7 + j * 3) % 11 - 5) / 8.0;
}

static void identity(matrix m, int size) {
    for (int i = 0; i < size; i++)
        for (int j = 0; j < size; j++)
            m[i][j] = i == j;
}

// The entries stay exact in binary for small powers, so vectorising may not change what is printed.
static void multiply(matrix out, matrix a, matrix b, int size) {
    memset(out, 0, sizeof(matrix));
    for (int i = 0; i < size; i++)
        for (int k = 0; k < size; k++)
            for (int j = 0; j < size; j++)
                out[i][j] += a[i][k] * b[k][j];
}

double matrix_checksum(int size, int power) {
    double total = 0;
    if (size > LARGEST)
        size = LARGEST;
    fill(base, size);
    identity(result, size);
    for (int p = 0; p < power; p++) {
        multiply(scratch, result, base, size);
        memcpy(result, scratch, sizeof result);
    }
    for (int i = 0; i < size; i++)
        for (int j = 0; j < size; j++)
            total += result[i][j] * (1 + (i + j) % 3);
    return total;
}
