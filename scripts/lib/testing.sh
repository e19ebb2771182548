# What the stages of scripts/test share.

readonly reports=$root/build/reports

# configure_with_tests PRESET
configure_with_tests() { configure "$1" -DWEE_BUILD_TESTS=ON; }

# report_folder STAGE: an empty folder for the stage's reports.
report_folder() {
    rm -rf "${reports:?}/$1"
    mkdir -p "$reports/$1"
    printf '%s' "$reports/$1"
}

# run_tests STAGE PRESET CTEST_ARGUMENT...: GoogleTest and CTest leave their XML for lib/summary.py.
# GTEST_PREFIX stands before the folder's path where the tests see another file system's names (Wine).
run_tests() {
    local stage=$1 preset=$2 folder
    folder=$(report_folder "$stage")
    GTEST_OUTPUT="xml:${GTEST_PREFIX:-}$folder/" GTEST_BRIEF=1 \
        ctest --test-dir "$(build_folder "$preset")" --output-on-failure --no-tests=error \
        --parallel "$(nproc)" --output-junit "$folder/ctest.xml" "${@:3}" >&2
}
