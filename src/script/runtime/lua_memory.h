#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace wee {

/// The memory of one Lua state after the other, with a limit, and with a way back: what the state was at some
/// moment can be kept and put back byte for byte. That makes a fresh state cost what copying some kilobytes
/// costs. Not synchronised.
///
/// Small blocks come from an arena at a fixed place; what does not fit comes from the system. Only a state
/// that lies in the arena as a whole can be kept.
class LuaMemory {
public:
    /// All that the arena held at one moment. Means something only to the LuaMemory that it is of.
    class Snapshot {
    public:
        [[nodiscard]] std::size_t size() const { return bytes_.size(); }

    private:
        friend class LuaMemory;
        static constexpr std::size_t kClasses = 64;
        std::vector<std::byte> bytes_;
        std::array<void*, kClasses> free_{};
        std::size_t live_ = 0;
    };

    LuaMemory();
    ~LuaMemory();
    LuaMemory(const LuaMemory&) = delete;
    LuaMemory& operator=(const LuaMemory&) = delete;

    /// Lua's allocator: `self` is the LuaMemory. Answers null when the limit would be passed.
    static void* allocate(void* self, void* block, std::size_t old_size, std::size_t new_size);

    /// Bytes that may be in use at once. Those of what was put back count. A state that comes up against the
    /// limit again and again would do nothing but collect garbage: after some times it gets no more at all.
    void set_limit(std::size_t bytes) { limit_ = bytes; }
    [[nodiscard]] std::size_t live() const { return live_; }
    /// Called in the middle of an allocation that is refused: may look at the state and change nothing. Lua
    /// collects garbage then and asks once more.
    void set_on_refusal(std::function<void()> on_refusal) { on_refusal_ = std::move(on_refusal); }

    /// False while something lies outside the arena.
    [[nodiscard]] bool can_save() const { return outside_ == nullptr; }
    /// REQUIRES: can_save().
    [[nodiscard]] Snapshot save() const;
    /// Frees what is there and puts back what was.
    void restore(const Snapshot& snapshot);
    /// Frees all.
    void clear();

private:
    struct Outside;

    void* take(std::size_t size);
    bool allows(std::size_t more);
    void* take_from_arena(std::size_t size);
    void* take_outside(std::size_t size);
    void give_back(void* block, std::size_t size);
    void* resize(void* block, std::size_t old_size, std::size_t new_size);
    void free_outside();
    [[nodiscard]] bool is_in_arena(const void* block) const;

    std::unique_ptr<std::byte[]> arena_;
    std::size_t used_ = 0;  // of the arena, from its start
    std::array<void*, Snapshot::kClasses> free_{};
    Outside* outside_ = nullptr;
    std::size_t live_ = 0;
    std::size_t limit_ = 0;
    int refusals_ = 0;  // while much was live, since the state was put back
    std::function<void()> on_refusal_;
};

}  // namespace wee
