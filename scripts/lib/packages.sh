# Which Debian packages are needed, and how they get there.

readonly build_packages=(
    cmake ninja-build g++ ccache python3
    libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libboost-dev libre2-dev rapidjson-dev
    clang libbpf-dev libelf-dev zlib1g-dev
    libxcb1-dev libxau-dev libxdmcp-dev
    libcurl4-openssl-dev
    liblua5.4-dev
    libdbus-1-dev
)
readonly source_tools=(dpkg-dev unicode-data python3-six)
readonly test_packages=(
    tzdata
    libcurl4 openssl
    dbus-daemon dconf-cli dconf-service libdconf1 dunst mpv mpv-mpris
    libgtest-dev libgmock-dev googletest
    clang-format clang-tidy
    g++-mingw-w64-x86-64-posix wine wine64 "${source_tools[@]}"
    xvfb openbox xterm xdotool x11-utils sway foot
)
readonly bench_packages=(libbenchmark-dev libhyperscan-dev nginx-light apache2-utils)
readonly bench_peer_packages=(inotify-tools incron fswatch watchman forkstat)

# missing_packages PACKAGE...: prints those that are not installed. One call of dpkg-query: it has to be quick.
missing_packages() {
    local -A installed=()
    local state name
    while read -r state name; do
        if [[ $state == ?i ]]; then
            installed[$name]=yes
        fi
    done < <(dpkg-query --show --showformat '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null || true)
    for name in "$@"; do
        if [[ -z ${installed[$name]:-} ]]; then
            printf '%s\n' "$name"
        fi
    done
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo "$@"
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -q "$@" >&2
}

# install_packages PACKAGE...: installs what is missing. Needs neither network nor root when nothing is.
install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "No dpkg on this machine: taking it that the build tools and libraries are installed."
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        return
    fi
    say "Installing ${#missing[@]} missing packages: ${missing[*]}"
    if ((EUID != 0)) && ! command -v sudo >/dev/null; then
        die "this needs root or sudo. As root: apt-get install --no-install-recommends ${missing[*]}"
    fi
    apt update || say "apt-get update failed; trying with the package lists that are there."
    apt install -y --no-install-recommends "${missing[@]}" ||
        die "apt-get could not install: ${missing[*]}. Its own message is above."
}
