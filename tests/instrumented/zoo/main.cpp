#include "zoo.h"
#include <stdio.h>
#include <string.h>

static int early = globalCounter.next();
static const char *const labels[] = {"areas", "errors", "dispatch", "threads", "templates"};

static void report(int label, long value) { printf("%s %ld\n", labels[label], value); }

static int identify(Shape *shape) {
    int what = typeid(*shape) == typeid(Square) ? 1 : 0;
    if (auto *loud = dynamic_cast<Loud *>(shape)) what += loud->loudness();
    if (dynamic_cast<Rectangle *>(shape)) what += 1000;
    return what;
}

int main(int argc, char **) {
    long areas = 0;
    for (int i = 0; i < 9; i++) {
        Shape *shape = makeShape(i + argc - 1);
        areas += shape->area() + (long)strlen(shape->name()) + identify(shape);
        delete shape;
    }
    Loud *loud = makeLoud();
    areas += loud->loudness();
    delete loud;
    report(0, areas);

    const int values[] = {4, -2, 9, argc, -1};
    report(1, tryAll(values, 5) + uses());
    report(2, dispatch(argc, 200));
    report(3, runThreads(4));
    const double reals[] = {1.5, 9.25, argc * 2.0};
    const long longs[] = {7, argc, 12};
    report(4, largest(values, 5) + largest(longs, 3) + (long)(largest(reals, 3) * 4) + early);
    printf("counter %d\n", globalCounter.value);
    return 0;
}
