#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "script/script_calls.h"

namespace wee {

inline const ScriptValue* find_value(const ScriptTable& table, std::string_view name) {
    const auto found = std::ranges::find(table, name, &ScriptTable::value_type::first);
    return found == table.end() ? nullptr : &found->second;
}

/// An engine for scripts under test: it writes down what it is asked and allows all. The fs functions work on
/// the real file system; the others answer what the test has set.
class FakeScriptCalls final : public ScriptCalls {
public:
    struct Call {
        std::string function;
        ScriptList arguments;
    };

    std::vector<std::pair<LogLevel, std::string>> lines;
    std::vector<Call> calls;
    std::map<std::string, ScriptValue> stored;
    /// Asked first; nothing: the fake's own answer.
    std::function<Result<ScriptValue>(const std::string& function, const ScriptList& arguments)> answer;

    Result<ScriptValue> call(std::string_view function, const ScriptList& arguments) override {
        calls.push_back({std::string(function), arguments});
        if (answer) {
            return answer(std::string(function), arguments);
        }
        if (function.starts_with("fs.")) {
            return file_call(function.substr(3), arguments);
        }
        return other_call(function, arguments);
    }

    void log(LogLevel level, std::string_view line) override { lines.emplace_back(level, line); }

    /// All lines, each with its end.
    [[nodiscard]] std::string output() const {
        std::string all;
        for (const auto& [level, line] : lines) {
            all += line + '\n';
        }
        return all;
    }

private:
    using Path = std::filesystem::path;

    static const std::string& text(const ScriptList& arguments, std::size_t index) {
        return std::get<std::string>(arguments.at(index).value);
    }

    Result<ScriptValue> other_call(std::string_view function, const ScriptList& arguments) {
        if (function == "store.get") {
            return stored[text(arguments, 0)];
        }
        if (function == "store.set") {
            stored[text(arguments, 0)] = arguments.at(1);
        } else if (function == "exec.run") {
            return ScriptValue{ScriptTable{{"exit_code", {std::int64_t{0}}},
                                           {"stdout", {std::string("out\n")}},
                                           {"stderr", {std::string()}}}};
        } else if (function == "http.request") {
            return ScriptValue{ScriptTable{{"status", {std::int64_t{200}}},
                                           {"headers", {ScriptTable()}},
                                           {"body", {std::string("{}")}}}};
        }
        return ScriptValue{};
    }

    static Result<ScriptValue> file_call(std::string_view function, const ScriptList& arguments) {
        try {
            return ask_file_system(function, arguments);
        } catch (const std::filesystem::filesystem_error& error) {
            return Error(error.what());
        }
    }

    static ScriptValue ask_file_system(std::string_view function, const ScriptList& arguments) {
        const Path path = text(arguments, 0);
        if (function == "exists") {
            return {std::filesystem::exists(path)};
        }
        if (function == "file_size") {
            return {std::filesystem::is_regular_file(path)
                        ? static_cast<std::int64_t>(std::filesystem::file_size(path))
                        : std::int64_t{-1}};
        }
        if (function == "read") {
            std::ifstream stream(path, std::ios::binary);
            return {std::string(std::istreambuf_iterator<char>(stream), {})};
        }
        if (function == "list") {
            return {names_in(path)};
        }
        change_file_system(function, path, arguments);
        return {};
    }

    static ScriptList names_in(const Path& path) {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path)) {
            names.push_back(entry.path().filename().string());
        }
        std::ranges::sort(names);
        ScriptList list;
        for (std::string& name : names) {
            list.push_back({std::move(name)});
        }
        return list;
    }

    static void change_file_system(std::string_view function, const Path& path, const ScriptList& arguments) {
        if (function == "write") {
            const bool append = arguments.size() > 2;
            std::ofstream(path, append ? std::ios::binary | std::ios::app : std::ios::binary)
                << text(arguments, 1);
        } else if (function == "mkdir") {
            std::filesystem::create_directories(path);
        } else if (function == "delete") {
            std::filesystem::remove(path);
        } else if (function == "copy") {
            std::filesystem::copy_file(path, text(arguments, 1));
        } else if (function == "move") {
            std::filesystem::rename(path, text(arguments, 1));
        }
    }
};

}  // namespace wee
