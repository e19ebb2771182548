#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "app/config_places.h"
#include "engine/source_factory.h"
#include "event/event_sink.h"
#include "telemetry/log.h"

namespace wee {

/// Tells when the configuration's files change, with the machine's own file watcher. Not synchronised but for
/// the callback.
class ConfigWatch final : private EventSink {
public:
    /// `on_change` is called on the watcher's thread, once or more for every change, and must not wait.
    /// `factory` and `log` must outlive the object.
    ConfigWatch(SourceFactory& factory, Log& log, std::function<void()> on_change)
        : factory_(factory), log_(log), on_change_(std::move(on_change)) {}
    ~ConfigWatch() override;

    /// Watches these places from now on; does nothing when it does so already. Where the machine cannot, a
    /// warning says how to reload without.
    void watch(std::vector<ConfigPlace> places);

private:
    void emit(EventBatch batch) override;
    [[nodiscard]] bool concerns(const Event& event) const;
    [[nodiscard]] bool concerns(const std::string& path) const;

    SourceFactory& factory_;
    Log& log_;
    const std::function<void()> on_change_;
    std::vector<ConfigPlace> places_;
    std::unique_ptr<Source> watcher_;
};

}  // namespace wee
