#include "sources/files/linux/inotify_queue.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "os/linux/file_descriptor.h"

namespace wee {
namespace {

class KernelInotifyQueue final : public InotifyQueue {
public:
    explicit KernelInotifyQueue(FileDescriptor descriptor) : descriptor_(std::move(descriptor)) {}

    [[nodiscard]] int descriptor() const override { return descriptor_.number(); }

    int add_watch(const std::string& path, std::uint32_t mask) override {
        const int watch = inotify_add_watch(descriptor_.number(), path.c_str(), mask);
        return watch >= 0 ? watch : -errno;
    }

    void remove_watch(int watch) override { inotify_rm_watch(descriptor_.number(), watch); }

    std::size_t read(std::span<std::byte> buffer) override {
        ssize_t length = -1;
        do {
            length = ::read(descriptor_.number(), buffer.data(), buffer.size());
        } while (length < 0 && errno == EINTR);
        return length > 0 ? static_cast<std::size_t>(length) : 0;
    }

private:
    FileDescriptor descriptor_;
};

Error opening_failed(int error) {
    if (error == EMFILE) {
        return Error(
            "inotify cannot be opened: this user's limit of inotify instances "
            "(fs.inotify.max_user_instances) or of "
            "open files (ulimit -n) is reached; raise it with: sysctl fs.inotify.max_user_instances=1024");
    }
    return Error("inotify cannot be opened: " + std::generic_category().message(error));
}

}  // namespace

Result<std::unique_ptr<InotifyQueue>> open_inotify_queue() {
    FileDescriptor descriptor(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    if (!descriptor.is_open()) {
        return opening_failed(errno);
    }
    return std::unique_ptr<InotifyQueue>(std::make_unique<KernelInotifyQueue>(std::move(descriptor)));
}

}  // namespace wee
