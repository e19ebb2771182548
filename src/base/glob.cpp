#include "base/glob.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/glob_automaton.h"
#include "base/glob_lexer.h"
#include "base/glob_parser.h"
#include "base/glob_requirements.h"
#include "base/glob_shape.h"

namespace wee {

class Glob::Program {
public:
    static Result<Glob> compile(std::string_view pattern, CaseSensitivity sensitivity) {
        Result<GlobTokens> parsed = parse_glob(pattern, sensitivity);
        if (!parsed.ok()) {
            return parsed.error();
        }
        GlobTokens& tokens = parsed.value();
        auto program = std::make_shared<Program>();
        program->pattern_ = pattern;
        program->has_separator_ = std::ranges::find(tokens.tokens, GlobToken::Kind::Separator,
                                                    &GlobToken::kind) != tokens.tokens.end();
        program->shapes_ = find_glob_shapes(tokens, sensitivity);
        if (program->shapes_.empty()) {
            GlobRequirements requirements = find_glob_requirements(tokens, sensitivity);
            auto automaton = GlobAutomaton::build(std::move(tokens), sensitivity);
            if (!automaton) {
                return glob_error(1, "the pattern has too many alternatives; write it as several patterns");
            }
            program->simulation_ =
                std::make_unique<Simulation>(Simulation{std::move(requirements), *std::move(automaton)});
        }
        return Glob(std::move(program));
    }

    [[nodiscard]] bool matches(std::string_view text) const {
        if (simulation_) {
            return simulation_->requirements.admit(text) && simulation_->automaton.matches(text);
        }
        return std::ranges::any_of(shapes_, [text](const GlobShape& shape) { return shape.matches(text); });
    }

    [[nodiscard]] const std::string& pattern() const { return pattern_; }
    [[nodiscard]] bool has_separator() const { return has_separator_; }
    [[nodiscard]] std::span<const GlobShape> shapes() const { return shapes_; }
    [[nodiscard]] const GlobRequirements* requirements() const {
        return simulation_ ? &simulation_->requirements : nullptr;
    }

private:
    struct Simulation {
        GlobRequirements requirements;
        GlobAutomaton automaton;
    };

    std::string pattern_;
    bool has_separator_ = false;
    // Either shapes or, seldom, a simulation.
    std::vector<GlobShape> shapes_;
    std::unique_ptr<const Simulation> simulation_;
};

Glob::Glob(std::shared_ptr<const Program> program) : program_(std::move(program)) {}

Result<Glob> Glob::parse(std::string_view pattern, CaseSensitivity sensitivity) {
    return Program::compile(pattern, sensitivity);
}

bool Glob::matches(std::string_view text) const {
    return program_->matches(text);
}

const std::string& Glob::pattern() const {
    return program_->pattern();
}

bool Glob::has_separator() const {
    return program_->has_separator();
}

std::span<const GlobShape> Glob::shapes() const {
    return program_->shapes();
}

const GlobRequirements* Glob::requirements() const {
    return program_->requirements();
}

bool Glob::has_wildcard(std::string_view text) {
    return text.find_first_of("*?[{\\") != std::string_view::npos;
}

}  // namespace wee
