# Configures and builds the presets of CMakePresets.json.

# What one clone has compiled is of use to the next, wherever that one lies.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

build_folder() { printf '%s' "$root/build/$1"; }

# require_writable PATH...: what a run under sudo has left behind would end CMake and Ninja in ways hard to read.
require_writable() {
    local path
    for path in "$@"; do
        if [[ -e $path && ! -w $path ]]; then
            die "$path belongs to another user (it was built with sudo?). Mend: sudo chown -R $(id -un) $root/build"
        fi
    done
}

# configure PRESET [CMAKE_ARGUMENT...]: asks CMake only for what Ninja would not find out by itself.
configure() {
    local preset=$1 folder
    folder=$(build_folder "$preset")
    require_writable "$root/build" "$root/build/configure-$preset.log" "$folder" "$folder/.ninja_log"
    if (($# == 1)) && [[ -f $folder/build.ninja && $folder/build.ninja -nt $root/CMakePresets.json ]]; then
        return
    fi
    say "Configuring $preset"
    (cd "$root" && cmake --preset "$preset" "${@:2}" >"$root/build/configure-$preset.log" 2>&1) || {
        cat "$root/build/configure-$preset.log" >&2
        die "CMake could not configure the preset $preset; its message is above."
    }
}

# build PRESET [TARGET...]
build() {
    NINJA_STATUS='[%f/%t, %es] ' ninja -C "$(build_folder "$1")" "${@:2}" >&2
}

# Installs, configures and builds what users run; its path is then in $wee.
build_wee() {
    install_packages "${build_packages[@]}"
    mkdir -p "$root/build"
    configure release
    build release wee
    wee=$(build_folder release)/src/app/wee
}
