#include "bench/rules/workload.h"

#include <random>
#include <stdexcept>

#include "tests/support/triggers.h"

namespace wee {
namespace {

constexpr std::size_t kForms = 5;
/// Paths name so many words; one in two finds its pattern among 10,000.
constexpr std::size_t kWords = 20'000;

/// Five letters, different for every number below 26^5.
std::string word_of(std::size_t number) {
    constexpr std::size_t kCount = 26 * 26 * 26 * 26 * 26;
    std::string word;
    for (std::size_t rest = number * 4'561'901 % kCount; word.size() < 5; rest /= 26) {
        word += static_cast<char>('a' + rest % 26);
    }
    return word;
}

std::string pattern_of(std::size_t number) {
    const std::string word = word_of(number);
    switch (number % kForms) {
        case 0:
            return "*." + word;
        case 1:
            return "**/" + word + "/*.cpp";
        case 2:
            return word + ".json";
        case 3:
            return word + "-*";
        default:
            return "*-" + word + "-*";
    }
}

/// A directory and a name that the pattern of this number matches.
std::string end_of(std::size_t number, const std::string& other) {
    const std::string word = word_of(number);
    switch (number % kForms) {
        case 0:
            return "/build/" + other + "." + word;
        case 1:
            return "/" + word + "/" + other + ".cpp";
        case 2:
            return "/" + other + "/" + word + ".json";
        case 3:
            return "/notes/" + word + "-" + other + ".txt";
        default:
            return "/logs/" + other + "-" + word + "-01.log";
    }
}

}  // namespace

Workload::Workload(std::size_t pattern_count) {
    for (std::size_t i = 0; i < pattern_count; ++i) {
        patterns.push_back(pattern_of(i));
    }
    std::mt19937 random(1);
    for (std::size_t i = 0; i < kEvents; ++i) {
        const std::string end = end_of(random() % kWords, word_of(kWords + i));
        std::string path = "/home/someone/projects/" + word_of(2 * kWords + i);
        path.resize(kPathLength - end.size(), 'x');
        paths.push_back(path + end);
        events.push_back(file_event(paths.back()));
    }
}

std::vector<Rule> rules_of(const std::vector<std::string>& patterns) {
    const EventKindSet written{EventKind::FileCreated, EventKind::FileModified};
    std::vector<Rule> rules;
    rules.reserve(patterns.size());
    for (const std::string& pattern : patterns) {
        const bool is_path = pattern.find('/') != std::string::npos;
        Rule rule;
        rule.name = "rule " + std::to_string(rules.size());
        rule.trigger = all_of({kinds(written), path_glob(pattern, is_path ? Subject::Part::FullPath
                                                                          : Subject::Part::FileName)});
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::string regex_of(const std::string& pattern) {
    std::string regex;
    std::string_view rest = pattern;
    if (rest.starts_with("**/")) {
        regex = "/";
        rest.remove_prefix(3);
    } else if (rest.starts_with('*')) {
        rest.remove_prefix(1);
    } else {
        regex = "/";
    }
    for (const char c : rest) {
        if (c == '*') {
            regex += "[^/]*";
        } else {
            regex += c == '.' ? "\\." : std::string(1, c);
        }
    }
    return regex + "$";
}

}  // namespace wee
