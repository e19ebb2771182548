#include "rules/condition_keys.h"

#include "rules/glob_keys.h"
#include "rules/path_under.h"

namespace wee {
namespace {

using Form = LookupKey::Form;

KeyAlternatives present(const Subject& subject, bool proves) {
    return {{LookupKey{Form::Present, subject, CaseSensitivity::Sensitive, {}, proves}}};
}

struct KeysOfPattern {
    const Subject& subject;

    KeyAlternatives operator()(const TextLiteral& literal) const {
        if (literal.text.empty() && literal.place != TextLiteral::Place::Whole) {
            return present(subject, true);
        }
        if (literal.place == TextLiteral::Place::End) {
            KeyOptions options;
            add_end_keys(options, subject, literal.sensitivity, literal.text, true);
            return {options};
        }
        return {{LookupKey{form_of(literal.place), subject, literal.sensitivity, literal.text, true}}};
    }
    KeyAlternatives operator()(const Glob& glob) const { return keys_of_glob(subject, glob); }
    KeyAlternatives operator()(const Regex& regex) const {
        if (regex.required_literal().empty()) {
            return present(subject, false);
        }
        return {{LookupKey{Form::Contains, subject, CaseSensitivity::Insensitive, regex.required_literal(),
                           false}}};
    }

private:
    static Form form_of(TextLiteral::Place place) {
        switch (place) {
            case TextLiteral::Place::Whole:
                return Form::Whole;
            case TextLiteral::Place::Start:
                return Form::Start;
            case TextLiteral::Place::End:
                return Form::End;
            case TextLiteral::Place::Anywhere:
                break;
        }
        return Form::Contains;
    }
};

}  // namespace

KeyAlternatives keys_of(const TextCondition& condition) {
    return std::visit(KeysOfPattern{condition.subject}, condition.pattern);
}

KeyAlternatives keys_of(const PathUnderCondition& condition) {
    const Subject path{Subject::Part::FullPath, {}};
    return {{LookupKey{Form::Ancestor, path, condition.sensitivity, comparable_directory(condition), true}}};
}

KeyAlternatives keys_of(const ExistsCondition& condition) {
    return present({Subject::Part::Field, condition.field}, true);
}

KeyAlternatives keys_of(const NumberCondition& condition) {
    return present({Subject::Part::Field, condition.field}, false);
}

}  // namespace wee
