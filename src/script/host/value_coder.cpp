#include "script/host/value_coder.h"

namespace wee {
namespace {

/// The index in ScriptValue's variant, which is what stands in front of each value.
enum class Tag : std::uint8_t { Nothing, Boolean, Integer, Real, Text, List, Table };

class ValueWriter {
public:
    explicit ValueWriter(ByteWriter& writer) : writer_(writer) {}

    bool write(const ScriptValue& value, int depth) {
        if (depth > kDeepestCarried || ++written_ > kMostCarried) {
            return false;
        }
        depth_ = depth;
        writer_.byte(static_cast<std::uint8_t>(value.value.index()));
        return std::visit(*this, value.value);
    }

    bool operator()(std::monostate /*nothing*/) { return true; }
    bool operator()(bool value) {
        writer_.byte(value ? 1 : 0);
        return true;
    }
    bool operator()(std::int64_t value) {
        writer_.signed_number(value);
        return true;
    }
    bool operator()(double value) {
        writer_.real(value);
        return true;
    }
    bool operator()(const std::string& value) {
        writer_.text(value);
        return true;
    }
    bool operator()(const ScriptList& list) {
        const int depth = depth_ + 1;
        writer_.number(list.size());
        for (const ScriptValue& value : list) {
            if (!write(value, depth)) {
                return false;
            }
        }
        return true;
    }
    bool operator()(const ScriptTable& table) {
        const int depth = depth_ + 1;
        writer_.number(table.size());
        for (const auto& [name, value] : table) {
            writer_.text(name);
            if (!write(value, depth)) {
                return false;
            }
        }
        return true;
    }

private:
    ByteWriter& writer_;
    std::size_t written_ = 0;
    int depth_ = 0;
};

class ValueReader {
public:
    explicit ValueReader(ByteReader& reader) : reader_(reader) {}

    ScriptValue read(int depth) {
        if (depth > kDeepestCarried || ++read_ > kMostCarried) {
            reader_.fail();
            return {};
        }
        switch (static_cast<Tag>(reader_.byte())) {
            case Tag::Nothing:
                return {};
            case Tag::Boolean:
                return {reader_.byte() != 0};
            case Tag::Integer:
                return {reader_.signed_number()};
            case Tag::Real:
                return {reader_.real()};
            case Tag::Text:
                return {std::string(reader_.text())};
            case Tag::List:
                return {read_list(depth + 1)};
            case Tag::Table:
                return {read_table(depth + 1)};
        }
        reader_.fail();
        return {};
    }

    ScriptList read_list(int depth) {
        ScriptList list;
        for (std::size_t left = reader_.count(); left > 0 && !reader_.failed(); --left) {
            list.push_back(read(depth));
        }
        return list;
    }

private:
    ScriptTable read_table(int depth) {
        ScriptTable table;
        for (std::size_t left = reader_.count(); left > 0 && !reader_.failed(); --left) {
            std::string name(reader_.text());
            table.emplace_back(std::move(name), read(depth));
        }
        return table;
    }

    ByteReader& reader_;
    std::size_t read_ = 0;
};

}  // namespace

bool write_value(ByteWriter& writer, const ScriptValue& value) {
    return ValueWriter(writer).write(value, 0);
}

bool write_list(ByteWriter& writer, const ScriptList& list) {
    return ValueWriter(writer)(list);
}

ScriptValue read_value(ByteReader& reader) {
    return ValueReader(reader).read(0);
}

ScriptList read_list(ByteReader& reader) {
    return ValueReader(reader).read_list(1);
}

}  // namespace wee
