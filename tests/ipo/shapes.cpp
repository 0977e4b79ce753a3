#include "shapes.h"

struct Square : Shape {
    int side;
    explicit Square(int side) : side(side) {}
    int area() const override { return side * side; }
    const char *name() const override { return "square"; }
    bool wide() const override { return side > 3; }
};

struct Circle : Shape {
    int radius;
    explicit Circle(int radius) : radius(radius) {}
    int area() const override { return 3 * radius * radius; }
    const char *name() const override { return "circle"; }
};

std::unique_ptr<Shape> make(int i) {
    if (i % 2)
        return std::make_unique<Square>(i);
    return std::make_unique<Circle>(i);
}

int Only::one(int x) { return x * 11; }
int Only::constant() { return 42; }
Only::~Only() {}
Only *only(int) { return new Only; }

static int twice(int x) { return 2 * x; }
static int thrice(int x) { return 3 * x; }
int (*pick(int c))(int) { return c > 1 ? twice : thrice; }
