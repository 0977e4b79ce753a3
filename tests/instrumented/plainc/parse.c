#include "plain.h"
#include <ctype.h>
#include <string.h>

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
    strncpy(to, from, room - 1);
    to[room - 1] = 0;
    return (int)strlen(to);
}
