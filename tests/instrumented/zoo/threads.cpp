#include "zoo.h"
#include <thread>

static thread_local int localCalls = checked(40);
thread_local int threadSeed = checked(2) + 1;
thread_local Log threadLog;
static int logsDestroyed;

Log::Log() : entries(threadSeed) {}
Log::~Log() { __atomic_fetch_add(&logsDestroyed, 1, __ATOMIC_SEQ_CST); }

static void work(int id, int *result) {
    int start = logFromElsewhere(id + 1);
    *result = start * 100 + threadLog.entries + ++localCalls;
}

int runThreads(int threads) {
    int sum = 0;
    for (int i = 0; i < threads; i += 2) {
        int first = 0, second = 0;
        std::thread a(work, i, &first), b(work, i + 1, &second);
        a.join();
        b.join();
        sum += first + second * 2;
    }
    return sum + __atomic_load_n(&logsDestroyed, __ATOMIC_SEQ_CST);
}
