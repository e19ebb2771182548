#include "rules/event_paths.h"

#include <algorithm>

#include "base/path_text.h"

namespace wee {
namespace {

constexpr char kBackslash = '\\';

std::string_view last_segment(std::string_view path) {
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

}  // namespace

EventPaths::EventPaths(const Event& event) {
    if (event.kind == EventKind::FileRenamed) {
        add(event, FieldId::NewPath);
        add(event, FieldId::OldPath);
    } else if (kFileKinds.contains(event.kind)) {
        add(event, FieldId::Path);
    }
}

void EventPaths::add(const Event& event, FieldId field) {
    const std::string* value = event.metadata.find(field);
    if (value == nullptr) {
        return;
    }
    std::string_view full = *value;
    if (is_windows_path(full)) {
        auto& turned = turned_[count_];
        turned.resize(full.size(), boost::container::default_init);
        std::ranges::replace_copy(full, turned.begin(), kBackslash, '/');
        full = {turned.data(), turned.size()};
    }
    paths_[count_++] = {full, last_segment(full)};
}

}  // namespace wee
