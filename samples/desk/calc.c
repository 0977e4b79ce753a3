#include "desk.h"

#include <ctype.h>
#include <stdlib.h>

typedef struct {
    const char *at;
    const char *error; // the first mistake, or NULL
    int depth;
} reader;

static int evaluations;

static double sum(reader *r);

static char peek(reader *r) {
    while (isspace((unsigned char)*r->at))
        r->at++;
    return *r->at;
}

static double fail(reader *r, const char *error) {
    if (!r->error)
        r->error = error;
    return 0;
}

static double named(reader *r) {
    const char *name = r->at;
    while (isalnum((unsigned char)*r->at))
        r->at++;
    size_t length = (size_t)(r->at - name);
    double value;
    if (table_constant(name, length, &value))
        return value;
    calc_function function = table_function(name, length);
    if (!function)
        return fail(r, "unknown name");
    if (peek(r) != '(')
        return fail(r, "a function wants (");
    r->at++;
    value = function(sum(r));
    if (peek(r) != ')')
        return fail(r, ") expected");
    r->at++;
    return value;
}

static double atom(reader *r) {
    char c = peek(r);
    if (c == '-') {
        r->at++;
        return -atom(r);
    }
    if (isdigit((unsigned char)c)) {
        char *end;
        double value = strtod(r->at, &end);
        r->at = end;
        return value;
    }
    if (isalpha((unsigned char)c))
        return named(r);
    if (c != '(')
        return fail(r, "a number, a name or ( expected");
    if (++r->depth > 100)
        return fail(r, "too deep");
    r->at++;
    double value = sum(r);
    if (peek(r) != ')')
        return fail(r, ") expected");
    r->at++;
    r->depth--;
    return value;
}

static double product(reader *r) {
    double value = atom(r);
    for (char c; !r->error && ((c = peek(r)) == '*' || c == '/');) {
        r->at++;
        double right = atom(r);
        if (c == '/' && right == 0)
            return fail(r, "division by zero");
        value = c == '*' ? value * right : value / right;
    }
    return value;
}

static double sum(reader *r) {
    double value = product(r);
    for (char c; !r->error && ((c = peek(r)) == '+' || c == '-');) {
        r->at++;
        double right = product(r);
        value = c == '+' ? value + right : value - right;
    }
    return value;
}

bool calc_evaluate(const char *text, double *value, const char **error) {
    reader r = {text, NULL, 0};
    evaluations++;
    *value = sum(&r);
    if (!r.error && peek(&r) != '\0')
        r.error = "something is left over";
    *error = r.error;
    return !r.error;
}

int calc_evaluations(void) { return evaluations; }
