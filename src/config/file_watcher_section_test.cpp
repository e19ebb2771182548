#include "config/file_watcher_section.h"

#include "tests/support/config_cases.h"

namespace wee {
namespace {

using std::chrono::milliseconds;

/// Line 5 is the first of the lines given.
std::string watcher(const std::string& lines) {
    return "[[sources]]\nname = \"here\"\ntype = \"file_watcher\"\npaths = \".\"\n" + lines + "\n" +
           kSoundRule;
}

FileWatcherOptions options_of(const std::string& lines) {
    const LoadedConfig loaded = load(watcher(lines));
    if (!loaded.config) {
        ADD_FAILURE() << findings_of(loaded);
        return {};
    }
    return std::get<FileWatcherOptions>(loaded.config->sources.at(0).options);
}

TEST(FileWatcherSection, DocumentedDefaultsHold) {
    const FileWatcherOptions options = options_of("");
    EXPECT_FALSE(options.timing.delays());
    EXPECT_EQ(options.events, EventKindSet::all());
    EXPECT_EQ(options.directories, DirectoryReports::None);
    EXPECT_TRUE(options.ignore.names(IgnoreList::Target::Files, "a~"));
    EXPECT_TRUE(options.ignore.names(IgnoreList::Target::Directories, ".git"));
    EXPECT_EQ(options.backend, WatchBackend::Auto);
    EXPECT_EQ(options.poll_interval, milliseconds(2000));
    EXPECT_EQ(options.scope().links, SymbolicLinks::AreFiles);
}

TEST(FileWatcherSection, KeysArrive) {
    const FileWatcherOptions options = options_of(
        "settle = \"500ms\"\ndebounce = \"2s\"\ninclude_directories = true\n"
        "events = [\"created\", \"file_deleted\", \"FileRenamed\"]");
    EXPECT_EQ(options.timing.settle, milliseconds(500));
    EXPECT_EQ(options.timing.debounce, milliseconds(2000));
    EXPECT_EQ(options.directories, DirectoryReports::Included);
    EXPECT_EQ(options.events,
              (EventKindSet{EventKind::FileCreated, EventKind::FileDeleted, EventKind::FileRenamed}));
}

TEST(FileWatcherSection, BackendAndScopeArrive) {
    const FileWatcherOptions options = options_of(
        "recursive = true\nmax_depth = 3\nfollow_symlinks = true\nbackend = \"poll\"\n"
        "poll_interval = \"100ms\"");
    EXPECT_EQ(options.recursion, Recursion::WholeTree);
    EXPECT_EQ(options.max_depth, 3U);
    EXPECT_EQ(options.links, SymbolicLinks::AreFollowed);
    EXPECT_EQ(options.backend, WatchBackend::Poll);
    EXPECT_EQ(options.poll_interval, milliseconds(100));
    EXPECT_EQ(options_of("backend = \"inotify\"").backend, WatchBackend::Inotify);
    EXPECT_EQ(options_of("recursive = true\nmax_depth = 0").max_depth, 0U);
}

TEST(FileWatcherSection, IgnoreTakesThePlaceOfTheStandardList) {
    const IgnoreList ignore = options_of("ignore = [\"*.bak\", \"build/\", \"/tmp/*\"]").ignore;
    EXPECT_TRUE(ignore.names(IgnoreList::Target::Files, "a.bak"));
    EXPECT_FALSE(ignore.names(IgnoreList::Target::Files, "a~"));
    EXPECT_FALSE(ignore.names(IgnoreList::Target::Files, "build"));
    EXPECT_TRUE(ignore.names(IgnoreList::Target::Directories, "build"));
    EXPECT_TRUE(ignore.has_path(IgnoreList::Target::Files, "/tmp/a"));
    EXPECT_FALSE(options_of("ignore = []").ignore.names(IgnoreList::Target::Files, "a~"));
}

TEST(FileWatcherSection, RuleForAnEventThatIsLeftOutIsWarnedOf) {
    const LoadedConfig loaded = load(
        "[[sources]]\nname = \"here\"\ntype = \"file_watcher\"\npaths = \".\"\nevents = [\"created\"]\n"
        "[[rules]]\nname = \"r\"\ntrigger = { type = \"file_deleted\" }\n"
        "action = { type = \"log\", message = \"m\" }\n");
    ASSERT_EQ(loaded.diagnostics.size(), 1U) << findings_of(loaded);
    EXPECT_EQ(loaded.diagnostics[0].severity, Severity::Warning);
}

class FileWatcherFinding : public testing::TestWithParam<FindingCase> {};
TEST_P(FileWatcherFinding, IsReportedAtItsPlace) {
    expect_finding(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, FileWatcherFinding,
    testing::Values(
        FindingCase{"SettleWithoutUnit", watcher("settle = 500"), "5:10: error: ", "`settle` needs a unit"},
        FindingCase{"SettleOfNothing", watcher("settle = \"0s\""), "5:10: error: ", "longer than nothing"},
        FindingCase{"DebounceNegative", watcher("debounce = \"-1s\""), "5:12: error: ", "`debounce`: "},
        FindingCase{"DebounceAsBoolean", watcher("debounce = true"), "5:12: error: ", "a duration in quotes"},
        FindingCase{"EventUnknown", watcher("events = [\"created\", \"opened\"]"),
                    "5:22: error: ", "\"opened\" is no event of a file"},
        FindingCase{"EventSlip", watcher("events = [\"modifed\"]"),
                    "5:11: error: ", "did you mean `modified`?"},
        FindingCase{"EventOfAnotherSource", watcher("events = [\"timer_tick\"]"),
                    "5:11: error: ", "is no event of a file"},
        FindingCase{"NoEvents", watcher("events = []"), "5:10: error: ", "empty array"},
        FindingCase{"EventAsNumber", watcher("events = [1]"), "5:11: error: ", "here is a whole number"},
        FindingCase{"IgnoreAsNumber", watcher("ignore = [\"*~\", 1]"),
                    "5:17: error: ", "here is a whole number"},
        FindingCase{"IgnoreBadGlob", watcher("ignore = [\"[a\"]"), "5:11: error: ", "`ignore` \"[a\": "},
        FindingCase{"IgnoreEmptyText", watcher("ignore = \"\""), "5:10: error: ", "is empty"},
        FindingCase{"IgnoreRelativePath", watcher("ignore = [\"out/*.o\"]"),
                    "5:11: warning: ", "write \"**/out/*.o\""},
        FindingCase{"IncludeDirectoriesAsText", watcher("include_directories = \"yes\""),
                    "5:23: error: ", "must be true or false"},
        FindingCase{"BackendUnknown", watcher("backend = \"kqueue\""),
                    "5:11: error: ", "it is one of: `auto`, `inotify`, `poll`"},
        FindingCase{"BackendSlip", watcher("backend = \"inotfy\""),
                    "5:11: error: ", "did you mean `inotify`?"},
        FindingCase{"BackendAsBoolean", watcher("backend = true"), "5:11: error: ", "here is true or false"},
        FindingCase{"PollIntervalTooShort", watcher("poll_interval = \"99ms\""),
                    "5:1: error: ", "`poll_interval` must be 100ms or more"},
        FindingCase{"PollIntervalOfNothing", watcher("poll_interval = \"0s\""),
                    "5:17: error: ", "longer than nothing"},
        FindingCase{"PollIntervalWithoutUnit", watcher("poll_interval = 2"),
                    "5:17: error: ", "`poll_interval` needs a unit"},
        FindingCase{"FollowSymlinksAsText", watcher("follow_symlinks = \"yes\""),
                    "5:19: error: ", "must be true or false"},
        FindingCase{"MaxDepthAlone", watcher("max_depth = 3"),
                    "5:1: warning: ", "`max_depth` has no effect without `recursive = true`"},
        FindingCase{"MaxDepthNegative", watcher("recursive = true\nmax_depth = -1"),
                    "6:13: error: ", "`max_depth`"},
        FindingCase{"MaxDepthTooDeep", watcher("recursive = true\nmax_depth = 1001"),
                    "6:13: error: ", "`max_depth`"},
        FindingCase{"MaxDepthAsText", watcher("recursive = true\nmax_depth = \"3\""),
                    "6:13: error: ", "here is a text"},
        FindingCase{"KeySlip", watcher("setle = \"1s\""), "5:1: error: ", "did you mean `settle`?"}),
    case_name);

}  // namespace
}  // namespace wee
