#include "plain.h"
#include <ctype.h>

NOINLINE int parse(const char *text, int *values, int room) {
    int count = 0;
    while (*text && count < room) {
        switch (*text) {
        case ' ':
        case ',': text++; break;
        case '-': values[count++] = -1; text++; break;
        default:
            if (isdigit((unsigned char)*text)) {
                int value = 0;
                while (isdigit((unsigned char)*text)) value = value * 10 + (*text++ - '0');
                values[count++] = value;
            } else {
                return -count - 1;
            }
        }
    }
    return count;
}

NOINLINE int copyText(char *to, size_t room, const char *from) {
    size_t length = 0;
    for (; length + 1 < room && from[length]; length++) ((volatile char *)to)[length] = from[length];
    ((volatile char *)to)[length] = 0;
    return (int)length;
}
