#include "rules/event_texts.h"

#include <algorithm>

#include "base/path_text.h"
#include "rules/path_parts.h"

namespace wee {
namespace {

constexpr char kBackslash = '\\';

std::string_view last_segment(std::string_view path) {
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return path.substr(find_last(path, '/') + 1);  // npos + 1 is 0
}

}  // namespace

EventTexts::EventTexts(const Event& event) : event_(event) {
    if (event.kind == EventKind::FileRenamed) {
        add(FieldId::NewPath);
        add(FieldId::OldPath);
    } else if (kFileKinds.contains(event.kind)) {
        add(FieldId::Path);
    }
}

void EventTexts::add(FieldId field) {
    const std::string* value = event_.metadata.find(field);
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

std::string_view EventTexts::process_name() const {
    const std::string* given = event_.metadata.find(FieldId::ProcessName);
    if (given != nullptr && !given->empty()) {
        return *given;
    }
    const std::string* exe = event_.metadata.find(FieldId::Exe);
    return exe == nullptr ? std::string_view() : path_file_name(*exe);
}

EventTexts::Texts EventTexts::of(const Subject& subject) const {
    Texts texts;
    switch (subject.part) {
        case Subject::Part::FileName:
        case Subject::Part::FullPath:
            for (const Path& path : paths()) {
                texts.push_back(subject.part == Subject::Part::FileName ? path.file_name : path.full);
            }
            break;
        case Subject::Part::ProcessName:
            if (const std::string_view name = process_name(); !name.empty()) {
                texts.push_back(name);
            }
            break;
        case Subject::Part::Source:
            texts.push_back(event_.source);
            break;
        case Subject::Part::Field:
            if (const std::string* value = event_.metadata.find(subject.field)) {
                texts.push_back(*value);
            }
            break;
    }
    return texts;
}

}  // namespace wee
