// What the IPO part of the pipeline cares about: virtual calls, calls through pointers, coroutines. With an argument "bad" it calls through a
// pointer of the wrong type, which control-flow integrity stops.
#include "shapes.h"
#include <cstdio>
#include <cstring>
#include <vector>

namespace {
struct Local : Shape {
    int area() const override { return 7; }
    const char *name() const override { return "local"; }
};
}

static int total(const std::vector<std::unique_ptr<Shape>> &shapes) {
    int sum = 0;
    for (auto &shape : shapes) {
        sum += shape->area();
        if (shape->wide())
            sum += 100;
    }
    return sum;
}

static int other(const char *text) { return (int)std::strlen(text); }

int main(int count, char **arguments) {
    std::vector<std::unique_ptr<Shape>> shapes;
    for (int i = 0; i < count + 5; i++)
        shapes.push_back(make(i));
    shapes.push_back(std::make_unique<Local>());
    for (auto &shape : shapes)
        std::printf("%s %d\n", shape->name(), shape->area());
    Only *object = only(count);
    std::printf("%d %d\n", object->one(3), object->constant());
    delete object;
    std::printf("%d %d %d\n", total(shapes), generated(count + 20), specialised(count + 5));
    int (*function)(int) = pick(count);
    if (count > 1 && std::strcmp(arguments[1], "bad") == 0)
        function = (int (*)(int))(void *)other;
    std::fflush(stdout);
    std::printf("%d\n", function(count > 1 ? 0 : count));
    return 0;
}
