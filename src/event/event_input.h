#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <streambuf>
#include <string>
#include <string_view>

#include "base/result.h"

namespace wee {

/// Where recorded events are read from: a file, a pipe or standard input, byte for byte. Not synchronised.
class EventInput {
public:
    /// What stands for standard input on the command line.
    static constexpr std::string_view kStandardInput = "-";

    /// Opens the file of that path (UTF-8; on Linux any bytes), or standard input. Fails with a sentence for
    /// what is missing, a directory or unreadable.
    static Result<EventInput> open(const std::string& path);
    /// Reads from `bytes`, which messages call `name`.
    EventInput(std::string name, std::unique_ptr<std::streambuf> bytes);

    /// What messages call it: "events.jsonl", "standard input".
    [[nodiscard]] const std::string& name() const { return name_; }

    /// Waits until something is there and reads as much of that as fits; 0 at the end.
    Result<std::size_t> read(std::span<char> room);
    /// All that is left. Fails when that is more than `most` bytes.
    Result<std::string> read_all(std::size_t most);

private:
    EventInput(std::string name, std::streambuf& bytes) : name_(std::move(name)), bytes_(&bytes) {}

    std::string name_;
    std::unique_ptr<char[]> buffer_;  // of owned_, so it has to outlive it
    std::unique_ptr<std::streambuf> owned_;
    std::streambuf* bytes_;
};

}  // namespace wee
