#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

#include "telemetry/log_output.h"

namespace wee {
namespace {

/// A pipe in the place of standard output, as long as the object lives.
class PipeAsStandardOutput {
public:
    PipeAsStandardOutput() {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        reading_end_ = ends[0];
        former_ = ::dup(STDOUT_FILENO);
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[1]);
    }
    ~PipeAsStandardOutput() {
        give_back();
        close_reader();
    }
    PipeAsStandardOutput(const PipeAsStandardOutput&) = delete;
    PipeAsStandardOutput& operator=(const PipeAsStandardOutput&) = delete;

    /// Standard output is what it was; the pipe has no writer any more.
    void give_back() {
        if (former_ >= 0) {
            ::dup2(former_, STDOUT_FILENO);
            ::close(std::exchange(former_, -1));
        }
    }
    void close_reader() {
        if (reading_end_ >= 0) {
            ::close(std::exchange(reading_end_, -1));
        }
    }
    /// To the end.
    [[nodiscard]] std::string read_all() const {
        std::string text;
        std::array<char, 4096> buffer{};
        for (ssize_t size = 0; (size = ::read(reading_end_, buffer.data(), buffer.size())) > 0;) {
            text.append(buffer.data(), static_cast<std::size_t>(size));
        }
        return text;
    }

private:
    int reading_end_ = -1;
    int former_ = -1;
};

TEST(StandardOutput, SaysWhenItsReaderWentAway) {
    const auto former = std::signal(SIGPIPE, SIG_IGN);
    PipeAsStandardOutput pipe;
    pipe.close_reader();
    EXPECT_FALSE(make_standard_output()->write("nobody reads this\n"));
    pipe.give_back();
    EXPECT_TRUE(make_standard_output()->write(""));
    std::signal(SIGPIPE, former);
}

/// Another process that shares the descriptor may have set it so.
TEST(StandardOutput, WritesAllAlsoWhereTheDescriptorDoesNotBlock) {
    const std::string text(1'000'000, 'x');
    PipeAsStandardOutput pipe;
    ::fcntl(STDOUT_FILENO, F_SETFL, O_NONBLOCK);
    std::string seen;
    bool is_written = false;
    {
        std::jthread reader([&] { seen = pipe.read_all(); });
        is_written = make_standard_output()->write(text);
        pipe.give_back();
    }
    EXPECT_TRUE(is_written);
    EXPECT_EQ(seen.size(), text.size());
}

}  // namespace
}  // namespace wee
