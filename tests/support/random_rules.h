#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rule.h"
#include "tests/support/triggers.h"

namespace wee {

/// Rules and events of every form, from any source of choices: a random generator, or a fuzzer's bytes. Names
/// are few and alike, so that much of it nearly matches.
class RandomRules {
public:
    /// A number less than the given one.
    using Choose = std::function<std::size_t(std::size_t)>;

    explicit RandomRules(Choose choose) : choose_(std::move(choose)) {}

    std::vector<Rule> rules(std::size_t count) {
        std::vector<Rule> rules;
        for (std::size_t i = 0; i < count; ++i) {
            Rule rule;
            rule.enabled = !one_in(16);
            rule.trigger = trigger(3);
            rules.push_back(std::move(rule));
        }
        return rules;
    }

    Event event() {
        Event event = make_event(all_event_kinds()[below(one_in(3) ? kEventKindCount : 4)],
                                 one_in(2) ? "source" : name(), {});
        if (event.kind == EventKind::FileRenamed) {
            event.metadata.set(FieldId::OldPath, path());
            event.metadata.set(FieldId::NewPath, path());
        } else if (!one_in(8)) {
            event.metadata.set(FieldId::Path, path());
        }
        for (std::size_t count = below(4); count > 0; --count) {
            set_field(event);
        }
        return event;
    }

private:
    Trigger trigger(int depth) {
        switch (below(depth > 0 ? 12 : 8)) {
            case 0:
                return kinds(some_kinds());
            case 1:
                return {PathUnderCondition{directory(), sensitivity()}};
            case 2:
                return {ExistsCondition{field()}};
            case 3:
                return {NumberCondition{field(), pick_relation(), static_cast<double>(below(5)) - 1}};
            case 8:
                return negation(trigger(depth - 1));
            case 9:
                return any_of(triggers(depth - 1));
            case 10:
            case 11:
                return all_of(triggers(depth - 1));
            default:
                return {text_condition()};
        }
    }

    std::vector<Trigger> triggers(int depth) {
        std::vector<Trigger> triggers;
        for (std::size_t count = below(4); count > 0; --count) {
            triggers.push_back(trigger(depth));
        }
        return triggers;
    }

    EventKindSet some_kinds() {
        EventKindSet set;
        for (const EventKind kind : all_event_kinds()) {
            if (!one_in(3)) {
                set.insert(kind);
            }
        }
        return set;
    }

    TextCondition text_condition() {
        Subject subject;
        subject.part =
            std::vector{Subject::Part::FileName, Subject::Part::FullPath,    Subject::Part::FileName,
                        Subject::Part::FullPath, Subject::Part::ProcessName, Subject::Part::Field,
                        Subject::Part::Source}[below(7)];
        if (subject.part == Subject::Part::Field) {
            subject.field = field();
        }
        if (one_in(3)) {
            return {subject, literal(subject)};
        }
        if (one_in(16)) {
            return {subject, Regex::parse(pick({"a+", "^m", "\\.[ct]", "^$", "(?i)LIB", "x|y", "main\\.[cC]",
                                                "(?i)mask", "parser_\\w+"}))
                                 .value()};
        }
        return {subject, glob(subject)};
    }

    TextLiteral literal(const Subject& subject) {
        using Place = TextLiteral::Place;
        std::string text = subject.is_path() && one_in(2) ? path() : name();
        const std::size_t begin = below(text.size() + 1);
        if (one_in(2)) {
            text = text.substr(begin, one_in(2) ? text.npos : below(6));
        } else if (one_in(2)) {
            text.resize(begin);
        }
        const CaseSensitivity sensitivity = this->sensitivity();
        return {std::vector{Place::Whole, Place::Start, Place::End, Place::Anywhere}[below(4)],
                sensitivity == CaseSensitivity::Insensitive ? to_lower(text) : text, sensitivity};
    }

