#include <concepts>
#include <stdexcept>
#include <stdio.h>
import sequence;

int useElsewhere(int count);

template <std::integral T> constexpr T cubed(T value) { return value * value * value; }
constinit thread_local int steps = 3;

int main(int argc, char **) {
    int sum = 0;
    auto generator = sequence::squares(4 + argc);
    while (generator.next()) sum += generator.value();
    auto more = sequence::mapped(sequence::squares(5), [argc](int value) { return cubed(value) + argc; });
    while (more.next()) sum += more.value() % 1000;
    auto bad = sequence::failing(3);
    try {
        while (bad.next()) steps += bad.value();
    } catch (const std::out_of_range &e) {
        printf("caught %s\n", e.what());
    }
    printf("%d %d %d %d %d\n", sum, steps, useElsewhere(3), sequence::resumed, sequence::timesAsked());
    return 0;
}
