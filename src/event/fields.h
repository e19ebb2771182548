#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/container/small_vector.hpp>

namespace wee {

/// The documented metadata fields. Comparing one of these costs a byte; every other name costs a text.
enum class FieldId : std::uint8_t {
    Path,
    OldPath,
    NewPath,
    Title,
    OldTitle,
    Class,
    Exe,
    Pid,
    WindowId,
    ProcessName,
    CommandLine,
    ParentPid,
    SessionId,
    User,
    WorkingDirectory,
    ExitCode,
    Signal,
    StartTime,
    DurationSeconds,
    KeyPath,
    ValueName,
    DataType,
    DataSize,
    Data,
    OldData,
    ProcessId,
    IntervalSeconds,
    TickCount,
    ScheduledTime,
    Reason,
    LostCount,
    IsDirectory,
    Name,
    EmittedBy,
    EmitDepth,
    EmitChain,
    CauseId,
    /// A name of a user's or a foreign source's own; the field carries it as text.
    Other,
};

/// "old_path", as events and templates write it. REQUIRES: not Other.
std::string_view to_string(FieldId id);
/// The documented field of that name, or nothing.
std::optional<FieldId> parse_field_id(std::string_view name);

/// One metadata entry. Values are always text; bytes that are no UTF-8 are kept as they are.
struct Field {
    FieldId id = FieldId::Other;
    std::string other_name;  ///< Only for FieldId::Other.
    std::string value;

    [[nodiscard]] std::string_view name() const { return id == FieldId::Other ? other_name : to_string(id); }
    friend bool operator==(const Field&, const Field&) = default;
};

/// Which metadata field is meant, resolved once from its name.
struct FieldName {
    FieldId id = FieldId::Other;
    std::string other;  ///< The name, only for FieldId::Other.

    static FieldName of(std::string_view name);
    [[nodiscard]] std::string_view text() const { return id == FieldId::Other ? other : to_string(id); }
    friend bool operator==(const FieldName&, const FieldName&) = default;
};

/// An event's metadata, in the order in which the source gave it; each name at most once.
/// Two fields fit without an allocation of the list itself. Not synchronised.
class Fields {
public:
    /// Adds the field or replaces its value.
    Fields& set(FieldId id, std::string value);
    Fields& set(std::string_view name, std::string value);

    /// The value, or null. The pointer lives until the next `set`.
    [[nodiscard]] const std::string* find(FieldId id) const {
        for (const Field& field : fields_) {
            if (field.id == id) {
                return &field.value;
            }
        }
        return nullptr;
    }
    [[nodiscard]] const std::string* find(std::string_view name) const;
    [[nodiscard]] const std::string* find(const FieldName& name) const {
        return name.id == FieldId::Other ? find_other(name.other) : find(name.id);
    }

    [[nodiscard]] auto begin() const { return fields_.begin(); }
    [[nodiscard]] auto end() const { return fields_.end(); }
    [[nodiscard]] std::size_t size() const { return fields_.size(); }

    friend bool operator==(const Fields& a, const Fields& b) {
        return a.fields_.size() == b.fields_.size() && std::equal(a.begin(), a.end(), b.begin());
    }

private:
    [[nodiscard]] const std::string* find_other(std::string_view name) const;

    boost::container::small_vector<Field, 2> fields_;
};

}  // namespace wee
