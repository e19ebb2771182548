#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/secrets.h"
#include "base/template_text.h"
#include "event/event.h"

namespace wee {

/// What an action answered, for the actions behind it in the same rule.
struct StepAnswer {
    /// "status" -> "200": what `{{steps.NAME.status}}` stands for.
    std::vector<std::pair<std::string, std::string>> values{};
    /// A JSON document that `{{steps.NAME.json.a.0.b}}` looks into; what is none has no values.
    std::string json{};
};

/// All that the templates of one run's actions can name: the event, what the actions before answered, the
/// secrets. One thread.
class RunScope {
public:
    /// Both must outlive the scope.
    RunScope(const Event& event, const Secrets& secrets) : event_(event), secrets_(secrets) {}

    /// The answer of the action that is called so. REQUIRES: a name.
    void add(std::string step, StepAnswer answer);

    [[nodiscard]] const Event& event() const { return event_; }

    /// With the values, secrets among them, each put in as it is, or escaped.
    [[nodiscard]] std::string render(const TemplateText& text) const;
    [[nodiscard]] std::string render(const TemplateText& text, const TemplateText::Escape& escape) const;
    /// For logs and traces: no secret is in it, and an action that has not answered stands there by its name.
    [[nodiscard]] std::string show(const TemplateText& text) const;
    /// A text from elsewhere, for logs: each secret in it is masked.
    [[nodiscard]] std::string redacted(std::string text) const { return secrets_.redacted(std::move(text)); }

private:
    [[nodiscard]] std::string value_of(std::string_view name) const;
    [[nodiscard]] std::string shown_value_of(std::string_view name) const;
    [[nodiscard]] std::string step_value(std::string_view name) const;
    [[nodiscard]] const StepAnswer* find_step(std::string_view name) const;

    const Event& event_;
    const Secrets& secrets_;
    std::vector<std::pair<std::string, StepAnswer>> steps_;
};

/// "steps.fetch.json.id" -> {"fetch", "json.id"}; empty texts where it is no such name.
std::pair<std::string_view, std::string_view> split_step_variable(std::string_view name);
/// "secret.TOKEN" -> "TOKEN"; empty where it is no such name.
std::string_view secret_of_variable(std::string_view name);

}  // namespace wee
