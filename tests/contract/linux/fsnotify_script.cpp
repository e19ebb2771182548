#include "tests/contract/linux/fsnotify_script.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace wee {
namespace {

using Words = FsnotifyScript::Words;

/// Up to a remark. `>file` is two words.
Words words_of(const std::string& line) {
    std::istringstream stream(line);
    Words words;
    for (std::string word; stream >> word && word.front() != '#';) {
        const std::size_t name = word.find_first_not_of('>');
        if (word.front() == '>' && name != std::string::npos) {
            words.push_back(word.substr(0, name));
            words.push_back(word.substr(name));
        } else {
            words.push_back(word);
        }
    }
    return words;
}

/// "/a/b" and "a/b" are both below the test's directory.
std::string below(const std::string& path) {
    return path.substr(std::min(path.find_first_not_of('/'), path.size()));
}

void add_watch(FsnotifyScript& script, const Words& words) {
    std::string root = below(words.at(1));
    if (root.ends_with("...")) {
        root.resize(root.size() - 3);
        script.recursion = Recursion::WholeTree;
    }
    while (root.ends_with('/')) {
        root.pop_back();
    }
    script.roots.push_back(root);
    const std::map<std::string, EventKind> kinds = {{"write", EventKind::FileModified},
                                                    {"remove", EventKind::FileDeleted}};
    if (words.size() > 2 && kinds.contains(words[2])) {
        script.events = {kinds.at(words[2])};
    }
}

/// The lines of the block for Linux, or of the one for all where there is none.
std::vector<Words> output_for_linux(std::istream& stream) {
    std::map<std::string, std::vector<Words>> blocks;
    std::string block;
    for (std::string line; std::getline(stream, line);) {
        const Words words = words_of(line);
        if (words.empty()) {
            continue;
        }
        if (words.front().ends_with(':')) {
            block = words.front();
            blocks[block];
        } else {
            blocks[block].push_back(words);
        }
    }
    return blocks.contains("linux:") ? blocks["linux:"] : blocks[""];
}

/// A renaming that is followed by no creation led out of what is watched.
std::vector<std::string> in_our_terms(const std::vector<Words>& output, const FsnotifyScript& script) {
    const std::map<std::string, std::string> ours = {
        {"create", "created"}, {"write", "modified"}, {"remove", "deleted"}, {"rename", "deleted"}};
    std::vector<std::string> texts;
    for (const Words& words : output) {
        const std::string path = words.size() > 1 ? below(words[1]) : "";
        if (words.size() == 4) {
            std::erase(texts, "deleted " + below(words[3]));
            texts.push_back("renamed " + below(words[3]) + " -> " + path);
        } else if (const auto word = ours.find(words[0]); word != ours.end()) {
            const std::string text = word->second + " " + path;
            const bool is_of_root_directory =
                script.roots.front() == path &&
                (word->first == "rename" || script.recursion == Recursion::WholeTree);
            if (!is_of_root_directory && (texts.empty() || texts.back() != text)) {
                texts.push_back(text);
            }
        }
    }
    return texts;
}

}  // namespace

FsnotifyScript read_fsnotify_script(const std::filesystem::path& file) {
    FsnotifyScript script;
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line) && line != "Output:";) {
        const Words words = words_of(line);
        if (words.empty() || words[0] == "require" || words[0] == "skip" || words[0] == "watchlist") {
            continue;
        }
        if (words[0] == "watch") {
            add_watch(script, words);
        } else {
            (script.roots.empty() ? script.before : script.after).push_back(words);
        }
    }
    script.expected = in_our_terms(output_for_linux(stream), script);
    return script;
}

bool run_fsnotify_command(const Words& words, const std::filesystem::path& directory) {
    if (words[0] == "mknod") {
        return mknod((directory / below(words.back())).c_str(), S_IFCHR | 0600, 0) == 0;
    }
    std::string line = "cd '" + directory.string() + "' && " + words[0];
    for (std::size_t index = 1; index < words.size(); ++index) {
        const bool is_target_of_link = words[0] == "ln" && index == 2 && words[index].front() == '/';
        const std::string path =
            is_target_of_link ? (directory / below(words[index])).string() : below(words[index]);
        line += " " + path;
    }
    return std::system((line + " 2>/dev/null").c_str()) == 0;
}

}  // namespace wee
