#include "rules/glob_keys.h"

#include <string_view>
#include <utility>

#include "base/glob_requirements.h"
#include "base/glob_shape.h"

namespace wee {
namespace {

using Form = LookupKey::Form;
using Name = GlobShape::Name;

const Subject file_name{Subject::Part::FileName, {}};
const Subject full_path{Subject::Part::FullPath, {}};

std::string_view without_last(std::string_view text) {
    return text.substr(0, text.empty() ? 0 : text.size() - 1);
}

/// The keys of one shape, held against one subject.
class ShapeKeys {
public:
    ShapeKeys(const Subject& subject, const GlobShape& shape) : subject_(subject), shape_(shape) {}

    KeyOptions find() {
        if (shape_.name == Name::Everything) {
            add_everything_below();
        } else if (subject_.part == Subject::Part::FileName) {
            add_name(shape_.root.empty() && shape_.tail.empty());
        } else if (subject_.part == Subject::Part::FullPath) {
            add_path();
        } else {
            add_text();
        }
        if (options_.empty()) {
            add(Form::Present, subject_, {}, false);
        }
        return std::move(options_);
    }

private:
    void add(Form form, const Subject& subject, std::string text, bool proves) {
        options_.push_back({form, subject, shape_.sensitivity, std::move(text), proves});
    }

    void add_everything_below() {
        const std::string_view itself = without_last(shape_.root);
        if (shape_.root.empty()) {
            add(Form::Present, subject_, {}, true);
        } else if (subject_.part == Subject::Part::FullPath) {
            // A root of "a//" takes what lies below "a/", but not "a/" itself.
            add(Form::Ancestor, full_path, std::string(itself), !itself.empty() && itself.back() != '/');
        } else if (!itself.empty()) {
            add(Form::Start, subject_, std::string(itself), false);
        }
    }

    /// What the name must have; `proves` when nothing is asked of its directories.
    void add_name(bool proves) {
        const GlobShape& shape = shape_;
        if (shape.name == Name::Exact) {
            if (!shape.suffix.empty()) {
                add(Form::Whole, file_name, shape.suffix, proves);
            }
            return;
        }
        if (has_any_name()) {
            add(Form::Present, file_name, {}, proves);
            return;
        }
        if (!shape.prefix.empty()) {
            add(Form::Start, file_name, shape.prefix, proves && shape.middle.empty() && shape.suffix.empty());
        }
        if (!shape.middle.empty()) {
            add(Form::Contains, file_name, shape.middle,
                proves && shape.prefix.empty() && shape.suffix.empty());
        }
        if (!shape.suffix.empty()) {
            add_end_keys(options_, file_name, shape.sensitivity, shape.suffix,
                         proves && shape.prefix.empty() && shape.middle.empty());
        }
    }

    void add_path() {
        const GlobShape& shape = shape_;
        if (!shape.any_depth && shape.name == Name::Exact) {
            add(Form::Whole, full_path, shape.root + shape.suffix, true);
            return;
        }
        if (!shape.any_depth) {
            add_in_directory(Form::Directory, Form::DirectoryAndExtension, shape.root, true);
        } else if (!shape.tail.empty()) {
            const std::string_view tail = without_last(shape.tail);
            const std::string_view parent = tail.substr(tail.rfind('/') + 1);  // npos + 1 is 0
            add_in_directory(Form::Parent, Form::ParentAndExtension, std::string(parent),
                             shape.root.empty() && parent.size() == tail.size());
        }
        if (shape.any_depth && !shape.root.empty()) {
            add(Form::Ancestor, full_path, std::string(without_last(shape.root)), false);
        }
        add_name(shape.any_depth && shape.root.empty() && shape.tail.empty());
    }

    /// The directory by itself, and with the name or the extension in one key.
    void add_in_directory(Form alone, Form with_extension, const std::string& directory, bool proves) {
        const GlobShape& shape = shape_;
        if (shape.name == Name::Exact) {
            add(Form::ParentAndName, full_path, directory + '/' + shape.suffix, proves);
            return;
        }
        add(alone, full_path, directory, proves && has_any_name());
        const std::size_t dot = shape.suffix.rfind('.');
        if (dot != std::string::npos) {
            add(with_extension, full_path, directory + '/' + shape.suffix.substr(dot + 1),
                proves && dot == 0 && shape.prefix.empty() && shape.middle.empty());
        }
    }

    /// Of a text that is no path. Its stars stop at a `/` all the same, so only a plain text proves.
    void add_text() {
        const GlobShape& shape = shape_;
        if (!shape.any_depth && shape.name == Name::Exact) {
            add(Form::Whole, subject_, shape.root + shape.suffix, true);
            return;
        }
        const std::string start = shape.any_depth ? shape.root : shape.root + shape.prefix;
        if (!start.empty()) {
            add(Form::Start, subject_, start, false);
        }
        if (!shape.middle.empty()) {
            add(Form::Contains, subject_, shape.middle, false);
        }
        if (!shape.suffix.empty()) {
            add_end_keys(options_, subject_, shape.sensitivity, shape.suffix, false);
        }
    }

    [[nodiscard]] bool has_any_name() const {
        return shape_.name != Name::Exact && shape_.prefix.empty() && shape_.middle.empty() &&
               shape_.suffix.empty();
    }

    const Subject& subject_;
    const GlobShape& shape_;
    KeyOptions options_;
};

KeyOptions keys_of_requirements(const Subject& subject, const GlobRequirements& required) {
    KeyOptions options;
    if (!required.prefix.empty()) {
        options.push_back({Form::Start, subject, required.sensitivity, required.prefix, false});
    }
    if (!required.middle.empty()) {
        options.push_back({Form::Contains, subject, required.sensitivity, required.middle, false});
    }
    if (!required.suffix.empty()) {
        add_end_keys(options, subject, required.sensitivity, required.suffix, false);
    }
    if (options.empty()) {
        options.push_back({Form::Present, subject, required.sensitivity, {}, false});
    }
    return options;
}

}  // namespace

KeyAlternatives keys_of_glob(const Subject& subject, const Glob& glob) {
    if (const GlobRequirements* required = glob.requirements()) {
        return {keys_of_requirements(subject, *required)};
    }
    KeyAlternatives alternatives;
    for (const GlobShape& shape : glob.shapes()) {
        alternatives.push_back(ShapeKeys(subject, shape).find());
    }
    return alternatives;
}

void add_end_keys(KeyOptions& options, const Subject& subject, CaseSensitivity sensitivity,
                  const std::string& text, bool proves) {
    // A path that ends so has a name that does.
    const bool is_name = subject.is_path() && text.find('/') == std::string::npos;
    const std::size_t dot = text.rfind('.');
    if (!is_name || dot != 0) {
        options.push_back({Form::End, is_name ? file_name : subject, sensitivity, text, proves});
    }
    if (is_name && dot != std::string::npos) {
        options.push_back(
            {Form::Extension, file_name, sensitivity, text.substr(dot + 1), proves && dot == 0});
    }
}

}  // namespace wee
