#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "os/file_writer.h"

namespace wee {

/// Keeps what would be written for the test. One thread.
class FakeFileWriter final : public FileWriter {
public:
    struct Write {
        std::string path;
        std::string content;
        WriteMode mode;
        bool creates_directories;
    };

    Result<void> write(const WriteRequest& request) override {
        if (failure_) {
            return Error(*failure_);
        }
        writes_.push_back(
            {request.path, std::string(request.content), request.mode, request.creates_directories});
        return {};
    }
    /// From now on nothing can be written.
    void fail_with(std::string message) { failure_ = std::move(message); }
    [[nodiscard]] const std::vector<Write>& writes() const { return writes_; }

private:
    std::vector<Write> writes_;
    std::optional<std::string> failure_;
};

}  // namespace wee
