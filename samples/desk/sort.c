#include "desk.h"

#include <string.h>

typedef bool (*before)(double, double);

static long comparisons;

static bool rising(double a, double b) { comparisons++; return a < b; }
static bool falling(double a, double b) { comparisons++; return b < a; }
static bool by_size(double a, double b) { return rising(a < 0 ? -a : a, b < 0 ? -b : b); }

// By the last digit of the integral part: an order with many ties, which a stable sort keeps as they came.
static bool by_digit(double a, double b) { return rising((double)((long)a % 10), (double)((long)b % 10)); }

static before order_named(const char *name) {
    switch (name[0]) {
    case 'r': return strcmp(name, "rising") == 0 ? rising : NULL;
    case 'f': return strcmp(name, "falling") == 0 ? falling : NULL;
    case 's': return strcmp(name, "size") == 0 ? by_size : NULL;
    case 'd': return strcmp(name, "digit") == 0 ? by_digit : NULL;
    default: return NULL;
    }
}

static void merge_sort(double *values, double *spare, size_t count, before less) {
    if (count < 2)
        return;
    size_t middle = count / 2, left = 0, right = middle, out = 0;
    merge_sort(values, spare, middle, less);
    merge_sort(values + middle, spare, count - middle, less);
    while (left < middle && right < count)
        spare[out++] = less(values[right], values[left]) ? values[right++] : values[left++];
    while (left < middle)
        spare[out++] = values[left++];
    memcpy(values, spare, out * sizeof *values);
}

long sort_values(double *values, size_t count, const char *order) {
    static double spare[4096];
    before less = order_named(order);
    if (!less || count > sizeof spare / sizeof *spare)
        return -1;
    comparisons = 0;
    merge_sort(values, spare, count, less);
    return comparisons;
}
