#pragma once
#include <memory>

struct Shape {
    virtual ~Shape() = default;
    virtual int area() const = 0;
    virtual const char *name() const = 0;
    virtual bool wide() const { return false; }
};

// One implementation: wholeprogramdevirt makes its calls direct.
struct Only {
    virtual int one(int);
    virtual int constant();
    virtual ~Only();
};

std::unique_ptr<Shape> make(int);
Only *only(int);
int (*pick(int))(int);
int generated(int);
int specialised(int);
