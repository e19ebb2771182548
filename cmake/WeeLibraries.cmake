# The header-only libraries, each as an interface target whose headers count as system headers.

# wee_header_library(TARGET HEADER PACKAGE [DEFINITIONS ...])
# HEADER is any header by the path it is included with, PACKAGE the Debian package that brings it.
# A cross build sees a directory of links to exactly these folders: /usr/include itself would bring
# glibc's headers with it.
function(wee_header_library target header package)
    cmake_parse_arguments(arg "" "" "DEFINITIONS" ${ARGN})
    find_path(${target}_root "${header}" PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH)
    if(NOT ${target}_root)
        message(FATAL_ERROR "The header <${header}> is missing. Install them: apt-get install ${package}")
    endif()
    mark_as_advanced(${target}_root)
    set(include_directory "${${target}_root}")
    if(CMAKE_CROSSCOMPILING)
        set(include_directory "${CMAKE_BINARY_DIR}/headers/${target}")
        string(REGEX REPLACE "/.*" "" folder "${header}")
        file(MAKE_DIRECTORY "${include_directory}")
        file(CREATE_LINK "${${target}_root}/${folder}" "${include_directory}/${folder}" SYMBOLIC)
    endif()
    add_library(${target} INTERFACE)
    target_include_directories(${target} SYSTEM INTERFACE "${include_directory}")
    target_compile_definitions(${target} INTERFACE ${arg_DEFINITIONS})
endfunction()

wee_header_library(wee_toml toml++/toml.h libtomlplusplus-dev)
wee_header_library(wee_json nlohmann/json.hpp nlohmann-json3-dev)
wee_header_library(wee_cli CLI/CLI.hpp libcli11-dev)
wee_header_library(wee_boost boost/version.hpp libboost-dev)
