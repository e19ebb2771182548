# Debian's source packages of the libraries that nobody packages for mingw-w64. Needs common.sh and packages.sh.

readonly windows_sources=$root/build/windows-sources
readonly source_packages=(re2 lua5.4)

# apt_source_settings FOLDER: settings for an apt of our own in FOLDER. The machine's keeps its lists, its caches
# and its configuration, and ours needs no root.
apt_source_settings() {
    cat <<EOF
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "$1/sources.list.d";
Dir::State::Lists "$1/lists";
Dir::Cache "$1/cache";
APT::Sandbox::User "root";
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
EOF
}

# derive_source_entries FOLDER: where the machine has its packages from, asked for sources instead.
derive_source_entries() {
    local file
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        if [[ -r $file ]]; then
            sed -nE '/cdrom:/d; s/^\s*deb(-src)?\s/deb-src /p' "$file" | sort -u >"$1/${file##*/}"
        fi
    done
    for file in /etc/apt/sources.list.d/*.sources; do
        if [[ -r $file ]]; then
            sed -E 's/^Types:.*/Types: deb-src/I' "$file" >"$1/${file##*/}"
        fi
    done
}

# download_sources FOLDER: the newest version of each source package, unpacked with Debian's patches. Apt holds
# every file against the archive's signature.
download_sources() {
    mkdir -p "$1"/{sources.list.d,lists/partial,cache/archives/partial,unpacked}
    apt_source_settings "$1" >"$1/apt.conf"
    derive_source_entries "$1/sources.list.d"
    apt-get -c "$1/apt.conf" -q update >&2 || say "Not every package source could be read; trying with the others."
    (cd "$1/unpacked" && apt-get -c "$1/apt.conf" -q source --only-source "${source_packages[@]}" >&2)
}

# Debian leaves generated files out of RE2's sources: they are made from its unicode-data and Perl.
make_re2_tables() {
    PATH=/usr/bin:/bin make --silent -C "$1" REBUILD_TABLES=1 \
        re2/perl_groups.cc re2/unicode_casefold.cc re2/unicode_groups.cc >&2
}

# Lua's headers under the name that Debian's package gives them, with the one that its build makes: we need no paths.
lay_out_lua_headers() {
    mkdir "$1/include"
    ln -s ../src "$1/include/lua5.4"
    printf '#define DEB_HOST_MULTIARCH ""\n' >"$1/src/lua5.4-deb-multiarch.h"
}

have_windows_sources() {
    local package
    for package in "${source_packages[@]}"; do
        [[ -d $windows_sources/$package ]] || return 1
    done
}

# fetch_windows_sources: leaves them in build/windows-sources/NAME. Needs no network when they are there.
fetch_windows_sources() {
    if have_windows_sources; then
        return
    fi
    install_packages "${source_tools[@]}"
    local work=$root/build/windows-sources.part package
    say "Fetching the sources of ${source_packages[*]} for the Windows build"
    rm -rf "$work"
    download_sources "$work" || die "the sources of ${source_packages[*]} could not be fetched, and the Windows" \
        "build needs them once. Mend: run this again where Debian's package archive can be reached."
    mkdir "$work/ready"
    for package in "${source_packages[@]}"; do
        mv "$work/unpacked/$package"-*/ "$work/ready/$package"
    done
    make_re2_tables "$work/ready/re2" || die "RE2's tables could not be made; the message is above."
    lay_out_lua_headers "$work/ready/lua5.4"
    rm -rf "$windows_sources"
    mv "$work/ready" "$windows_sources"
    rm -rf "$work"
}
