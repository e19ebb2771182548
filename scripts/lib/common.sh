# Sourced by every script: the repository's root, and how a script speaks.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
readonly root

# What scripts say goes to stderr, so that stdout stays for results.
say() { printf '%s\n' "$*" >&2; }

# The exit code of a stage that cannot run on this machine.
readonly skipped=77

die() {
    say "error: $*"
    exit 1
}
