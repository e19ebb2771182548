#include "sources/desktop/linux/window_session.h"

#include <sys/eventfd.h>

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "event/event_subject.h"
#include "tests/support/awaited.h"
#include "tests/support/recording_log.h"
#include "tests/support/recording_sink.h"

namespace wee {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A desktop as the test says, shared with the connection to it.
struct FakeDesktop {
    enum class Answer { State, Silence, Refusal, Nobody };
    Answer answer = Answer::State;
    DesktopState state{};
    std::string failure{};  ///< Of the next reading.
    bool is_interrupted = false;
    int attempts = 0;
};

class FakeConnection final : public WindowConnection {
public:
    FakeConnection(Awaited<FakeDesktop>& desktop, int descriptor)
        : desktop_(desktop), descriptor_(descriptor) {}
    [[nodiscard]] std::string backend() const override { return "fake"; }
    [[nodiscard]] std::string peer() const override { return "the fake desktop"; }
    Result<DesktopState> open() override {
        desktop_.change([](FakeDesktop& desktop) { ++desktop.attempts; });
        if (answer() == FakeDesktop::Answer::Silence) {
            static_cast<void>(
                desktop_.wait_until([](const FakeDesktop& desktop) { return desktop.is_interrupted; }));
            return Error("interrupted");
        }
        if (answer() != FakeDesktop::Answer::State) {
            return Error("refused");
        }
        return desktop_.read([](const FakeDesktop& desktop) { return desktop.state; });
    }
    [[nodiscard]] bool is_desktop_gone() const override { return answer() == FakeDesktop::Answer::Nobody; }
    [[nodiscard]] int descriptor() const override { return descriptor_; }
    Result<Outcome> read(WindowTracker&) override {
        eventfd_t count = 0;
        eventfd_read(descriptor_, &count);
        const std::string failure =
            desktop_.change([](FakeDesktop& desktop) { return std::exchange(desktop.failure, {}); });
        return failure.empty() ? Result<Outcome>(Outcome::Nothing) : Error(failure);
    }
    void interrupt() override {
        desktop_.change([](FakeDesktop& desktop) { desktop.is_interrupted = true; });
    }
    void clear_interrupt() override {
        desktop_.change([](FakeDesktop& desktop) { desktop.is_interrupted = false; });
    }
    std::optional<std::string> title(WindowHandle) override { return std::nullopt; }

private:
    [[nodiscard]] FakeDesktop::Answer answer() const {
        return desktop_.read([](const FakeDesktop& desktop) { return desktop.answer; });
    }
    Awaited<FakeDesktop>& desktop_;
    int descriptor_;
};

class WindowSessionTest : public testing::Test {
protected:
    ~WindowSessionTest() override { stop(); }

    void make(std::chrono::milliseconds patience = WindowSession::kConnectTime) {
        session_.emplace(
            "windows", WindowFilter(), std::make_unique<FakeConnection>(desktop_, readable_.number()),
            FileDescriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), sink_, log_, clock_, patience);
    }
    void run() {
        make();
        ASSERT_TRUE(session_->open(stop_.get_token()).ok());
        thread_ = std::thread([this] { session_->run(stop_.get_token()); });
    }
    void stop() {
        stop_.request_stop();
        if (thread_.joinable()) {
            thread_.join();
        }
    }
    void set(FakeDesktop::Answer answer, DesktopState state = {}) {
        desktop_.change([&](FakeDesktop& desktop) {
            desktop.answer = answer;
            desktop.state = std::move(state);
        });
    }
    void break_connection() {
        desktop_.change(
            [](FakeDesktop& desktop) { desktop.failure = "the fake desktop closed the connection"; });
        eventfd_write(readable_.number(), 1);
    }
    [[nodiscard]] std::vector<EventKind> kinds() const {
        std::vector<EventKind> all;
        for (const Event& event : sink_.events()) {
            all.push_back(event.kind);
        }
        return all;
    }

    Awaited<FakeDesktop> desktop_;
    FileDescriptor readable_{eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    RecordingSink sink_;
    RecordingLog log_;
    SystemClock clock_;
    std::stop_source stop_;
    std::optional<WindowSession> session_;
    std::thread thread_;
};

Window window(WindowHandle id, std::string title) {
    return Window{id, std::move(title), "Class", "/bin/program", 5};
}

TEST_F(WindowSessionTest, AServerThatNeverAnswersIsGivenUp) {
    set(FakeDesktop::Answer::Silence);
    make(std::chrono::milliseconds{20});
    const Result<void> opened = session_->open(stop_.get_token());
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().message(), HasSubstr("the fake desktop has not answered for 20 ms"));
}

TEST_F(WindowSessionTest, AStopEndsTheWaitForAServer) {
    set(FakeDesktop::Answer::Silence);
    make();
    thread_ = std::thread([this] {
        static_cast<void>(
            desktop_.wait_until([](const FakeDesktop& desktop) { return desktop.attempts > 0; }));
        stop_.request_stop();
    });
    const Result<void> opened = session_->open(stop_.get_token());
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().message(), HasSubstr("asked to end"));
}

TEST_F(WindowSessionTest, ABrokenConnectionIsToldAndMadeAgainAndTheDifferenceReported) {
    set(FakeDesktop::Answer::State, {{window(1, "stays"), window(2, "goes")}, 1});
    run();
    set(FakeDesktop::Answer::Refusal);
    break_connection();
    EXPECT_TRUE(log_.wait_for("window_source_retry", 2)) << "tried again and again";
    EXPECT_THAT(kinds(), ElementsAre(EventKind::EventsLost)) << "it is there, and so may the windows be";
    set(FakeDesktop::Answer::State, {{window(1, "stays"), window(3, "new")}, 3});
    EXPECT_TRUE(log_.wait_for("window_source_back"));
    EXPECT_THAT(kinds(),
                ElementsAre(EventKind::EventsLost, EventKind::WindowDestroyed, EventKind::WindowCreated,
                            EventKind::WindowUnfocused, EventKind::WindowFocused));
    EXPECT_EQ(field_text(sink_.events()[0], FieldId::Reason), "the fake desktop closed the connection");
}

TEST_F(WindowSessionTest, WhereNobodyListensTheWindowsAreGone) {
    set(FakeDesktop::Answer::State, {{window(1, "a")}, 1});
    run();
    set(FakeDesktop::Answer::Nobody);
    break_connection();
    EXPECT_TRUE(sink_.wait_for(3));
    EXPECT_TRUE(log_.wait_for("window_source_retry", 3));
    EXPECT_THAT(kinds(),
                ElementsAre(EventKind::EventsLost, EventKind::WindowUnfocused, EventKind::WindowDestroyed));
}

TEST_F(WindowSessionTest, AStopEndsTheWaitBetweenTwoAttempts) {
    run();
    set(FakeDesktop::Answer::Refusal);
    break_connection();
    EXPECT_TRUE(log_.wait_for("window_source_retry", 4)) << "the next one comes in more than a second";
    const auto begin = clock_.steady_now();
    stop();
    EXPECT_LT(clock_.steady_now() - begin, std::chrono::seconds{1});
}

}  // namespace
}  // namespace wee
