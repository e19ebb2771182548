# The libraries that we build on, each as an interface target whose headers count as system headers.

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
wee_header_library(wee_rapidjson rapidjson/reader.h rapidjson-dev)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    target_compile_definitions(wee_rapidjson INTERFACE RAPIDJSON_SSE2)
endif()
wee_header_library(wee_cli CLI/CLI.hpp libcli11-dev)
wee_header_library(wee_boost boost/version.hpp libboost-dev)

# wee_compiled_library(TARGET LIBRARY HEADER PACKAGE [DEFINITIONS ...])
# The archive, because what we ship is one binary; the shared library only where there is none.
function(wee_compiled_library target library header package)
    cmake_parse_arguments(arg "" "" "DEFINITIONS" ${ARGN})
    find_library(${target}_library NAMES lib${library}.a ${library})
    find_path(${target}_root "${header}")
    if(NOT ${target}_library OR NOT ${target}_root)
        message(FATAL_ERROR "The library ${library} is missing. Install it: apt-get install ${package}")
    endif()
    mark_as_advanced(${target}_library ${target}_root)
    add_library(${target} INTERFACE)
    target_include_directories(${target} SYSTEM INTERFACE "${${target}_root}")
    target_compile_definitions(${target} INTERFACE ${arg_DEFINITIONS})
    target_link_libraries(${target} INTERFACE "${${target}_library}" Threads::Threads)
endfunction()

# wee_source_library(TARGET INCLUDE SOURCES file ... [DEFINITIONS ...])
# For the cross build, from what scripts/fetch-windows-sources left in build/. Paths are relative to that.
set(WEE_WINDOWS_SOURCES "${CMAKE_SOURCE_DIR}/build/windows-sources" CACHE PATH
    "The sources of RE2 and Lua for a cross build")
function(wee_source_library target include)
    cmake_parse_arguments(arg "" "" "SOURCES;DEFINITIONS" ${ARGN})
    list(TRANSFORM arg_SOURCES PREPEND "${WEE_WINDOWS_SOURCES}/")
    file(GLOB sources ${arg_SOURCES})
    if(NOT sources)
        message(FATAL_ERROR "${WEE_WINDOWS_SOURCES}/${include} holds no sources. "
            "Fetch them (once, needs the network): scripts/fetch-windows-sources")
    endif()
    add_library(${target} STATIC EXCLUDE_FROM_ALL ${sources})
    target_include_directories(${target} SYSTEM PUBLIC "${WEE_WINDOWS_SOURCES}/${include}")
    target_compile_definitions(${target} PUBLIC ${arg_DEFINITIONS})
    target_compile_options(${target} PRIVATE -w) # not ours to mend
    target_link_libraries(${target} PUBLIC Threads::Threads)
endfunction()

if(CMAKE_CROSSCOMPILING)
    wee_source_library(wee_re2 re2 SOURCES re2/re2/*.cc re2/util/rune.cc re2/util/strutil.cc)
else()
    wee_compiled_library(wee_re2 re2 re2/re2.h libre2-dev)
endif()

# Lua, compiled as C++: its errors are exceptions, so what our functions have on the stack is freed.
if(CMAKE_CROSSCOMPILING)
    wee_source_library(wee_lua lua5.4/include SOURCES lua5.4/src/l*.c)
    get_target_property(lua_sources wee_lua SOURCES)
    list(FILTER lua_sources EXCLUDE REGEX "/luac?\\.c$")
    set_target_properties(wee_lua PROPERTIES SOURCES "${lua_sources}")
    set_source_files_properties(${lua_sources} PROPERTIES LANGUAGE CXX)
else()
    wee_compiled_library(wee_lua lua5.4-c++ lua5.4/lua.hpp liblua5.4-dev)
endif()

# The windows of X11. In the order in which archives want to be named.
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    wee_compiled_library(wee_xdmcp Xdmcp X11/Xdmcp.h libxdmcp-dev)
    wee_compiled_library(wee_xau Xau X11/Xauth.h libxau-dev)
    wee_compiled_library(wee_xcb xcb xcb/xcb.h libxcb1-dev)
    target_link_libraries(wee_xcb INTERFACE wee_xau wee_xdmcp)
endif()

# The headers only: the library is opened when the first HTTP request is made (src/os/linux/curl_library.h).
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    wee_header_library(wee_curl curl/curl.h libcurl4-openssl-dev)
endif()

# Notifications and media players. The archive wants libsystemd for what only servers do; os/linux/session_bus.cpp says
# more.
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    find_library(wee_dbus_library NAMES libdbus-1.a)
    find_path(wee_dbus_headers dbus/dbus.h PATH_SUFFIXES dbus-1.0)
    find_path(wee_dbus_machine_headers dbus/dbus-arch-deps.h
        PATHS "/usr/lib/${CMAKE_LIBRARY_ARCHITECTURE}" /usr/lib PATH_SUFFIXES dbus-1.0/include)
    if(NOT wee_dbus_library OR NOT wee_dbus_headers OR NOT wee_dbus_machine_headers)
        message(FATAL_ERROR "The library dbus-1 is missing. Install it: apt-get install libdbus-1-dev")
    endif()
    mark_as_advanced(wee_dbus_library wee_dbus_headers wee_dbus_machine_headers)
    add_library(wee_dbus INTERFACE)
    target_include_directories(wee_dbus SYSTEM INTERFACE "${wee_dbus_headers}" "${wee_dbus_machine_headers}")
    target_compile_definitions(wee_dbus INTERFACE DBUS_STATIC_BUILD)
    target_link_libraries(wee_dbus INTERFACE "${wee_dbus_library}" Threads::Threads)
endif()
