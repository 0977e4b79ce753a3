// Writes BYTES bytes of fixed, mixed data to standard output: text-like, structured, repetitive and incompressible
// stretches, and copies from far back, so that a compressor meets every one of its code paths.
// usage: make-data BYTES
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 0x9e3779b97f4a7c15u;

static uint32_t next_random(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32);
}

static size_t word(uint8_t *out) {
    // A few thousand words, short ranks far more often than long ones.
    uint32_t rank = next_random() % (1 + next_random() % 4000), length = 2 + rank % 9;
    uint64_t letters = (rank + 1) * 0x9e3779b97f4a7c15u;
    for (uint32_t i = 0; i < length; i++, letters /= 26)
        out[i] = (uint8_t)('a' + letters % 26);
    out[length] = next_random() % 12 ? ' ' : '\n';
    return length + 1;
}

static size_t record(uint8_t *out, uint32_t serial) {
    uint32_t fields[8] = {serial, serial * 16, 0, next_random() % 100, 0x3f800000u, serial / 7, 0xffffffffu, next_random() & 0xff00u};
    memcpy(out, fields, sizeof fields);
    return sizeof fields;
}

int main(int argc, char **argv) {
    size_t size = argc > 1 ? strtoull(argv[1], NULL, 10) : 0, at = 0;
    uint8_t *data = malloc(size + 65536);
    if (!data || size == 0) {
        fprintf(stderr, "make-data: a number of bytes is needed\n");
        return 1;
    }
    for (uint32_t block = 0; at < size; block++) {
        size_t end = at + 4096 + next_random() % 61440;
        if (end > size)
            end = size;
        switch (next_random() % 16) {
        case 0: // noise
            for (; at < end; at += 4) {
                uint32_t value = next_random();
                memcpy(data + at, &value, 4);
            }
            break;
        case 1: // a run
            memset(data + at, (int)(block & 0xff), end - at);
            at = end;
            break;
        case 2:
        case 3: // far copies with small changes
            while (at < end) {
                size_t length = 64 + next_random() % 2000, back = at > length ? next_random() % (at - length) : 0;
                if (back + length > at)
                    break;
                memcpy(data + at, data + back, length);
                data[at + length / 2] ^= 0x20;
                at += length;
            }
            break;
        case 4:
        case 5:
        case 6:
        case 7:
            for (uint32_t serial = block * 1000; at < end; serial++)
                at += record(data + at, serial);
            break;
        default:
            while (at < end)
                at += word(data + at);
        }
    }
    size_t written = fwrite(data, 1, size, stdout);
    free(data);
    return written == size ? 0 : 1;
}
