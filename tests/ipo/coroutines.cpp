#include "shapes.h"
#include <coroutine>

// At -O0 a coroutine is split by the link alone; its frame holds two arrays that are never alive together.
struct Generator {
    struct promise_type {
        int value;
        Generator get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(int x) { value = x; return {}; }
        void unhandled_exception() {}
        void return_void() {}
    };
    std::coroutine_handle<promise_type> handle;
    bool next() { handle.resume(); return !handle.done(); }
};

static Generator sequence(int n) {
    for (int i = 0; i < n; i++) {
        if (i % 2) {
            char big[64];
            for (int k = 0; k < 64; k++)
                big[k] = i + k;
            co_yield big[i % 64];
        } else {
            char other[64];
            for (int k = 0; k < 64; k++)
                other[k] = i * k;
            co_yield other[(i * 7) % 64];
        }
    }
}

int generated(int n) {
    int sum = 0;
    Generator generator = sequence(n);
    while (generator.next())
        sum = (sum * 3 + generator.handle.promise().value) & 0xffffff;
    generator.handle.destroy();
    return sum;
}
