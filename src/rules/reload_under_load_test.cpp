#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "rules/rule_engine.h"
#include "tests/support/rule_trial.h"

namespace wee {
namespace {

constexpr std::size_t kEvents = 100'000;
constexpr std::size_t kEventsInBatch = 100;
constexpr std::size_t kReloads = 100;

/// The rules of one generation: every event has to meet all of them, and none of another. Each generation has
/// another number of rules, so that an index of one means another rule in the next.
std::shared_ptr<const RuleSet> generation_of_rules(std::size_t generation) {
    std::vector<Rule> rules;
    for (std::size_t i = 0; i < 1 + generation % 3; ++i) {
        rules.push_back(rule_for(std::to_string(generation), "*"));
        rules.push_back(rule_for("never", "nothing is called so"));
    }
    return std::make_shared<const RuleSet>(std::move(rules));
}

/// Follows which generation each event met.
class GenerationCheck final : public FiringHandler {
public:
    void on_fire(const RuleSet& rules, Firing firing) override {
        const std::size_t generation = std::stoul(rules.rule(firing.rule).name);
        const std::size_t event = std::stoul(firing.event->metadata.find(FieldId::Path)->substr(1));
        if (left_ == 0) {
            left_ = 1 + generation % 3;
            is_right_ = is_right_ && event == next_event_ && generation >= generation_;
            generation_ = generation;
            ++next_event_;
        }
        is_right_ = is_right_ && generation == generation_ && event + 1 == next_event_ && is_told(rules);
        --left_;
    }
    void on_rules_replaced(const RuleSet& rules) override { told_ = &rules; }

    [[nodiscard]] bool is_right() const { return is_right_ && left_ == 0; }
    [[nodiscard]] std::size_t events() const { return next_event_; }
    [[nodiscard]] std::size_t last_generation() const { return generation_; }

private:
    [[nodiscard]] bool is_told(const RuleSet& rules) const { return told_ == nullptr || told_ == &rules; }

    bool is_right_ = true;
    std::size_t next_event_ = 0;
    std::size_t generation_ = 0;
    std::size_t left_ = 0;  // firings that the event has yet to have
    const RuleSet* told_ = nullptr;
};

void publish(EventBus& bus, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; i += kEventsInBatch) {
        EventBatch batch;
        for (std::size_t j = i; j < i + kEventsInBatch; ++j) {
            batch.push_back(file_event('/' + std::to_string(j)));
        }
        bus.publish(std::move(batch), {});
    }
}

TEST(ReloadUnderLoad, EveryEventMeetsOneWholeRuleSetOnce) {
    const SystemClock clock;
    EventBus bus(1'000, OverflowPolicy::Block, clock);
    GenerationCheck handler;
    RuleEngine engine(bus, generation_of_rules(0), handler, clock);
    std::jthread rule_thread([&] { engine.run({}); });
    std::jthread source([&bus] { publish(bus, 0, kEvents - kEventsInBatch); });
    for (std::size_t i = 1; i <= kReloads; ++i) {
        while (bus.totals().processed < i * kEvents / (kReloads + 2)) {
            std::this_thread::yield();
        }
        engine.replace_rules(generation_of_rules(i));
        while (engine.generation() < i) {
            std::this_thread::yield();
        }
    }
    source.join();
    publish(bus, kEvents - kEventsInBatch, kEvents);
    bus.close();
    rule_thread.join();
    EXPECT_TRUE(handler.is_right());
    EXPECT_EQ(handler.events(), kEvents);
    EXPECT_EQ(handler.last_generation(), kReloads);
    EXPECT_EQ(engine.generation(), kReloads);
    EXPECT_EQ(bus.totals().processed, kEvents);
    EXPECT_EQ(engine.totals().fired, engine.totals().matched);
}

}  // namespace
}  // namespace wee
