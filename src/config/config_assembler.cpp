#include "config/config_assembler.h"

#include <algorithm>

#include "config/action_defaults.h"
#include "config/engine_section.h"
#include "config/file_access.h"
#include "config/http_request_reader.h"
#include "config/scripts_section.h"
#include "config/sections.h"
#include "config/source_kinds.h"

namespace wee {
namespace {

void add_to(Definition& definition, const HttpPolicy& policy) {
    definition.add(std::uint64_t{policy.is_enabled ? 1U : 0U});
    definition.add(std::uint64_t{policy.allowed ? 1U : 0U});
    for (const HttpAllowance& entry : policy.allowed.value_or(std::vector<HttpAllowance>())) {
        definition.add(entry.host);
        definition.add(std::uint64_t{entry.is_domain ? 1U : 0U});
        definition.add(std::uint64_t{entry.port});
    }
}

bool emits_events(const RuleConfig& rule) {
    return rule.rule.enabled && std::ranges::any_of(rule.actions, [](const ActionConfig& action) {
               return std::holds_alternative<EmitActionOptions>(action.options);
           });
}

/// Why the rule never matches, and what has to be added.
std::string nothing_feeds(const Rule& rule) {
    const EventKindSet kinds = possible_kinds(rule.trigger);
    if (kinds == EventKindSet{EventKind::Emitted}) {
        return "no enabled rule emits events that the rule " + key_text(rule.name) +
               " could match; add an action (type = \"emit\") to one";
    }
    return "no enabled source gives events that the rule " + key_text(rule.name) +
           " could match; add one (type = " + value_text(type_that_gives(kinds)) + ")";
}

}  // namespace

ConfigAssembler::ConfigAssembler(std::string place, const Environment& environment)
    : environment_(environment), secret_source_(environment) {
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
    for (const TomlEntry& entry : document.entries) {
        const std::optional<Section> section = section_of(entry, findings);
        if (section == Section::Engine) {
            read_engine_section(entry.value, findings);
        } else if (section == Section::Sources) {
            read_sources(entry.value, findings);
        } else if (section == Section::Rules) {
            read_rules(entry.value, findings);
        } else if (section == Section::Tests) {
            read_tests(entry.value, findings);
        } else if (section == Section::Secrets) {
            claim(secret_places_, entry.key, entry.key_position, "the table", findings);
            secret_source_.read(entry.value, findings);
        } else if (section == Section::Scripts) {
            claim(script_places_, entry.key, entry.key_position, "the table", findings);
            read_scripts(entry.value, config_.scripts, environment_, findings);
        }
    }
}

void ConfigAssembler::read_engine_section(const TomlValue& value, Findings& findings) {
    read_engine(value, config_.engine, findings);
    if (const auto* table = value.as<TomlTable>()) {
        for (const TomlEntry& entry : table->entries) {
            claim(engine_places_, entry.key, entry.key_position, "the [engine] key", findings);
        }
    }
}

void ConfigAssembler::read_sources(const TomlValue& value, Findings& findings) {
    for (const auto& [table, position] : section_tables(value, "sources", findings)) {
        ++source_tables_;
        ParsedSource source = read_source(table, position, environment_, findings);
        if (source.name) {
            claim(source_places_, source.name->value, source.name->position, "a source of the name",
                  findings);
        }
        if (source.options && source.enabled) {
            Definition definition;
            definition.add(table);
            config_.sources.push_back({std::move(*source.options), definition.fingerprint()});
        }
    }
}

void ConfigAssembler::read_rules(const TomlValue& value, Findings& findings) {
    const std::vector<SectionTable> tables = section_tables(value, "rules", findings);
    const std::size_t room = kMaximumRules - std::min(rule_tables_, kMaximumRules);
    rule_tables_ += tables.size();
    if (tables.size() > room) {
        findings.error(tables[room].position,
                       "this is one rule more than the " + std::to_string(kMaximumRules) +
                           " that a configuration may have; take rules out, or put alike ones together with "
                           "lists and `any`");
        return;
    }
    for (const auto& [table, position] : tables) {
        add_rule(read_rule(table, position, environment_, findings), findings);
    }
}

void ConfigAssembler::add_rule(ParsedRule rule, Findings& findings) {
    if (rule.name) {
        claim(rule_places_, rule.name->value, rule.name->position, "a rule of the name", findings);
        if (!rule.is_enabled) {
            disabled_rules_.insert(rule.name->value);
        }
    }
    if (rule.config) {
        rules_.push_back(
            {rule.trigger_position, &findings, rule.breaker, rule.definition, std::move(rule.names)});
        config_.rules.push_back(std::move(*rule.config));
    }
}

void ConfigAssembler::read_tests(const TomlValue& value, Findings& findings) {
    for (const auto& [table, position] : section_tables(value, "tests", findings)) {
        ParsedTest test = read_test(table, position, findings);
        if (test.name) {
            claim(test_places_, test.name->value, test.name->position, "a test of the name", findings);
        }
        for (Located<std::string>& rule : test.rules) {
            expected_rules_.push_back({std::move(rule), &findings});
        }
        if (test.config) {
            config_.tests.push_back(std::move(*test.config));
        }
    }
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

void ConfigAssembler::check_tests() {
    constexpr std::size_t kMostCandidates = 1000;  // each costs time, and a file may have many mistakes
    for (const auto& [rule, findings] : expected_rules_) {
        if (disabled_rules_.contains(rule.value)) {
            findings->warning(rule.position, "the rule " + key_text(rule.value) +
                                                 " is disabled, so it matches nothing and this test fails; "
                                                 "enable it, or take it out here");
        } else if (!rule_places_.contains(rule.value)) {
            std::vector<std::string_view> names;
            for (auto place = rule_places_.begin();
                 place != rule_places_.end() && names.size() < kMostCandidates; ++place) {
                names.push_back(place->first);
            }
            const std::string near = suggestion(rule.value, names);
            findings->error(rule.position,
                            "there is no rule of the name " + key_text(rule.value) +
                                (near.empty() ? "; a test names the `name` of rules as they stand" : near));
        }
    }
}

void ConfigAssembler::check_the_whole() {
    check_tests();
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
    for (std::size_t number = 0; number < rules_.size(); ++number) {
        const RulePlace& place = rules_[number];
        const Rule& rule = config_.rules[number].rule;
        const bool is_fed = config_.sources.empty() || !(possible_kinds(rule.trigger) & given).empty();
        if (!is_fed && rule.enabled) {
            place.findings->warning(place.trigger, nothing_feeds(rule));
        }
    }
}

void ConfigAssembler::apply_engine_defaults() {
    for (std::size_t number = 0; number < rules_.size(); ++number) {
        Rule& rule = config_.rules[number].rule;
        rule.breaker = rules_[number].breaker.over(config_.engine.breaker);
        Definition& definition = rules_[number].definition;
        definition.add(std::uint64_t{rule.breaker.enabled ? 1U : 0U});
        definition.add(std::uint64_t{rule.breaker.most});
        definition.add(static_cast<std::uint64_t>(rule.breaker.window.count()));
        definition.add(static_cast<std::uint64_t>(rule.breaker.pause.count()));
        apply_http_policy(config_.rules[number], rules_[number]);
        wee::apply_engine_defaults(config_.engine, config_.rules[number].actions, definition);
        rule.definition = definition.fingerprint();
    }
}

/// Another policy makes another rule of those that send requests.
void ConfigAssembler::apply_http_policy(RuleConfig& rule, RulePlace& place) const {
    const HttpPolicy& policy = config_.engine.http;
    for (ActionConfig& action : rule.actions) {
        if (auto* request = std::get_if<HttpRequestActionOptions>(&action.options)) {
            request->policy = policy;
            add_to(place.definition, policy);
        }
    }
    for (const HttpUse& use : place.names.http_uses) {
        if (rule.rule.enabled) {
            check_http_use(use, policy, *place.findings);
        }
    }
}

EventKindSet ConfigAssembler::given_kinds() const {
    EventKindSet given;
    for (const SourceConfig& source : config_.sources) {
        given = given | kinds_given_by(source.options);
    }
    if (std::ranges::any_of(config_.rules, emits_events)) {
        given.insert(EventKind::Emitted);
    }
    return given;
}

/// A secret that has changed makes another rule of those that use it.
void ConfigAssembler::resolve_secrets() {
    auto secrets = std::make_shared<Secrets>();
    for (RulePlace& place : rules_) {
        for (const auto& [name, position] : place.names.secrets) {
            if (std::optional<std::string> value = secret_source_.find(name)) {
                place.definition.add(*value);
                secrets->add(name, std::move(*value));
            } else {
                place.findings->error(position, secret_source_.mend_for_missing(name));
            }
        }
    }
    config_.secrets = std::move(secrets);
}

LoadedConfig ConfigAssembler::finish() {
    resolve_secrets();
    apply_engine_defaults();
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
