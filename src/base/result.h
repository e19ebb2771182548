#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace wee {

/// An expected failure: one sentence for the person who caused it or can mend it.
///
/// The sentence names the thing (file, key, value, path) and, where there is one, the mend.
/// A broken invariant is never an Error; it is an assert.
class Error {
public:
    explicit Error(std::string message) : message_(std::move(message)) {}

    [[nodiscard]] const std::string& message() const { return message_; }

private:
    std::string message_;
};

/// Either a value or the Error that explains why there is none. REQUIRES: ask `ok()` before `value()`.
template <typename T>
class [[nodiscard]] Result {
public:
    // NOLINTNEXTLINE(google-explicit-constructor): `return value;` is the point
    Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Result(Error error) : outcome_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return outcome_.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] T& value() & {
        assert(ok());
        return *std::get_if<0>(&outcome_);
    }
    [[nodiscard]] const T& value() const& {
        assert(ok());
        return *std::get_if<0>(&outcome_);
    }
    [[nodiscard]] T&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&outcome_));
    }
    [[nodiscard]] const Error& error() const {
        assert(!ok());
        return *std::get_if<1>(&outcome_);
    }

private:
    std::variant<T, Error> outcome_;
};

/// Success without a value, or the Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const Error& error() const {
        assert(!ok());
        return *error_;
    }

private:
    std::optional<Error> error_;
};

}  // namespace wee
