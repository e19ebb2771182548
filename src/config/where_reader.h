#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/table_reader.h"
#include "rules/trigger.h"

namespace wee {

/// Reads a trigger's `where`: conditions on any field of an event's metadata.
///
/// `where = { exit_code = { greater = 0 }, user = ["root", "admin"] }`: all fields have to be as they should,
/// all operators of one field too, and a list means any of its values. A value without an operator is
/// `equals`.
class WhereReader {
public:
    /// `sensitivity` is that of every operator that says nothing else. The findings must outlive the reader.
    WhereReader(std::optional<CaseSensitivity> sensitivity, Findings& findings)
        : sensitivity_(sensitivity.value_or(CaseSensitivity::Sensitive)), findings_(findings) {}

    /// Adds a condition for each operator. False when there was an error; it has been reported.
    bool read(const TomlTable& where, Position position, std::vector<Trigger>& conditions);

private:
    using Conditions = std::vector<Trigger>;

    bool read_entry(const TomlEntry& entry, Conditions& conditions);
    /// What one field has to be: a value, a list of values, or a table of operators.
    bool read_wanted(const TomlEntry& entry, Conditions& conditions);
    bool read_operators(const TomlTable& table, Position position, Conditions& conditions);
    bool read_text_operators(TableReader& reader, Conditions& conditions);
    bool read_number_operators(TableReader& reader, Conditions& conditions);
    bool read_exists(TableReader& reader, Conditions& conditions);

    CaseSensitivity sensitivity_;
    Findings& findings_;
    std::string name_;  ///< Of the field that is being read.
    FieldName field_;
};

}  // namespace wee
