#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_loader.h"
#include "config/rule_section.h"
#include "config/secrets_section.h"
#include "config/source_section.h"
#include "config/test_section.h"

namespace wee {

/// Joins the files of a configuration: reads each, and checks what only all of them together show (names that
/// are there twice, rules that no source can feed).
class ConfigAssembler {
public:
    /// `place` is what findings about the whole call it. The environment must outlive the assembler.
    ConfigAssembler(std::string place, const Environment& environment);

    void add_text(std::string_view text, const std::string& file_name);
    void add_file(const std::string& path);

    /// Once, at the end.
    LoadedConfig finish();

private:
    /// name -> "file:line" where it came first
    using Places = std::map<std::string, std::string, std::less<>>;

    void read_document(const TomlTable& document, Findings& findings);
    void read_engine_section(const TomlValue& value, Findings& findings);
    void read_sources(const TomlValue& value, Findings& findings);
    void read_rules(const TomlValue& value, Findings& findings);
    void add_rule(ParsedRule rule, Findings& findings);
    void read_tests(const TomlValue& value, Findings& findings);
    static void claim(Places& places, std::string_view name, Position position, std::string_view what,
                      Findings& findings);
    void apply_engine_defaults();
    void resolve_secrets();
    void check_tests();
    void check_the_whole();
    void check_rules_are_fed();
    [[nodiscard]] EventKindSet given_kinds() const;

    /// What is said of a rule, or decided, only when all files are read.
    struct RulePlace {
        Position trigger;
        Findings* findings;
        BreakerSettings breaker;
        Definition definition;
        TemplateNames names;
    };

    void apply_http_policy(RuleConfig& rule, RulePlace& place) const;

    struct ExpectedRule {
        Located<std::string> name;
        Findings* findings;
    };

    const Environment& environment_;
    SecretSource secret_source_;
    Config config_;
    LoadedConfig loaded_;
    std::deque<Findings> findings_;  ///< One a file, the first about the whole; never moved.
    std::vector<RulePlace> rules_;   ///< Of config_.rules, in their order.
    std::vector<ExpectedRule> expected_rules_;
    std::set<std::string, std::less<>> disabled_rules_;
    Places engine_places_;
    Places source_places_;
    Places rule_places_;
    Places test_places_;
    Places secret_places_;
    Places script_places_;
    std::size_t source_tables_ = 0;
    std::size_t rule_tables_ = 0;
};

}  // namespace wee
