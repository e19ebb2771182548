#include "event/event_subject.h"

#include "base/path_text.h"

namespace wee {

std::string_view field_text(const Event& event, FieldId id) {
    const std::string* value = event.metadata.find(id);
    return value == nullptr ? std::string_view() : std::string_view(*value);
}

std::string_view subject_path(const Event& event) {
    return field_text(event, event.kind == EventKind::FileRenamed ? FieldId::NewPath : FieldId::Path);
}

std::string_view subject_process(const Event& event) {
    const std::string_view given = field_text(event, FieldId::ProcessName);
    return given.empty() ? path_file_name(field_text(event, FieldId::Exe)) : given;
}

std::string_view subject_pid(const Event& event) {
    const std::string_view given = field_text(event, FieldId::Pid);
    return given.empty() ? field_text(event, FieldId::ProcessId) : given;
}

}  // namespace wee