    Glob glob(const Subject& subject) {
        std::string pattern;
        if (subject.part != Subject::Part::FileName || one_in(8)) {
            pattern = pick({"", "**/", "/", "/src/", "/src/**/", "**/lib/", "**/src/lib/", "/s*/", "C:/**/",
                            "**/[ls]*/", "src/", "//", "**//", "/src/lib/", "{/src,/x}/"});
        }
        pattern += one_in(2) ? pick({"*.txt",
                                     "*.TXT",
                                     "*.{c,h}",
                                     "{main.c,Makefile}",
                                     "m*",
                                     "*ai*",
                                     "*",
                                     "**",
                                     "",
                                     "[m]*",
                                     "*.tar.gz",
                                     "x.*",
                                     "**/*.{c,txt}",
                                     "?*.c",
                                     "*.",
                                     "*_test.cpp",
                                     "a*b",
                                     "*a*.txt",
                                     "*.?",
                                     "*n",
                                     "main*",
                                     "*-2024-*",
                                     "report-*.{md,txt}",
                                     "ma*.c"})
                             : random_pattern();
        Result<Glob> glob = Glob::parse(pattern, sensitivity());
        return glob.ok() ? std::move(glob).value() : Glob::parse("*").value();
    }

    /// A name with a star or two in it.
    std::string random_pattern() {
        std::string pattern = name();
        std::erase_if(pattern, [](char c) { return c == '\\' || static_cast<unsigned char>(c) >= 0x80; });
        for (std::size_t count = below(3); count > 0; --count) {
            const std::size_t begin = below(pattern.size() + 1);
            pattern.replace(begin, below(4), "*");
        }
        return pattern;
    }

    void set_field(Event& event) {
        const FieldName name = field();
        const std::string value = one_in(2)   ? pick({"0", "1", "2.5", "-1", "x", "", "12x", "3 "})
                                  : one_in(4) ? path()
                                              : this->name();
        if (name.id == FieldId::Other) {
            event.metadata.set(name.other, value);
        } else if (name.id != FieldId::Path) {  // that one may be missing
            event.metadata.set(name.id, value);
        }
    }

    FieldName field() {
        return FieldName::of(
            pick({"title", "process_name", "exe", "pid", "exit_code", "host", "path", "x.y"}));
    }

    std::string path() {
        return pick({"/src/", "/src/lib/", "/", R"(C:\Temp\)", "/x/y/", "/src/lib\\", "c:/temp/", "/SRC/Lib/",
                     "//", "", "src/", R"(\\host\share\)", "/src//lib/", "/a/b/src/lib/"}) +
               name() + (one_in(12) ? "/" : "");
    }

    std::string directory() {
        return pick({"/src", "/src/lib", "C:/Temp", "/x", "/", R"(C:\)", R"(C:\Temp)", "/SRC/lib",
                     R"(\\host\share)", "src", "/src/lib/main.c", "", "/src/", "//"});
    }

    std::string name() {
        return pick({"main.c",
                     "MAIN.C",
                     "a.txt",
                     "b.TXT",
                     "Makefile",
                     "a.tar.gz",
                     "x.",
                     ".c",
                     "\xFF.h",
                     "noext",
                     "",
                     "report-2024-01.md",
                     "parser_test.cpp",
                     "Parser_Test.CPP",
                     "caf\xC3\xA9.txt",
                     "mmmmain.ccc",
                     "a-very-long-file-name.with.dots.txt",
                     "aaaa",
                     "aa",
                     "a\\b.c"});
    }

    NumberCondition::Relation pick_relation() {
        using Relation = NumberCondition::Relation;
        return std::vector{Relation::Equal, Relation::Greater, Relation::Less}[below(3)];
    }

    CaseSensitivity sensitivity() {
        return one_in(3) ? CaseSensitivity::Insensitive : CaseSensitivity::Sensitive;
    }

    static std::string to_lower(std::string text) {
        for (char& c : text) {
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return text;
    }

    std::size_t below(std::size_t bound) { return choose_(bound); }
    bool one_in(std::size_t count) { return below(count) == 0; }
    std::string pick(std::initializer_list<std::string_view> choices) {
        return std::string(choices.begin()[below(choices.size())]);
    }

    Choose choose_;
};

}  // namespace wee
