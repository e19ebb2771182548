#include "script/runtime/lua_memory.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <cstring>
#include <functional>

namespace wee {
namespace {

constexpr std::size_t kArenaBytes = 1024 * 1024;
constexpr std::size_t kStep = 16;  // of the sizes of small blocks, and what each is aligned to
constexpr int kMostRefusals = 16;
constexpr std::size_t kMuch = 4;  // part of the limit: to collect less than this costs little

std::size_t rounded(std::size_t size) {
    return (size + kStep - 1) / kStep * kStep;
}

}  // namespace

/// What stands before a block outside the arena.
struct alignas(std::max_align_t) LuaMemory::Outside {
    Outside* previous;
    Outside* next;
};

// Not value-initialised: pages that no script needs are never touched.
LuaMemory::LuaMemory() : arena_(new std::byte[kArenaBytes]) {}

LuaMemory::~LuaMemory() {
    free_outside();
}

void* LuaMemory::allocate(void* self, void* block, std::size_t old_size, std::size_t new_size) {
    LuaMemory& memory = *static_cast<LuaMemory*>(self);
    if (block == nullptr) {
        return new_size == 0 ? nullptr : memory.take(new_size);  // old_size says what kind of object
    }
    if (new_size == 0) {
        memory.give_back(block, old_size);
        return nullptr;
    }
    return memory.resize(block, old_size, new_size);
}

LuaMemory::Snapshot LuaMemory::save() const {
    assert(can_save());
    Snapshot snapshot;
    snapshot.bytes_.assign(arena_.get(), arena_.get() + used_);
    snapshot.free_ = free_;
    snapshot.live_ = live_;
    return snapshot;
}

void LuaMemory::restore(const Snapshot& snapshot) {
    free_outside();
    std::ranges::copy(snapshot.bytes_, arena_.get());
    used_ = snapshot.bytes_.size();
    free_ = snapshot.free_;
    live_ = snapshot.live_;
    refusals_ = 0;
}

void LuaMemory::clear() {
    free_outside();
    used_ = 0;
    free_.fill(nullptr);
    live_ = 0;
    refusals_ = 0;
}

void* LuaMemory::take(std::size_t size) {
    if (!allows(size)) {
        return nullptr;
    }
    void* block = take_from_arena(rounded(size));
    if (block == nullptr) {
        block = take_outside(rounded(size));
    }
    if (block != nullptr) {
        live_ += size;
    }
    return block;
}

bool LuaMemory::allows(std::size_t more) {
    if (live_ <= limit_ && more <= limit_ - live_ && refusals_ < kMostRefusals) {
        return true;
    }
    refusals_ += live_ > limit_ / kMuch ? 1 : 0;
    if (on_refusal_) {
        on_refusal_();
    }
    return false;
}

/// A free block of that size, or the next bytes of the arena, or null.
void* LuaMemory::take_from_arena(std::size_t size) {
    const std::size_t size_class = size / kStep - 1;
    if (size_class < free_.size() && free_[size_class] != nullptr) {
        void* block = free_[size_class];
        std::memcpy(&free_[size_class], block, sizeof(void*));
        return block;
    }
    if (size > kArenaBytes - used_) {
        return nullptr;
    }
    void* block = arena_.get() + used_;
    used_ += size;
    return block;
}

void* LuaMemory::take_outside(std::size_t size) {
    auto* head = static_cast<Outside*>(std::malloc(sizeof(Outside) + size));
    if (head == nullptr) {
        return nullptr;
    }
    *head = {nullptr, outside_};
    if (outside_ != nullptr) {
        outside_->previous = head;
    }
    outside_ = head;
    return head + 1;
}

void LuaMemory::give_back(void* block, std::size_t size) {
    live_ -= size;
    if (is_in_arena(block)) {
        const std::size_t size_class = rounded(size) / kStep - 1;
        if (size_class < free_.size()) {  // larger holes are given up until the state is
            std::memcpy(block, &free_[size_class], sizeof(void*));
            free_[size_class] = block;
        }
        return;
    }
    Outside* head = static_cast<Outside*>(block) - 1;
    (head->previous == nullptr ? outside_ : head->previous->next) = head->next;
    if (head->next != nullptr) {
        head->next->previous = head->previous;
    }
    std::free(head);
}

void* LuaMemory::resize(void* block, std::size_t old_size, std::size_t new_size) {
    if (rounded(old_size) == rounded(new_size)) {
        if (new_size > old_size && !allows(new_size - old_size)) {
            return nullptr;
        }
        live_ = live_ - old_size + new_size;
        return block;
    }
    void* target = take(new_size);
    if (target == nullptr) {
        if (new_size <= old_size) {  // Lua relies on it that making smaller works
            live_ -= old_size - new_size;
            return block;
        }
        return nullptr;
    }
    std::memcpy(target, block, std::min(old_size, new_size));
    give_back(block, old_size);
    return target;
}

void LuaMemory::free_outside() {
    while (outside_ != nullptr) {
        Outside* next = outside_->next;
        std::free(outside_);
        outside_ = next;
    }
}

bool LuaMemory::is_in_arena(const void* block) const {
    const std::less<const void*> before;
    return !before(block, arena_.get()) && before(block, arena_.get() + kArenaBytes);
}

}  // namespace wee
