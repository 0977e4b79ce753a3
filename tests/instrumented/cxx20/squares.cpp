module;
#include <coroutine>
#include <stdexcept>
module sequence;

sequence::Generator sequence::squares(int count) {
    for (int i = 1; i <= count; i++) {
        resumed++;
        co_yield i * i + timesAsked() - timesAsked() + 1;
    }
}

sequence::Generator sequence::failing(int after) {
    for (int i = 0;; i++) {
        if (i == after) throw std::out_of_range("no more");
        co_yield i;
    }
}
