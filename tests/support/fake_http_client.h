#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "os/http_exchange.h"
#include "tests/support/awaited.h"

namespace wee {

/// A client that sends nothing: it records each request, those that it is redirected to among them, and answers
/// as scripted. Any thread.
///
/// Without a script the answer is 200 with an empty body. While it is blocked, requests wait for their release
/// or for the stop. What cannot be sent, and what `allow` refuses, fails as with every client.
class FakeHttpClient final : public HttpClient {
public:
    void answer(HttpHop hop) {
        state_.change([&](State& state) { state.answers.emplace_back(std::move(hop)); });
    }
    void answer(int status, std::string body = {}, HttpHeaders headers = {}) {
        HttpHop hop;
        hop.answer.status = status;
        hop.answer.body = std::move(body);
        hop.answer.headers = std::move(headers);
        answer(std::move(hop));
    }
    void answer_redirect(int status, std::string location) {
        HttpHop hop;
        hop.answer.status = status;
        hop.location = std::move(location);
        answer(std::move(hop));
    }
    void answer_failure(std::string message) {
        state_.change([&](State& state) { state.answers.emplace_back(Error(std::move(message))); });
    }
    void block() {
        state_.change([](State& state) { state.is_blocked = true; });
    }
    void release() {
        state_.change([](State& state) { state.is_blocked = false; });
    }

    Result<HttpAnswer> send(const HttpRequest& request, const std::stop_token& stop) override {
        return exchange_http(request, [&](const HttpRequest& hop, std::chrono::milliseconds) {
            state_.change([&hop](State& state) { state.requests.push_back(hop); });
            const bool is_free =
                state_.wait_until_stopped(stop, [](const State& state) { return !state.is_blocked; });
            return is_free ? next() : Result<HttpHop>(Error("the request was stopped"));
        });
    }

    [[nodiscard]] std::vector<HttpRequest> requests() const {
        return state_.read([](const State& state) { return state.requests; });
    }
    /// False when the deadline came first.
    [[nodiscard]] bool wait_for_requests(std::size_t count) const {
        return state_.wait_until([count](const State& state) { return state.requests.size() >= count; });
    }

private:
    struct State {
        std::vector<HttpRequest> requests;
        std::deque<Result<HttpHop>> answers;
        bool is_blocked = false;
    };

    Result<HttpHop> next() {
        return state_.change([](State& state) -> Result<HttpHop> {
            if (state.answers.empty()) {
                HttpHop hop;
                hop.answer.status = 200;
                return hop;
            }
            Result<HttpHop> first = std::move(state.answers.front());
            state.answers.pop_front();
            return first;
        });
    }

    Awaited<State> state_;
};

}  // namespace wee
