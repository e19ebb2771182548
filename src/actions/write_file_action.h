#pragma once

#include "actions/action.h"
#include "actions/action_options.h"
#include "os/file_writer.h"

namespace wee {

/// Appends to a file or replaces it. Succeeds when all of the content is in it.
///
/// No value of an event leads the path elsewhere: a path with `..` in it is refused, wherever that comes from.
class WriteFileAction final : public Action {
public:
    /// `files` must outlive the action.
    WriteFileAction(WriteFileActionOptions options, FileWriter* files)
        : options_(std::move(options)), files_(files) {}

    ActionResult run(const ActionContext& context) const override;
    [[nodiscard]] std::string_view type() const override { return "write_file"; }
    [[nodiscard]] std::string describe(const RunScope& scope) const override;

private:
    WriteFileActionOptions options_;
    FileWriter* files_;
};

/// Whether one of a path's parts is `..`.
bool leads_upwards(std::string_view path);

/// Bytes that one write may have.
inline constexpr std::size_t kLargestWrite = 64 * 1024 * 1024;

}  // namespace wee
