#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sources/files/file_change_merger.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recording_sink.h"
#include "tests/support/reported_files.h"

namespace wee {

/// A FileChangeMerger on a clock and a disk in the test's hand.
class MergerTrial : public testing::Test {
protected:
    using NameIs = FileChangeMerger::NameIs;
    using Target = FileChangeMerger::Target;
    using Content = FileChangeMerger::Content;

    void use(ReportTiming timing) {
        merger_.emplace(reports_, clock_, timing, [this](const std::string& path) {
            const auto found = disk_.find(path);
            return found == disk_.end() ? std::nullopt : std::optional(found->second);
        });
    }

    /// What was reported since the last call, after so much time.
    std::vector<std::string> after(std::chrono::milliseconds time) {
        clock_.advance(time);
        merger_->report_due();
        reports_.flush();
        return texts_of(sink_.take());
    }
    std::vector<std::string> at_once() { return after(std::chrono::milliseconds::zero()); }

    /// The system tells of an opened file, of writing, of closing.
    void create(const std::string& path) {
        disk_[path];
        merger_->created(path, Arrival::Opened, NameIs::Common);
    }
    void write(const std::string& path) {
        ++disk_[path].size;
        merger_->written(path);
    }
    void close(const std::string& path) { merger_->closed(path, Content::Changed); }
    void save(const std::string& path) {
        create(path);
        write(path);
        close(path);
    }
    void remove(const std::string& path) {
        disk_.erase(path);
        merger_->deleted(path);
    }
    void move(const std::string& from, const std::string& to, Target target = Target::Free) {
        disk_[to] = disk_[from];
        disk_.erase(from);
        merger_->renamed(from, to, target);
    }

    ManualClock clock_;
    RecordingSink sink_;
    FileReports reports_{"files", sink_, clock_};
    std::map<std::string, FileLook> disk_;
    std::optional<FileChangeMerger> merger_;
};

}  // namespace wee
