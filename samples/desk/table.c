#include "desk.h"

#include <string.h>

static int calls_of[3]; // how often the three local functions ran; read by twice() to keep them honest

static double square(double x) { calls_of[0]++; return x * x; }
static double cube(double x) { calls_of[1]++; return x * square(x); }
static double half(double x) { calls_of[2]++; return x / 2; }

// Newton's method, so that no libm is needed and every machine prints the same digits.
static double root(double x) {
    double guess = x > 1 ? x : 1;
    for (int i = 0; i < 200; i++)
        guess = (guess + x / guess) / 2;
    return x == 0 ? 0 : guess;
}

// Calls back into the calculator: a cycle between two files.
static double twice(double x) {
    double value = 0;
    const char *error;
    return calc_evaluate("2", &value, &error) ? value * x : calls_of[0];
}

static const struct { const char *name; calc_function function; } functions[] = {
    {"square", square}, {"cube", cube}, {"half", half}, {"root", root}, {"twice", twice},
};
static const struct { const char *name; double value; } constants[] = {{"pi", 3.14159265358979}, {"e", 2.71828182845905}, {"dozen", 12}};

static bool same(const char *entry, const char *name, size_t length) {
    return strlen(entry) == length && memcmp(entry, name, length) == 0;
}

calc_function table_function(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (same(functions[i].name, name, length))
            return functions[i].function;
    return NULL;
}

bool table_constant(const char *name, size_t length, double *value) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (same(constants[i].name, name, length)) {
            *value = constants[i].value;
            return true;
        }
    return false;
}
