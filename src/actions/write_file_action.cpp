#include "actions/write_file_action.h"

#include <algorithm>
#include <utility>

#include "actions/output_excerpt.h"
#include "base/text.h"

namespace wee {
namespace {

/// Why this may not be written; empty when it may.
std::string why_refused(const std::string& path, const std::string& content) {
    if (path.empty()) {
        return "the path is empty: none of its variables has a value";
    }
    if (path.find('\0') != std::string::npos) {
        return "the path " + quote_for_display(path) + " has a NUL character in it";
    }
    if (leads_upwards(path)) {
        return "the path " + quote_for_display(path) +
               " has `..` in it, so it could lead anywhere; write it without";
    }
    if (content.size() > kLargestWrite) {
        return "the content has " + std::to_string(content.size()) + " bytes, and one write may have " +
               std::to_string(kLargestWrite);
    }
    return {};
}

std::string_view verb_of(WriteMode mode) {
    return mode == WriteMode::Append ? "append to " : "replace ";
}

}  // namespace

bool leads_upwards(std::string_view path) {
    std::size_t begin = 0;
    while (begin <= path.size()) {
        const std::size_t end = std::min(path.find_first_of("/\\", begin), path.size());
        if (path.substr(begin, end - begin) == "..") {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

ActionResult WriteFileAction::run(const ActionContext& context) const {
    const std::string path = context.scope.render(options_.path);
    std::string content = context.scope.render(options_.content);
    if (options_.adds_newline && !content.ends_with('\n')) {
        content += '\n';
    }
    if (std::string reason = why_refused(path, content); !reason.empty()) {
        return {ActionOutcome::Failed, std::move(reason), {}};
    }
    if (files_ == nullptr) {
        return {ActionOutcome::Failed, "writing files is not built for this system yet", {}};
    }
    const Result<void> written = files_->write({path, content, options_.mode, options_.creates_directories});
    if (!written) {
        return {ActionOutcome::Failed, written.error().message(), {}};
    }
    const std::string size = std::to_string(content.size());
    return {ActionOutcome::Succeeded, "wrote " + size + " bytes", {}, {{{"path", path}, {"size", size}}}};
}

std::string WriteFileAction::describe(const RunScope& scope) const {
    const std::string content = scope.show(options_.content);
    return std::string("write_file ")
        .append(verb_of(options_.mode))
        .append(quote_for_display(scope.show(options_.path)))
        .append(": ")
        .append(quote_for_display(first_line(content)));
}

}  // namespace wee
