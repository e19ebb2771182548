#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_loader.h"
#include "config/rule_section.h"
#include "config/source_section.h"

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
    void read_engine_section(const TomlTable& document, Findings& findings);
    void read_sources(const TomlValue& value, Findings& findings);
    void read_rules(const TomlValue& value, Findings& findings);
    static void report_unknown_section(const TomlEntry& entry, Findings& findings);
    static void claim(Places& places, std::string_view name, Position position, std::string_view what,
                      Findings& findings);
    void check_the_whole();
    void check_rules_are_fed();
    [[nodiscard]] EventKindSet given_kinds() const;

    /// A rule's trigger and where to complain about it.
    struct TriggerPlace {
        std::size_t rule;
        Position position;
        Findings* findings;
        bool has_foreign_type;
    };

    const Environment& environment_;
    Config config_;
    LoadedConfig loaded_;
    std::deque<Findings> findings_;  ///< One a file, the first about the whole; never moved.
    std::vector<TriggerPlace> triggers_;
    Places engine_places_;
    Places source_places_;
    Places rule_places_;
    std::size_t source_tables_ = 0;
    std::size_t rule_tables_ = 0;
};

}  // namespace wee
