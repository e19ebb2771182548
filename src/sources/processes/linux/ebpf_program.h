#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "sources/processes/process_facts.h"

struct bpf_link;
struct bpf_object;

namespace wee {

/// The kernel half of the process monitor (process_events.bpf.c), loaded and attached as long as this lives.
class EbpfProgram {
public:
    struct Settings {
        /// Only these, and what may be one of them, are reported; none: all.
        std::vector<std::string> wanted_names;
        /// It and its descendants are not reported; 0: all are.
        ProcessNumber ignored = 0;
    };

    /// Fails with a sentence of what the kernel or the user's rights lack.
    static Result<EbpfProgram> load(const Settings& settings);

    /// Of the ring buffer.
    [[nodiscard]] int ring() const;
    /// Records that the ring had no room for, since the loading.
    [[nodiscard]] std::uint64_t lost() const;

    /// It runs already, and is to be reported.
    void want(ProcessNumber pid);
    /// It runs already, and descends from what is ignored.
    void ignore(ProcessNumber pid);

private:
    struct Close {
        void operator()(bpf_object* object) const;
        void operator()(bpf_link* link) const;
    };
    using Object = std::unique_ptr<bpf_object, Close>;
    using Link = std::unique_ptr<bpf_link, Close>;

    explicit EbpfProgram(Object object) : object_(std::move(object)) {}
    Result<void> prepare(const Settings& settings);
    Result<void> attach();
    void set(const char* map, const void* key, std::size_t size);

    Object object_;
    std::vector<Link> links_;  // after object_: they go first
};

}  // namespace wee
