#include "config/config_assembler.h"

#include <algorithm>
#include <array>

#include "config/engine_section.h"
#include "config/file_access.h"

namespace wee {
namespace {

/// The tables of `[[sources]]` or `[[rules]]`; anything else is an error that says how to write them.
std::vector<const TomlValue*> section_tables(const TomlValue& value, std::string_view name,
                                             Findings& findings) {
    const auto* array = value.as<TomlArray>();
    const std::string header = "[[" + std::string(name) + "]]";
    std::vector<const TomlValue*> tables;
    if (array == nullptr) {
        findings.error(value.position, key_text(name) + " must be an array of tables, but here is " +
                                           std::string(type_name(value)) + "; write " + header +
                                           " with two brackets on a line of its own above each of them");
        return tables;
    }
    for (const TomlValue& element : *array) {
        if (element.as<TomlTable>() != nullptr) {
            tables.push_back(&element);
        } else {
            findings.error(element.position, "here is " + std::string(type_name(element)) +
                                                 ", but wanted is a table; write " + header +
                                                 " on a line of its own");
        }
    }
    return tables;
}

}  // namespace

ConfigAssembler::ConfigAssembler(std::string place, const Environment& environment)
    : environment_(environment) {
    findings_.emplace_back(std::move(place));
}

void ConfigAssembler::add_text(std::string_view text, const std::string& file_name) {
    Findings& findings = findings_.emplace_back(file_name);
    if (const std::optional<TomlValue> document = parse_toml(text, findings)) {
        read_document(*document->as<TomlTable>(), findings);
    }
}

void ConfigAssembler::add_file(const std::string& path) {
    loaded_.files.push_back(path);
    const Result<std::string> text = read_config_file(path);
    if (text) {
        add_text(text.value(), path);
    } else {
        findings_.emplace_back(path).error({}, text.error().message());
    }
}

void ConfigAssembler::read_document(const TomlTable& document, Findings& findings) {
    read_engine_section(document, findings);
    for (const TomlEntry& entry : document.entries) {
        if (entry.key == "sources") {
            read_sources(entry.value, findings);
        } else if (entry.key == "rules") {
            read_rules(entry.value, findings);
        } else if (entry.key != "engine") {
            report_unknown_section(entry, findings);
        }
    }
}

void ConfigAssembler::read_engine_section(const TomlTable& document, Findings& findings) {
    const TomlEntry* engine = document.find("engine");
    if (engine == nullptr) {
        return;
    }
    read_engine(engine->value, config_.engine, findings);
    if (const auto* table = engine->value.as<TomlTable>()) {
        for (const TomlEntry& entry : table->entries) {
            claim(engine_places_, entry.key, entry.key_position, "the [engine] key", findings);
        }
    }
}

void ConfigAssembler::read_sources(const TomlValue& value, Findings& findings) {
    for (const TomlValue* element : section_tables(value, "sources", findings)) {
        ++source_tables_;
        ParsedSource source =
            read_source(*element->as<TomlTable>(), element->position, environment_, findings);
        if (source.name) {
            claim(source_places_, source.name->value, source.name->position, "a source of the name",
                  findings);
        }
        if (source.options && source.enabled) {
            config_.sources.push_back({std::move(*source.options)});
        }
    }
}

void ConfigAssembler::read_rules(const TomlValue& value, Findings& findings) {
    for (const TomlValue* element : section_tables(value, "rules", findings)) {
        ++rule_tables_;
        ParsedRule rule = read_rule(*element->as<TomlTable>(), element->position, environment_, findings);
        if (rule.name) {
            claim(rule_places_, rule.name->value, rule.name->position, "a rule of the name", findings);
        }
        if (rule.config) {
            triggers_.push_back(
                {config_.rules.size(), rule.trigger_position, &findings, rule.has_foreign_type});
            config_.rules.push_back(std::move(*rule.config));
        }
    }
}

void ConfigAssembler::report_unknown_section(const TomlEntry& entry, Findings& findings) {
    const std::string key = key_text(entry.key);
    constexpr std::array<std::string_view, 3> kRuleKeys = {"trigger", "action", "actions"};
    if (std::ranges::find(kRuleKeys, entry.key) != kRuleKeys.end()) {
        findings.error(entry.key_position,
                       key + " belongs to a rule; write [" + (entry.key == "trigger" ? "" : "[") + "rules." +
                           entry.key + (entry.key == "trigger" ? "]" : "]]") + " below the rule's [[rules]]");
        return;
    }
    const std::vector<std::string_view> words = {"engine", "sources", "rules"};
    const std::string near = suggestion(entry.key, words);
    findings.error(entry.key_position, "unknown key or table " + key + " at the top of the file" +
                                           (near.empty() ? "" : near) +
                                           "; valid here: [engine], [[sources]], [[rules]]");
}

void ConfigAssembler::claim(Places& places, std::string_view name, Position position, std::string_view what,
                            Findings& findings) {
    const std::string place = findings.file() + ':' + std::to_string(position.line);
    const auto [first, is_new] = places.emplace(name, place);
    if (!is_new) {
        findings.error(position, "there already is " + std::string(what) + ' ' + key_text(name) + ", at " +
                                     first->second + "; each may be there once");
    }
}

void ConfigAssembler::check_the_whole() {
    if (std::ranges::any_of(findings_, &Findings::has_error)) {
        return;  // what cannot be read may be what seems to be missing
    }
    Findings& whole = findings_.front();
    if (source_tables_ == 0) {
        whole.warning({}, "there is no source, so nothing will ever happen; add a [[sources]] table");
    } else if (config_.sources.empty()) {
        whole.warning({}, "every source is disabled, so nothing will ever happen; remove an enabled = false");
    }
    if (rule_tables_ == 0) {
        whole.warning({}, "there is no rule, so events have no effect; add a [[rules]] table");
    }
    check_rules_are_fed();
}

void ConfigAssembler::check_rules_are_fed() {
    const EventKindSet given = given_kinds();
    for (const TriggerPlace& place : triggers_) {
        const Rule& rule = config_.rules[place.rule].rule;
        const EventKindSet wanted = possible_kinds(rule.trigger);
        if (place.has_foreign_type || !rule.enabled) {
            continue;
        }
        if (wanted.empty()) {
            place.findings->warning(place.position,
                                    "this trigger can never be true: no kind of event meets all of it");
        } else if (!config_.sources.empty() && (wanted & given).empty()) {
            place.findings->warning(place.position, "no enabled source gives events that the rule " +
                                                        key_text(rule.name) +
                                                        " could match; add one (type = \"file_watcher\")");
        }
    }
}

EventKindSet ConfigAssembler::given_kinds() const {
    using enum EventKind;
    EventKindSet given;
    for (const SourceConfig& source : config_.sources) {
        if (std::holds_alternative<FileWatcherOptions>(source.options)) {
            given = given | EventKindSet{FileCreated, FileModified, FileDeleted, FileRenamed, EventsLost};
        } else if (std::holds_alternative<ReplaySourceOptions>(source.options)) {
            given = EventKindSet::all();
        }
    }
    return given;
}

LoadedConfig ConfigAssembler::finish() {
    check_the_whole();
    // What is said of the whole follows from the files, so it comes last.
    std::rotate(findings_.begin(), std::next(findings_.begin()), findings_.end());
    for (Findings& findings : findings_) {
        std::ranges::move(findings.take(), std::back_inserter(loaded_.diagnostics));
    }
    if (!has_errors(loaded_.diagnostics)) {
        loaded_.config = std::move(config_);
    }
    return std::move(loaded_);
}

}  // namespace wee
