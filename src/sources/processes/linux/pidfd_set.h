#pragma once

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "os/linux/file_descriptor.h"
#include "sources/processes/process_facts.h"

namespace wee {

/// Living processes whose end makes a descriptor readable. Holds a descriptor for each, at most a half of what
/// this process may open. Not synchronised.
class PidfdSet {
public:
    PidfdSet();

    /// Readable (poll) when one has ended; -1 when the kernel has no such thing.
    [[nodiscard]] int descriptor() const { return epoll_.number(); }
    [[nodiscard]] bool contains(ProcessNumber pid) const { return processes_.contains(pid); }

    enum class Outcome { Added, Gone, Unable };
    /// `Gone`: there is no such process any more. `Unable`: too many are open, or the kernel cannot.
    Outcome add(const ProcessIdentity& identity);
    void remove(ProcessNumber pid);
    /// Those that have ended, each once.
    std::vector<ProcessIdentity> take_ended();

private:
    struct Watched {
        ProcessIdentity identity;
        FileDescriptor descriptor;
    };
    FileDescriptor epoll_;
    std::size_t limit_ = 0;
    std::unordered_map<ProcessNumber, Watched> processes_;
};

}  // namespace wee
