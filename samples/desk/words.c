#include "desk.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, LONGEST = 32 };

typedef struct {
    char text[LONGEST];
    int count;
} word;

static word table[SLOTS]; // open addressing; never more than half full
static int used;

static uint32_t hash(const char *text) {
    uint32_t h = 2166136261u;
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 16777619u;
    return h;
}

static void count_word(const char *text) {
    uint32_t slot = hash(text) % SLOTS;
    while (table[slot].count && strcmp(table[slot].text, text) != 0)
        slot = (slot + 1) % SLOTS;
    if (!table[slot].count) {
        if (used == SLOTS / 2)
            return;
        used++;
        strcpy(table[slot].text, text);
    }
    table[slot].count++;
}

void words_add(const char *text) {
    char current[LONGEST];
    size_t length = 0;
    for (;; text++) {
        if (isalnum((unsigned char)*text) && length < LONGEST - 1) {
            current[length++] = (char)tolower((unsigned char)*text);
        } else if (length) {
            current[length] = '\0';
            count_word(current);
            length = 0;
        }
        if (!*text)
            return;
    }
}

static int by_count_then_text(const void *left, const void *right) {
    const word *a = left, *b = right;
    return a->count != b->count ? b->count - a->count : strcmp(a->text, b->text);
}

void words_report(int most) {
    word *sorted = malloc(sizeof table);
    int n = 0;
    if (!sorted)
        return;
    for (int i = 0; i < SLOTS; i++)
        if (table[i].count)
            sorted[n++] = table[i];
    qsort(sorted, (size_t)n, sizeof *sorted, by_count_then_text);
    printf("words: %d different\n", n);
    for (int i = 0; i < n && i < most; i++)
        printf("  %3d %s\n", sorted[i].count, sorted[i].text);
    free(sorted);
}
