#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "app/command_line.h"

namespace wee {

/// What the options are read into; flags of the original that this version has no use for yet included.
struct RawOptions {
    CommandLine result;
    std::string file;  ///< A configuration given without -c.
    std::string log_level;
    std::string log_format;
    std::string speed;
    std::string script_timeout;
    bool dry_run = false;
    bool execute = false;
    bool no_watch = false;
    bool json = false;
    bool matched_only = false;
    bool skip_bad_lines = false;
    bool status = false;
    bool install = false;
    bool uninstall = false;
    bool run_service = false;
};

/// Declares every command with its own options. `options` must outlive the parsing.
void declare_subcommands(CLI::App& app, RawOptions& options);

}  // namespace wee
