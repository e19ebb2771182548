#pragma once

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <new>

// Counts what the program that includes this takes from the heap by `new`. Include it in one file of a test
// program: it replaces the operators of all of it.

namespace wee {

inline std::atomic<std::size_t> allocations_so_far{0};

inline std::size_t allocation_count() {
    return allocations_so_far.load(std::memory_order_relaxed);
}

}  // namespace wee

// Not inlined: GCC would see `new` from here meet `free`, and take it for a mistake.
// NOLINTBEGIN(misc-definitions-in-headers)
[[gnu::noinline]] void* operator new(std::size_t size) {
    wee::allocations_so_far.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(size == 0 ? 1 : size)) {
        return memory;
    }
    throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    wee::allocations_so_far.fetch_add(1, std::memory_order_relaxed);
    return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
// NOLINTEND(misc-definitions-in-headers)
