// Requests to the server that WEE_BENCH_URL names (bench/harness/http_requests.py starts one), over connections that are kept:
// by the client alone, from so many threads at once, and as the action of a rule, with everything that stands between a
// run and its end. Every answer has to be 200 and have a body; otherwise there is no figure.
#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "actions/executor.h"
#include "actions/http_request_action.h"
#include "os/linux/curl_http_client.h"
#include "os/linux/system_environment.h"
#include "tests/support/recording_log.h"

namespace wee {
namespace {

constexpr std::size_t kRuns = 2'000;  // within a rule's queue

std::string url() {
    const char* const set = std::getenv("WEE_BENCH_URL");
    return set == nullptr ? std::string() : set;
}

HttpClient& client() {
    static const std::unique_ptr<Environment> environment = make_environment();
    static const std::unique_ptr<HttpClient> shared = make_http_client(*environment);
    return *shared;
}

void send(benchmark::State& state) {
    HttpRequest request;
    request.method = "POST";
    request.url = url();
    request.headers = {{"Content-Type", "application/json"}};
    request.body = R"({"path":"/home/someone/inbox/report.pdf","kind":"FileCreated"})";
    for (auto _ : state) {
        const Result<HttpAnswer> answer = client().send(request, {});
        if (!answer || answer.value().status != 200 || answer.value().body.empty()) {
            state.SkipWithError(answer ? "the server does not answer 200" : answer.error().message().c_str());
            break;
        }
    }
    state.SetItemsProcessed(state.iterations());
}

/// Counts what ends, and what ends well.
class CountedAction final : public Action {
public:
    explicit CountedAction(HttpRequestActionOptions options) : action_(std::move(options), client()) {}

    ActionResult run(const ActionContext& context) const override {
        ActionResult result = action_.run(context);
        failed_ += result.outcome == ActionOutcome::Succeeded ? 0 : 1;
        if (ended_.fetch_add(1) + 1 == kRuns) {
            ended_.notify_all();
        }
        return result;
    }
    [[nodiscard]] std::string_view type() const override { return action_.type(); }
    [[nodiscard]] std::string describe(const RunScope& scope) const override {
        return action_.describe(scope);
    }

    /// How many of them failed.
    std::size_t wait_for_all() const {
        for (std::size_t so_far = ended_; so_far < kRuns; so_far = ended_) {
            ended_.wait(so_far);
        }
        ended_ = 0;
        return failed_.exchange(0);
    }

private:
    HttpRequestAction action_;
    mutable std::atomic<std::size_t> ended_ = 0;
    mutable std::atomic<std::size_t> failed_ = 0;
};

std::shared_ptr<const CountedAction> make_counted_action() {
    const auto parse = [](std::string_view text) {
        return TemplateText::parse(text, [](std::string_view) { return true; }).value();
    };
    HttpRequestActionOptions options;
    options.url = parse(url() + "?file={{FILENAME}}");
    options.json = {{R"({"path":)", parse("{{EVENT_PATH}}")}, {"}", {}}};
    return std::make_shared<const CountedAction>(std::move(options));
}

void action_of_a_rule(benchmark::State& state) {
    RecordingLog log;
    log.set_level(LogLevel::Warning);
    const SystemClock clock;
    const auto action = make_counted_action();
    RunOptions options;
    options.mode = RunMode::Parallel;
    options.maximum_at_once = static_cast<std::size_t>(state.range(0));
    const auto rule = std::make_shared<const ExecutableRule>(
        ExecutableRule{"rule", {{action}}, options, std::make_shared<const Secrets>()});
    auto event = std::make_shared<Event>(make_event(EventKind::FileCreated, "files", {}));
    event->metadata.set(FieldId::Path, "/home/someone/inbox/report of May.pdf");
    Executor executor({}, log, clock);
    for (auto _ : state) {
        for (std::size_t i = 0; i < kRuns; ++i) {
            executor.submit({rule, event, "key", clock.steady_now()});
        }
        if (action->wait_for_all() > 0) {
            state.SkipWithError("requests failed");
            break;
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRuns));
}

BENCHMARK(send)->Threads(1)->UseRealTime();
BENCHMARK(send)->Threads(4)->UseRealTime();
BENCHMARK(action_of_a_rule)->ArgName("at_once")->Arg(1)->Arg(4)->UseRealTime();

}  // namespace
}  // namespace wee
