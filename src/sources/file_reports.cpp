#include "sources/file_reports.h"

#include <utility>

namespace wee {

void FileReports::created(std::string path) {
    add(EventKind::FileCreated).metadata.set(FieldId::Path, std::move(path));
}

void FileReports::modified(std::string path) {
    add(EventKind::FileModified).metadata.set(FieldId::Path, std::move(path));
}

void FileReports::deleted(std::string path) {
    add(EventKind::FileDeleted).metadata.set(FieldId::Path, std::move(path));
}

void FileReports::renamed(std::string old_path, std::string new_path) {
    add(EventKind::FileRenamed)
        .metadata.set(FieldId::OldPath, std::move(old_path))
        .set(FieldId::NewPath, std::move(new_path));
}

void FileReports::lost(std::string path, std::string_view reason) {
    add(EventKind::EventsLost)
        .metadata.set(FieldId::Reason, std::string(reason))
        .set(FieldId::Path, std::move(path));
}

void FileReports::flush() {
    if (!batch_.empty()) {
        sink_.emit(std::exchange(batch_, {}));
    }
}

Event& FileReports::add(EventKind kind) {
    if (batch_.size() >= kLargestBatch) {
        flush();
    }
    if (batch_.empty()) {
        now_ = clock_.wall_now();
    }
    return batch_.emplace_back(make_event(kind, source_, now_));
}

}  // namespace wee
