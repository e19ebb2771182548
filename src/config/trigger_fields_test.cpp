#include "config/trigger_fields.h"

#include "rules/event_texts.h"
#include "tests/support/trigger_text.h"

namespace wee {
namespace {

/// Whether a trigger with these fields matches an event of this kind with that one field.
bool matches(EventKind kind, const std::string& fields, FieldId id, const std::string& value) {
    const LoadedConfig loaded = load(with_trigger(
        "{ type = \"" + std::string(kind == EventKind::TimerTick ? "timer" : to_snake_case(kind)) + "\", " +
        fields + " }"));
    EXPECT_TRUE(loaded.config) << findings_of(loaded);
    Event event;
    event.kind = kind;
    event.metadata.set(id, value);
    return loaded.config && is_met(loaded.config->rules.at(0).rule.trigger, EventTexts(event));
}

TEST(TriggerFields, SourceIsTheOneThatSawIt) {
    const auto matches_source = [](const std::string& field, const std::string& source) {
        const LoadedConfig loaded = load(with_trigger("{ type = [\"timer\", \"file\"], " + field + " }"));
        EXPECT_TRUE(loaded.config && loaded.diagnostics.empty()) << findings_of(loaded);
        const Event event = make_event(EventKind::TimerTick, source, {});
        return loaded.config && is_met(loaded.config->rules.at(0).rule.trigger, EventTexts(event));
    };
    EXPECT_TRUE(matches_source("source = \"nightly\"", "nightly"));
    EXPECT_FALSE(matches_source("source = \"nightly\"", "hourly"));
    EXPECT_TRUE(matches_source("source = [\"hourly\", \"nightly\"]", "nightly"));
    EXPECT_FALSE(matches_source("source = \"Nightly\"", "nightly"));
    EXPECT_TRUE(matches_source("source = \"Nightly\", ignore_case = true", "nightly"));
}

bool title_matches(const std::string& fields, const std::string& title) {
    return matches(EventKind::WindowFocused, fields, FieldId::Title, title);
}

TEST(TriggerFields, TitleContainsIgnoresCase) {
    EXPECT_TRUE(title_matches("title_contains = \"inBOX\"", "Inbox (3)"));
    EXPECT_FALSE(title_matches("title_contains = \"inBOX\", ignore_case = false", "Inbox (3)"));
    EXPECT_TRUE(title_matches("title_contains = [\"drafts\", \"inbox\"]", "Inbox (3)"));
    EXPECT_FALSE(title_matches("title_contains = \"draft\"", "Inbox (3)"));
}

TEST(TriggerFields, TitleMatchesARegularExpression) {
    EXPECT_TRUE(title_matches("title_matches = '^Inbox \\(\\d+\\)'", "Inbox (3) - Mail"));
    EXPECT_FALSE(title_matches("title_matches = '^inbox'", "Inbox (3) - Mail"));
    EXPECT_TRUE(title_matches("title_matches = '^inbox', ignore_case = true", "Inbox (3) - Mail"));
}

bool process_matches(const std::string& fields, const std::string& name) {
    return matches(EventKind::ProcessStarted, fields, FieldId::ProcessName, name);
}

TEST(TriggerFields, ProcessNameIsExactOrAGlob) {
    EXPECT_TRUE(process_matches("process_name = \"fire\"", "fire"));
    EXPECT_FALSE(process_matches("process_name = \"fire\"", "firefox"));
    EXPECT_TRUE(process_matches("process_name = \"fire*\"", "firefox"));
}

TEST(TriggerFields, ProcessNameIgnoresCaseOnlyForWindowsPrograms) {
    EXPECT_TRUE(process_matches("process_name = \"NOTEPAD.exe\"", "notepad.EXE"));
    EXPECT_TRUE(process_matches("process_name = \"Note*.EXE\"", "notepad.exe"));
    EXPECT_FALSE(process_matches("process_name = \"Firefox\"", "firefox"));
    EXPECT_TRUE(process_matches("process_name = \"Firefox\", ignore_case = true", "firefox"));
    EXPECT_FALSE(process_matches("process_name = \"A.exe\", ignore_case = false", "a.exe"));
}

TEST(TriggerFields, ProcessNameOfAWindowIsThatOfItsProgram) {
    EXPECT_TRUE(matches(EventKind::WindowCreated, "process_name = \"notepad.exe\"", FieldId::Exe,
                        R"(C:\Windows\Notepad.exe)"));
}

TEST(TriggerFields, CommandLineContains) {
    const auto line = [](const std::string& fields) {
        return matches(EventKind::ProcessStarted, fields, FieldId::CommandLine, "sshd -D -p 22");
    };
    EXPECT_TRUE(line("command_line_contains = \"-p 22\""));
    EXPECT_FALSE(line("command_line_contains = \"-P 22\""));
    EXPECT_TRUE(line("command_line_contains = \"-P 22\", ignore_case = true"));
}

bool key_matches(const std::string& pattern, const std::string& path) {
    return matches(EventKind::RegistryValueSet, "key_path = '" + pattern + "'", FieldId::KeyPath, path);
}

TEST(TriggerFields, KeyPathIsExactAndKnowsEveryNameOfItsRoot) {
    const std::string path = R"(HKLM\SOFTWARE\Example {1} [a])";
    EXPECT_TRUE(key_matches(R"(HKLM\SOFTWARE\Example {1} [a])", path));
    EXPECT_TRUE(key_matches(R"(hkey_local_machine\software\example {1} [A])", path));
    EXPECT_TRUE(key_matches(R"(HKLM\SOFTWARE\Example {1} [a]\)", path));
    EXPECT_FALSE(key_matches(R"(HKLM\SOFTWARE)", path));
    EXPECT_FALSE(key_matches(R"(HKCU\SOFTWARE\Example {1} [a])", path));
}

TEST(TriggerFields, KeyPathTakesWildcards) {
    const std::string path = R"(HKCU\Software\Example\Sub)";
    EXPECT_TRUE(key_matches(R"(HKCU\Software\*\Sub)", path));
    EXPECT_FALSE(key_matches(R"(HKCU\*\Sub)", path));
    EXPECT_TRUE(key_matches(R"(HKCU\**\Sub)", path));
    EXPECT_TRUE(key_matches(R"(HKCU\Software\**)", path));
    EXPECT_TRUE(key_matches(R"(HKEY_CURRENT_USER\software\example\sub\**)", path));
    EXPECT_FALSE(key_matches(R"(HKCU\Soft\**)", path));
    EXPECT_TRUE(key_matches(R"(**\Example\*)", path));
    EXPECT_TRUE(key_matches(R"(HKCU\Software\Exampl?\S*b)", path));
    EXPECT_FALSE(key_matches(R"(HKCU\Software\Example\Sub?)", path));
}

TEST(TriggerFields, KeyPathOfLinuxHasSlashesAndTellsCase) {
    EXPECT_TRUE(key_matches("/org/gnome/*/font", "/org/gnome/desktop/font"));
    EXPECT_FALSE(key_matches("/org/gnome/*/font", "/org/gnome/a/b/font"));
    EXPECT_TRUE(key_matches("/org/gnome/**", "/org/gnome/a/b/font"));
    EXPECT_FALSE(key_matches("/org/Gnome/**", "/org/gnome/a/b/font"));
}

TEST(TriggerFields, ValueNameIgnoresCase) {
    const auto value = [](const std::string& pattern, const std::string& name) {
        return matches(EventKind::RegistryValueSet, "value_name = '" + pattern + "'", FieldId::ValueName,
                       name);
    };
    EXPECT_TRUE(value("version", "Version"));
    EXPECT_TRUE(value("Ver*", R"(version\of/it)"));
    EXPECT_TRUE(value("", ""));
    EXPECT_FALSE(value("", "Version"));
    EXPECT_FALSE(value("a.c", "abc"));
}

TEST(TriggerFields, IntervalIsANumber) {
    const auto interval = [](const std::string& wanted) {
        return matches(EventKind::TimerTick, "interval_seconds = " + wanted, FieldId::IntervalSeconds, "60");
    };
    EXPECT_TRUE(interval("60"));
    EXPECT_TRUE(interval("60.0"));
    EXPECT_TRUE(interval("[30, 60]"));
    EXPECT_FALSE(interval("6"));
}

}  // namespace
}  // namespace wee
