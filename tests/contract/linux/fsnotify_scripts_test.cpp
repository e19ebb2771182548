#include <array>
#include <string_view>

#include "tests/contract/file_watcher_stopped_clock.h"
#include "tests/contract/linux/fsnotify_script.h"

// Runs the scripts that the project fsnotify tests itself with (docs/testing.md).

namespace wee {
namespace {

struct Case {
    std::string_view name;
    std::string_view why_not{};  ///< Why it does not apply here; empty: it does.
};

constexpr std::string_view kNoEvent = "opening, reading and changing permissions are no events here";
constexpr std::string_view kOtherRoots = "a root is a path: what has been renamed away from it is gone";
constexpr std::array<Case, 35> kCases = {{
    {"watch-dir/bug-277"},
    {"watch-dir/create-dev"},
    {"watch-dir/create-empty-file"},
    {"watch-dir/create-file-in-subdir"},
    {"watch-dir/create-unresolvable-symlink"},
    {"watch-dir/make-file-unreadable"},
    {"watch-dir/only-chmod", kNoEvent},
    {"watch-dir/only-remove"},
    {"watch-dir/only-write"},
    {"watch-dir/op-closeread", kNoEvent},
    {"watch-dir/op-open", kNoEvent},
    {"watch-dir/remove-symlink"},
    {"watch-dir/rename-file"},
    {"watch-dir/rename-from-unwatched"},
    {"watch-dir/rename-nested-watched-dir", kOtherRoots},
    {"watch-dir/rename-symlink"},
    {"watch-dir/rename-watched-dir"},
    {"watch-dir/symlink-dir"},
    {"watch-dir/truncate-file"},
    {"watch-dir/unresolvable-symlink"},
    {"watch-dir/watch-file-inside-watched-dir"},
    {"watch-file/chmod"},
    {"watch-file/op-all", kNoEvent},
    {"watch-file/op-closewrite", kNoEvent},
    {"watch-file/op-read", kNoEvent},
    {"watch-file/overwrite-watched-file-with-watched-file",
     "a file is watched by its name, so what comes in its place goes on being reported"},
    {"watch-file/remove-watched-file"},
    {"watch-file/watch-twice"},
    {"watch-recurse/add-file"},
    {"watch-recurse/remove-prefix", "what a source watches does not change while it runs"},
    {"watch-recurse/remove-watched-dir"},
    {"watch-recurse/rename-prefix"},
    {"watch-recurse/rename-watched-dir", kOtherRoots},
    {"watch-symlink/to-dir-relative"},
    {"watch-symlink/to-file-relative", "a root that is a link to a file tells of the link, not of the file"},
}};

/// Without what is renamed together with the directory that it is in, and each event once.
std::vector<std::string> as_fsnotify_tells(std::vector<std::string> texts) {
    const std::vector<std::string> all = texts;
    std::erase_if(texts, [&](const std::string& text) {
        return std::ranges::any_of(all, [&](const std::string& above) {
            const std::size_t arrow = above.find(" -> ");
            return arrow != std::string::npos && text.starts_with(above.substr(0, arrow) + "/") &&
                   text.find(above.substr(arrow) + "/") != std::string::npos;
        });
    });
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    return texts;
}

class FsnotifyScripts : public FileWatcherOnStoppedClock {
protected:
    void run_all(const std::vector<FsnotifyScript::Words>& commands) {
        for (const FsnotifyScript::Words& words : commands) {
            can_be_done_ = run_fsnotify_command(words, directory_.path()) && can_be_done_;
        }
    }

    void play(const FsnotifyScript& script) {
        can_be_done_ = true;
        run_all(script.before);
        FileWatcherOptions options;
        for (const std::string& root : script.roots) {
            options.paths.push_back(root.empty() ? directory_.text() : path_of(root));
        }
        options.ignore = {};
        options.events = script.events | EventKindSet{EventKind::FileRenamed};  // the markers need it
        options.directories = DirectoryReports::Included;
        watch(std::move(options), script.recursion);
        run_all(script.after);
    }

    void end() {
        watcher_.reset();
        for (const auto& entry : std::filesystem::directory_iterator(directory_.path())) {
            std::filesystem::remove_all(entry.path());
        }
        sink_.clear();
    }

    bool can_be_done_ = true;
};
WEE_FILE_WATCHER_SUITE(FsnotifyScripts);

TEST_P(FsnotifyScripts, GiveTheSameEvents) {
    const std::filesystem::path scripts(WEE_FSNOTIFY_SCRIPTS);
    if (!std::filesystem::exists(scripts)) {
        GTEST_SKIP() << "fsnotify's scripts are not here: " << scripts;
    }
    for (const Case& each : kCases) {
        SCOPED_TRACE(each.name);
        ASSERT_TRUE(std::filesystem::exists(scripts / each.name));
        if (!each.why_not.empty()) {
            continue;
        }
        const FsnotifyScript script = read_fsnotify_script(scripts / each.name);
        play(script);
        std::vector<std::string> told = as_fsnotify_tells(reported_later());
        if (!script.events.contains(EventKind::FileRenamed)) {
            std::erase_if(told, [](const std::string& text) { return text.starts_with("renamed "); });
        }
        if (can_be_done_) {
            EXPECT_THAT(told, testing::UnorderedElementsAreArray(script.expected));
        }
        end();
    }
}

TEST_P(FsnotifyScripts, AreAllInTheTable) {
    const std::filesystem::path scripts(WEE_FSNOTIFY_SCRIPTS);
    if (!std::filesystem::exists(scripts)) {
        GTEST_SKIP() << "fsnotify's scripts are not here: " << scripts;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(scripts)) {
        const std::string name = entry.path().lexically_relative(scripts).string();
        EXPECT_TRUE(entry.is_directory() || std::ranges::find(kCases, name, &Case::name) != kCases.end())
            << name;
    }
}

}  // namespace
}  // namespace wee
