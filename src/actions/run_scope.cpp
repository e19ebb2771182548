#include "actions/run_scope.h"

#include <algorithm>
#include <cassert>

#include "actions/json_value.h"
#include "event/event_variables.h"

namespace wee {
namespace {

constexpr std::string_view kSteps = "steps.";
constexpr std::string_view kSecret = "secret.";
constexpr std::string_view kJson = "json";

/// "json.a.b" -> "a.b"; "json" is the whole document.
std::string_view path_in_json(std::string_view value) {
    return value.size() == kJson.size() ? std::string_view() : value.substr(kJson.size() + 1);
}

bool is_in_json(std::string_view value) {
    return value == kJson || (value.starts_with(kJson) && value[kJson.size()] == '.');
}

}  // namespace

std::pair<std::string_view, std::string_view> split_step_variable(std::string_view name) {
    const std::size_t dot = name.starts_with(kSteps) ? name.find('.', kSteps.size()) : std::string_view::npos;
    if (dot == std::string_view::npos || dot == kSteps.size() || dot + 1 == name.size()) {
        return {};
    }
    return {name.substr(kSteps.size(), dot - kSteps.size()), name.substr(dot + 1)};
}

std::string_view secret_of_variable(std::string_view name) {
    return name.starts_with(kSecret) ? name.substr(kSecret.size()) : std::string_view();
}

void RunScope::add(std::string step, StepAnswer answer) {
    assert(!step.empty());
    steps_.emplace_back(std::move(step), std::move(answer));
}

std::string RunScope::render(const TemplateText& text) const {
    return text.render([this](std::string_view name) { return value_of(name); });
}

std::string RunScope::render(const TemplateText& text, const TemplateText::Escape& escape) const {
    return text.render([this](std::string_view name) { return value_of(name); }, escape);
}

std::string RunScope::show(const TemplateText& text) const {
    return secrets_.redacted(text.render([this](std::string_view name) { return shown_value_of(name); }));
}

std::string RunScope::value_of(std::string_view name) const {
    if (const std::string_view secret = secret_of_variable(name); !secret.empty()) {
        const std::string* const value = secrets_.find(secret);
        return value == nullptr ? std::string() : *value;
    }
    return name.starts_with(kSteps) ? step_value(name) : event_variable(event_, name);
}

std::string RunScope::shown_value_of(std::string_view name) const {
    if (!secret_of_variable(name).empty()) {
        return std::string(Secrets::kMask);
    }
    const std::string_view step = split_step_variable(name).first;
    if (!step.empty() && find_step(step) == nullptr) {
        return std::string("{{").append(name).append("}}");
    }
    return value_of(name);
}

std::string RunScope::step_value(std::string_view name) const {
    const auto [step, value] = split_step_variable(name);
    const StepAnswer* const answer = find_step(step);
    if (answer == nullptr) {
        return {};  // left out by an action that failed before it
    }
    if (is_in_json(value)) {
        return json_value(answer->json, path_in_json(value));
    }
    const auto found = std::ranges::find(answer->values, value, &std::pair<std::string, std::string>::first);
    return found == answer->values.end() ? std::string() : found->second;
}

const StepAnswer* RunScope::find_step(std::string_view name) const {
    const auto found = std::ranges::find(steps_, name, &std::pair<std::string, StepAnswer>::first);
    return found == steps_.end() ? nullptr : &found->second;
}

}  // namespace wee
