#include "script/host/linux/landlock.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>

namespace wee {
namespace {

// The kernel's interface in our own words: the headers of a distribution may be older than its kernel.
constexpr long kCreateRuleset = 444;
constexpr long kRestrictSelf = 446;
constexpr unsigned kAskVersion = 1;

struct Ruleset {
    std::uint64_t files = 0;
    std::uint64_t ports = 0;
    std::uint64_t scopes = 0;
};

constexpr std::uint64_t lowest_bits(unsigned count) {
    return (std::uint64_t{1} << count) - 1;
}

/// All rights that a version of Landlock knows. Files: 13 from the first version on, then linking elsewhere
/// (2), truncating (3) and ioctl on devices (5).
Ruleset everything(long version) {
    constexpr std::array<unsigned, 6> kFileRights{0, 13, 14, 15, 15, 16};
    Ruleset ruleset;
    ruleset.files = lowest_bits(kFileRights[static_cast<std::size_t>(version < 5 ? version : 5)]);
    ruleset.ports = version >= 4 ? lowest_bits(2) : 0;
    ruleset.scopes = version >= 6 ? lowest_bits(2) : 0;
    return ruleset;
}

}  // namespace

int apply_landlock() {
    const long version = ::syscall(kCreateRuleset, nullptr, 0, kAskVersion);
    if (version < 1) {
        return version < 0 ? errno : ENOSYS;
    }
    const Ruleset ruleset = everything(version);
    const auto descriptor = static_cast<int>(::syscall(kCreateRuleset, &ruleset, sizeof ruleset, 0));
    if (descriptor < 0) {
        return errno;
    }
    const int error = ::syscall(kRestrictSelf, descriptor, 0) == 0 ? 0 : errno;
    ::close(descriptor);
    return error;
}

}  // namespace wee
