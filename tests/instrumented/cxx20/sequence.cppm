// A module interface: a coroutine type, a template and an inline variable for other files to use, and state of the module's own.
module;
#include <coroutine>
#include <exception>
export module sequence;

export namespace sequence {

struct Generator {
    struct promise_type {
        int current = 0;
        std::exception_ptr error;
        Generator get_return_object() { return Generator{std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(int value) {
            current = value;
            return {};
        }
        void return_void() {}
        void unhandled_exception() { error = std::current_exception(); }
    };

    explicit Generator(std::coroutine_handle<promise_type> handle) : handle(handle) {}
    Generator(const Generator &) = delete;
    Generator(Generator &&other) : handle(other.handle) { other.handle = nullptr; }
    ~Generator() {
        if (handle) handle.destroy();
    }
    bool next() {
        handle.resume();
        if (handle.promise().error) std::rethrow_exception(handle.promise().error);
        return !handle.done();
    }
    int value() const { return handle.promise().current; }
    std::coroutine_handle<promise_type> handle;
};

Generator squares(int count);
Generator failing(int after);
template <class F> Generator mapped(Generator from, F apply) {
    while (from.next()) co_yield apply(from.value());
}
inline int resumed = 0;
int timesAsked();

} // namespace sequence

int asked = 10;
int sequence::timesAsked() { return ++asked; }
