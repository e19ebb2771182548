#include "app/config_watch.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/path_text.h"

namespace wee {
namespace {

FileWatcherOptions options_for(const std::vector<ConfigPlace>& places) {
    FileWatcherOptions options;
    options.name = "configuration";
    options.ignore = {};  // whatever its name is
    for (const ConfigPlace& place : places) {
        if (std::ranges::find(options.paths, place.directory) == options.paths.end()) {
            options.paths.push_back(place.directory);
        }
    }
    return options;
}

}  // namespace

ConfigWatch::~ConfigWatch() {
    watcher_.reset();
}

void ConfigWatch::watch(std::vector<ConfigPlace> places) {
    if (watcher_ && places == places_) {
        return;
    }
    watcher_.reset();  // its thread reads places_
    places_ = std::move(places);
    watcher_ = factory_.make_source(options_for(places_));
    const Result<void> started = watcher_->start(*this);
    if (!started) {
        watcher_.reset();
        log_.warn("config_not_watched", "changes of the configuration are not noticed (" +
                                            started.error().message() +
                                            "); start wee again after a change, or send it SIGHUP");
    }
}

void ConfigWatch::emit(EventBatch batch) {
    if (std::ranges::any_of(batch, [this](const Event& event) { return concerns(event); })) {
        on_change_();
    }
}

bool ConfigWatch::concerns(const Event& event) const {
    constexpr std::array kPaths{FieldId::Path, FieldId::OldPath, FieldId::NewPath};
    return event.kind == EventKind::EventsLost || std::ranges::any_of(kPaths, [&](FieldId field) {
               const std::string* path = event.metadata.find(field);
               return path != nullptr && concerns(*path);
           });
}

bool ConfigWatch::concerns(const std::string& path) const {
    const std::string_view directory = path_directory(path);
    const std::string name(path_file_name(path));
    return std::ranges::any_of(places_, [&](const ConfigPlace& place) {
        return place.directory == directory && place.concerns(name);
    });
}

}  // namespace wee
