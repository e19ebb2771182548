# Configures and builds the presets of CMakePresets.json.

build_folder() { printf '%s' "$root/build/$1"; }

# configure PRESET [CMAKE_ARGUMENT...]: asks CMake only for what Ninja would not find out by itself.
configure() {
    local preset=$1 folder
    folder=$(build_folder "$preset")
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
