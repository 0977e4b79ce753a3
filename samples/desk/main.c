#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void calculate(const char *text) {
    double value;
    const char *error;
    if (calc_evaluate(text, &value, &error))
        printf("%s = %.10g\n", text, value);
    else
        printf("%s: %s\n", text, error);
}

static void sort_line(const char *text) {
    char order[16];
    double values[64];
    size_t count = 0;
    int taken = 0;
    if (sscanf(text, "%15s%n", order, &taken) != 1)
        return;
    for (char *end; count < 64; text = end, taken = 0) {
        values[count] = strtod(text + taken, &end);
        if (end == text + taken)
            break;
        count++;
    }
    long comparisons = sort_values(values, count, order);
    if (comparisons < 0) {
        printf("%s: unknown order\n", order);
        return;
    }
    printf("%s:", order);
    for (size_t i = 0; i < count; i++)
        printf(" %g", values[i]);
    printf(" (%ld comparisons)\n", comparisons);
}

static void matrix_line(const char *text) {
    int size, power;
    if (sscanf(text, "%d %d", &size, &power) == 2)
        printf("matrix %d^%d: %.10g\n", size, power, matrix_checksum(size, power));
}

static const struct { const char *verb; void (*handle)(const char *); } verbs[] = {
    {"calc ", calculate}, {"sort ", sort_line}, {"matrix ", matrix_line}, {"words ", words_add},
};

int main(void) {
    char line[1024];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
            if (strncmp(line, verbs[i].verb, strlen(verbs[i].verb)) == 0)
                verbs[i].handle(line + strlen(verbs[i].verb));
    }
    words_report(5);
    printf("evaluations: %d\n", calc_evaluations());
    return 0;
}
