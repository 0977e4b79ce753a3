// A program small enough to build in a second, with what partitioning can break: virtual calls, tables of functions, statics with guards,
// inline variables, templates, exceptions and thread-local variables with constructors, all across files.
#pragma once
#include <stdexcept>
#include <typeinfo>

struct Shape {
    virtual ~Shape() = default;
    virtual int area() const = 0;
    virtual const char *name() const { return "shape"; }
};

struct Square : Shape {
    explicit Square(int side) : side(side) {}
    int area() const override { return side * side; }
    const char *name() const override;
    int side;
};

struct Rectangle final : Shape {
    Rectangle(int width, int height) : width(width), height(height) {}
    int area() const override;
    const char *name() const override;
    int width, height;
};

// Two interfaces: calls through the second go through thunks.
struct Loud {
    virtual ~Loud() = default;
    virtual int loudness() const = 0;
};

struct Bell : Shape, Loud {
    int area() const override;
    int loudness() const override;
};

Shape *makeShape(int kind);
Loud *makeLoud();

struct Negative : std::runtime_error {
    explicit Negative(int value) : runtime_error("negative"), value(value) {}
    int value;
};

int checked(int value);
int tryAll(const int *values, int count);

// One instance in the whole program, made once whichever file comes first.
struct Counter {
    Counter() : value(100) {}
    int next() { return __atomic_add_fetch(&value, 1, __ATOMIC_SEQ_CST); }
    int value;
};
inline Counter globalCounter;
inline int &uses() {
    static int count = checked(5);
    return count;
}

template <class T> __attribute__((noinline)) T largest(const T *values, int count) {
    T best = values[0];
    for (int i = 1; i < count; i++) {
        if (best < values[i]) best = values[i];
    }
    return best;
}

// Dynamic initialisation in each thread, reached through a wrapper from other files.
struct Log {
    Log();
    ~Log();
    int entries;
};
extern thread_local Log threadLog;
extern thread_local int threadSeed;
int logFromElsewhere(int times);
int runThreads(int threads);

typedef int (*Operation)(int, int);
extern const Operation operations[4];
int fold(Operation operation, const int *values, int count);
int dispatch(int seed, int rounds);
