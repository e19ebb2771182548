#include "sources/files/file_reports.h"

#include <utility>

namespace wee {

void FileReports::created(std::string path, FileType type) {
    add_with_path(EventKind::FileCreated, std::move(path), type);
}

void FileReports::modified(std::string path) {
    add_with_path(EventKind::FileModified, std::move(path), FileType::File);
}

void FileReports::deleted(std::string path, FileType type) {
    add_with_path(EventKind::FileDeleted, std::move(path), type);
}

void FileReports::renamed(std::string old_path, std::string new_path, FileType type) {
    if (kinds_.contains(EventKind::FileRenamed)) {
        Event& event = add(EventKind::FileRenamed);
        event.metadata.set(FieldId::OldPath, std::move(old_path)).set(FieldId::NewPath, std::move(new_path));
        mark(event, type);
    }
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

void FileReports::add_with_path(EventKind kind, std::string path, FileType type) {
    if (kinds_.contains(kind)) {
        Event& event = add(kind);
        event.metadata.set(FieldId::Path, std::move(path));
        mark(event, type);
    }
}

void FileReports::mark(Event& event, FileType type) const {
    if (directories_ == DirectoryReports::Included) {
        event.metadata.set(FieldId::IsDirectory, type == FileType::Directory ? "true" : "false");
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
