#include "rules/rule_engine.h"

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/manual_clock.h"
#include "tests/support/triggers.h"

namespace wee {
namespace {

class RecordingHandler final : public FiringHandler {
public:
    struct Fired {
        std::string path;
        RuleIndex rule;
        friend bool operator==(const Fired&, const Fired&) = default;
    };

    void on_fire(const RuleSet&, Firing firing) override {
        fired_.push_back({*firing.event->metadata.find(FieldId::Path), firing.rule});
    }
    void on_batch_processed() override { ++batches_; }

    [[nodiscard]] const std::vector<Fired>& fired() const { return fired_; }
    [[nodiscard]] int batches() const { return batches_; }

private:
    std::vector<Fired> fired_;
    int batches_ = 0;
};

class RuleEngineTest : public testing::Test {
protected:
    void publish(const std::vector<std::string>& paths) {
        EventBatch batch;
        for (const std::string& path : paths) {
            batch.push_back(file_event(path));
        }
        bus_.publish(std::move(batch), {});
    }

    static std::shared_ptr<const RuleSet> text_and_readme_rules() {
        return std::make_shared<RuleSet>(
            std::vector<Rule>{{"text", true, path_glob("*.txt")}, {"readme", true, path_glob("readme*")}});
    }

    ManualClock clock_;
    EventBus bus_{100, OverflowPolicy::DropOldest, clock_};
    RecordingHandler handler_;
    RuleEngine engine_{bus_, text_and_readme_rules(), handler_};
};

TEST_F(RuleEngineTest, TellsOfMatchesInTheOrderOfTheEvents) {
    publish({"/a.txt", "/b.md", "/readme.txt"});
    publish({"/readme.md"});
    bus_.close();
    engine_.run({});
    using Fired = RecordingHandler::Fired;
    EXPECT_EQ(handler_.fired(),
              (std::vector<Fired>{{"/a.txt", 0}, {"/readme.txt", 0}, {"/readme.txt", 1}, {"/readme.md", 1}}));
    EXPECT_EQ(engine_.matched(), 4U);
    EXPECT_EQ(handler_.batches(), 2);
}

TEST_F(RuleEngineTest, AcknowledgesEveryEventThatItTook) {
    publish({"/a.txt", "/b.md"});
    publish({"/c.md"});
    bus_.close();
    engine_.run({});
    EXPECT_EQ(bus_.totals().processed, 3U);
    EXPECT_EQ(bus_.totals().queued, 0U);
}

TEST_F(RuleEngineTest, IsSilentAboutABatchWithoutMatches) {
    publish({"/a.md", "/b.md"});
    bus_.close();
    engine_.run({});
    EXPECT_TRUE(handler_.fired().empty());
    EXPECT_EQ(engine_.matched(), 0U);
    EXPECT_EQ(bus_.totals().processed, 2U);
    EXPECT_EQ(handler_.batches(), 1);
}

TEST_F(RuleEngineTest, EndsWhenItIsStoppedWhileItWaits) {
    std::jthread thread([this](const std::stop_token& stop) { engine_.run(stop); });
    publish({"/a.txt"});
    while (bus_.totals().processed == 0) {
        std::this_thread::yield();
    }
    thread.request_stop();
    thread.join();
    EXPECT_EQ(engine_.matched(), 1U);
}

}  // namespace
}  // namespace wee
