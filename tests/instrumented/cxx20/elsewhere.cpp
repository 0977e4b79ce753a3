#include <coroutine>
import sequence;

namespace {

// A coroutine that hands over to another without growing the stack.
struct Task {
    struct promise_type {
        std::coroutine_handle<> caller = std::noop_coroutine();
        int result = 0;
        Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct Final {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> handle) noexcept { return handle.promise().caller; }
            void await_resume() noexcept {}
        };
        Final final_suspend() noexcept { return {}; }
        void return_value(int value) { result = value; }
        void unhandled_exception() {}
    };
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> from) {
        handle.promise().caller = from;
        return handle;
    }
    int await_resume() {
        int result = handle.promise().result;
        handle.destroy();
        return result;
    }
    std::coroutine_handle<promise_type> handle;
};

Task leaf(int depth) { co_return depth + sequence::timesAsked() % 2; }

Task deep(int depth) {
    if (depth == 0) co_return co_await leaf(depth);
    int below = co_await deep(depth - 1);
    co_return below + 1;
}

} // namespace

int useElsewhere(int count) {
    int sum = 0;
    for (auto generator = sequence::mapped(sequence::squares(count), [](int value) { return -value; }); generator.next();) sum += generator.value();
    auto top = deep(100000);
    top.handle.resume();
    sum += top.handle.promise().result;
    top.handle.destroy();
    return sum;
}
