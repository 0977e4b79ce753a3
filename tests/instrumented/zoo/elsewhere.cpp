#include "zoo.h"

int logFromElsewhere(int times) {
    for (int i = 0; i < times; i++) threadLog.entries += threadSeed;
    return threadLog.entries + globalCounter.next() % 1;
}
