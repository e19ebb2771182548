#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "os/media_player.h"
#include "os/notifier.h"

namespace wee {

/// Keeps what is to be shown, numbered from 1 on. One thread.
class FakeNotifier final : public Notifier {
public:
    Result<std::uint32_t> show(const Notification& notification, const std::stop_token& /*stop*/) override {
        if (failure_) {
            return Error(*failure_);
        }
        shown_.push_back(notification);
        return static_cast<std::uint32_t>(shown_.size());
    }
    void fail_with(std::string message) { failure_ = std::move(message); }
    [[nodiscard]] const std::vector<Notification>& shown() const { return shown_; }

private:
    std::vector<Notification> shown_;
    std::optional<std::string> failure_;
};

/// One player called "fake", which keeps what it is told. One thread.
class FakeMediaPlayers final : public MediaPlayers {
public:
    Result<std::string> command(const MediaRequest& request, const std::stop_token& /*stop*/) override {
        if (failure_) {
            return Error(*failure_);
        }
        requests_.push_back(request);
        return std::string("fake");
    }
    void fail_with(std::string message) { failure_ = std::move(message); }
    [[nodiscard]] const std::vector<MediaRequest>& requests() const { return requests_; }

private:
    std::vector<MediaRequest> requests_;
    std::optional<std::string> failure_;
};

}  // namespace wee
