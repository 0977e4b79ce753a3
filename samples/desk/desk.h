// desk: a calculator, a word counter, a matrix corner and a sorting shelf over one line-oriented input.
// It exists to be partitioned: calls cross files both ways, state is static, tables hold function pointers.
#ifndef DESK_H
#define DESK_H

#include <stdbool.h>
#include <stddef.h>

// calc.c: evaluates an expression; on a mistake returns false and sets *error to what is wrong.
bool calc_evaluate(const char *text, double *value, const char **error);
int calc_evaluations(void);

// table.c: the functions and constants an expression may name.
typedef double (*calc_function)(double);
calc_function table_function(const char *name, size_t length);
bool table_constant(const char *name, size_t length, double *value);

// words.c: counts words; a word is letters and digits, case ignored.
void words_add(const char *text);
void words_report(int most);

// matrix.c: fills, multiplies and reduces small square matrices.
double matrix_checksum(int size, int power);

// sort.c: sorts values by a named order; returns how many comparisons it took, or -1 for an unknown order.
long sort_values(double *values, size_t count, const char *order);

#endif
