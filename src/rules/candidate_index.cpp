#include "rules/candidate_index.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "base/glob_character.h"
#include "base/glob_shape.h"

namespace wee {
namespace {

/// Something that a file name must have.
struct NameKey {
    enum class Kind { WholeName, Extension, FirstByte };
    Kind kind;
    std::string text;
};

/// One of these must be there; nothing when that cannot be said.
using NameKeys = std::optional<std::vector<NameKey>>;

NameKeys keys_of(const Trigger& trigger);

/// What stands behind the last dot; nothing without a dot.
std::optional<std::string_view> extension_of(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::nullopt : std::optional(name.substr(dot + 1));
}

std::optional<NameKey> key_of(const GlobShape& shape) {
    if (shape.name == GlobShape::Name::Exact) {
        return shape.suffix.empty() ? std::nullopt
                                    : std::optional(NameKey{NameKey::Kind::WholeName, shape.suffix});
    }
    if (const auto extension = extension_of(shape.suffix)) {
        return NameKey{NameKey::Kind::Extension, std::string(*extension)};
    }
    if (!shape.prefix.empty()) {
        return NameKey{NameKey::Kind::FirstByte, shape.prefix.substr(0, 1)};
    }
    return std::nullopt;
}

struct KeysOfCondition {
    NameKeys operator()(const KindCondition&) const { return std::nullopt; }
    NameKeys operator()(const PathUnderCondition&) const { return std::nullopt; }

    NameKeys operator()(const ExistsCondition&) const { return std::nullopt; }
    NameKeys operator()(const NumberCondition&) const { return std::nullopt; }

    NameKeys operator()(const TextCondition& condition) const {
        const auto* glob = std::get_if<Glob>(&condition.pattern);
        const bool is_path = condition.subject.part == Subject::Part::FileName ||
                             condition.subject.part == Subject::Part::FullPath;
        if (glob == nullptr || !is_path) {
            return std::nullopt;
        }
        std::vector<NameKey> keys;
        for (const GlobShape& shape : glob->shapes()) {
            std::optional<NameKey> key = key_of(shape);
            if (!key) {
                return std::nullopt;
            }
            keys.push_back(*std::move(key));
        }
        return keys.empty() ? NameKeys() : NameKeys(std::move(keys));
    }

    NameKeys operator()(const CompositeCondition& condition) const {
        switch (condition.kind) {
            case CompositeKind::All:
                return fewest_of(condition.children);
            case CompositeKind::Any:
                return all_of(condition.children);
            case CompositeKind::Not:
                return std::nullopt;
        }
        return std::nullopt;
    }

private:
    static NameKeys fewest_of(const std::vector<Trigger>& children) {
        NameKeys fewest;
        for (const Trigger& child : children) {
            NameKeys keys = keys_of(child);
            if (keys && (!fewest || keys->size() < fewest->size())) {
                fewest = std::move(keys);
            }
        }
        return fewest;
    }

    static NameKeys all_of(const std::vector<Trigger>& children) {
        std::vector<NameKey> all;
        for (const Trigger& child : children) {
            NameKeys keys = keys_of(child);
            if (!keys) {
                return std::nullopt;
            }
            std::ranges::move(*keys, std::back_inserter(all));
        }
        return all;
    }
};

NameKeys keys_of(const Trigger& trigger) {
    return std::visit(KeysOfCondition{}, trigger.condition);
}

void append_once(std::vector<RuleIndex>& rules, RuleIndex rule) {
    if (rules.empty() || rules.back() != rule) {
        rules.push_back(rule);
    }
}

}  // namespace

void CandidateIndex::insert(RuleIndex rule, const Trigger& trigger) {
    const NameKeys keys = keys_of(trigger);
    if (!keys) {
        others_.push_back(rule);
        return;
    }
    const auto rules_by = [this](NameKey::Kind kind) -> RulesByText& {
        switch (kind) {
            case NameKey::Kind::WholeName:
                return by_name_;
            case NameKey::Kind::Extension:
                return by_extension_;
            case NameKey::Kind::FirstByte:
                break;
        }
        return by_first_byte_;
    };
    for (const NameKey& key : *keys) {
        append_once(rules_by(key.kind)[key.text], rule);
    }
}

CandidateIndex::Lists CandidateIndex::lists_for(const EventTexts& event) const {
    Lists lists;
    lists.add(others_);
    for (const EventTexts::Path& path : event.paths()) {
        lists.add(rules_of(by_name_, path.file_name));
        if (const auto extension = extension_of(path.file_name)) {
            lists.add(rules_of(by_extension_, *extension));
        }
        lists.add(rules_of(by_first_byte_, path.file_name.substr(0, 1)));
    }
    return lists;
}

std::span<const RuleIndex> CandidateIndex::rules_of(const RulesByText& rules, std::string_view text) {
    if (rules.empty()) {
        return {};
    }
    const auto found = rules.find(text);
    return found == rules.end() ? std::span<const RuleIndex>() : found->second;
}

const std::span<const RuleIndex>* CandidateIndex::least_front(
    std::span<const std::span<const RuleIndex>> lists) {
    const std::span<const RuleIndex>* least = nullptr;
    for (const std::span<const RuleIndex>& list : lists) {
        if (!list.empty() && (least == nullptr || list.front() < least->front())) {
            least = &list;
        }
    }
    return least;
}

std::size_t CandidateIndex::CaseBlindHash::operator()(std::string_view text) const {
    std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a: names are short
    for (const char byte : text) {
        hash = (hash ^ static_cast<unsigned char>(to_lower_ascii(byte))) * 0x100000001B3;
    }
    return static_cast<std::size_t>(hash);
}

bool CandidateIndex::CaseBlindEqual::operator()(std::string_view a, std::string_view b) const {
    return std::ranges::equal(
        a, b, {}, [](char c) { return to_lower_ascii(c); }, [](char c) { return to_lower_ascii(c); });
}

}  // namespace wee
