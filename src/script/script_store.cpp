#include "script/script_store.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "script/host/value_coder.h"

namespace wee {
namespace {

constexpr std::string_view kSignature = "wee-store-1\n";
constexpr std::size_t kLongestName = 120;

std::string hexadecimal(std::uint64_t value, int digits) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        text += kDigits[(value >> static_cast<unsigned>(shift)) & 0xfU];
    }
    return text;
}

/// FNV-1a: tells names apart that are cut.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char byte : text) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    }
    return hash;
}

/// A name that every file system takes, and that no other rule has.
std::string file_name_of(std::string_view rule) {
    std::string name;
    for (const char character : rule) {
        const bool is_plain = (character >= 'a' && character <= 'z') ||
                              (character >= '0' && character <= '9') || character == '-' || character == '_';
        const auto byte = static_cast<unsigned char>(character);
        name += is_plain ? std::string(1, character) : '%' + hexadecimal(byte, 2);
    }
    if (name.size() > kLongestName) {
        name = name.substr(0, kLongestName) + "%-" + hexadecimal(hash_of(rule), 16);
    }
    return name + ".store";
}

Error failure(const std::filesystem::path& file, std::string_view what) {
    return Error("the values of this rule " + std::string(what) + ": " + quote_for_display(file.string()));
}

}  // namespace

std::filesystem::path ScriptStore::file_of(const std::string& rule) const {
    return folder_ / file_name_of(rule);
}

Result<ScriptValue> ScriptStore::get(const std::string& rule, const std::string& key) {
    const std::lock_guard lock(mutex_);
    const Result<Values*> values = values_of(rule);
    if (!values) {
        return values.error();
    }
    const auto found = values.value()->find(key);
    return found == values.value()->end() ? ScriptValue() : found->second;
}

Result<void> ScriptStore::set(const std::string& rule, const std::string& key, ScriptValue value) {
    if (key.empty() || key.size() > kLongestKey) {
        return Error("a key is a text of 1 to 256 bytes");
    }
    const std::lock_guard lock(mutex_);
    const Result<Values*> values = values_of(rule);
    if (!values) {
        return values.error();
    }
    Values changed = *values.value();
    if (std::holds_alternative<std::monostate>(value.value)) {
        changed.erase(key);
    } else {
        changed.insert_or_assign(key, std::move(value));
    }
    if (Result<void> saved = save(rule, changed); !saved) {
        return saved;
    }
    *values.value() = std::move(changed);
    return {};
}

/// A file that is missing has no values; one that is none of ours is left alone.
Result<ScriptStore::Values*> ScriptStore::values_of(const std::string& rule) {
    if (const auto known = rules_.find(rule); known != rules_.end()) {
        return &known->second;
    }
    const std::filesystem::path file = file_of(rule);
    Values values;
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) {
        std::ifstream stream(file, std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(stream), {});
        ByteReader reader(std::string_view(bytes).substr(std::min(bytes.size(), kSignature.size())));
        const ScriptValue stored = read_value(reader);
        const auto* const table = std::get_if<ScriptTable>(&stored.value);
        if (!stream || !bytes.starts_with(kSignature) || !reader.is_complete() || table == nullptr) {
            return failure(file, "cannot be read; move this file away to begin anew");
        }
        values.insert(table->begin(), table->end());
    }
    return &rules_.emplace(rule, std::move(values)).first->second;
}

Result<void> ScriptStore::save(const std::string& rule, const Values& values) const {
    ByteWriter writer;
    if (!write_value(writer, {ScriptTable(values.begin(), values.end())})) {
        return Error("the value is nested too deep");
    }
    if (writer.size() > kLargestRule) {
        return Error("the values of a rule may take 1 MiB together; these would take more");
    }
    const std::filesystem::path file = file_of(rule);
    const std::filesystem::path fresh = file.string() + ".new";
    std::error_code failed;
    if (std::filesystem::create_directories(folder_, failed)) {
        std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, failed);
    }
    std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
    const std::string bytes = writer.take();
    stream << kSignature << bytes;
    stream.close();
    if (stream) {
        std::filesystem::rename(fresh, file, failed);
    }
    if (!stream || failed) {
        return failure(file, "cannot be written (state_dir of [scripts] says where)");
    }
    return {};
}

}  // namespace wee
