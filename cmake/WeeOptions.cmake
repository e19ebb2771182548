# Compiler settings. Everything of ours links wee_options; third-party code never does.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(WEE_CCACHE ccache)
if(WEE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without this sloppiness ccache refuses every file that uses a precompiled header; the base directory
    # lets two build directories of one tree share their results.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${WEE_CCACHE}
        CACHE STRING "Runs before every compiler call")
endif()

set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${WEE_LTO})

find_package(Threads REQUIRED)

add_library(wee_options INTERFACE)
target_compile_options(wee_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # What GCC 12 takes for mistakes: "text" + std::string() (its bug 105651), moving a std::variant (105593).
    target_compile_options(wee_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-maybe-uninitialized)
endif()
target_include_directories(wee_options INTERFACE "${CMAKE_SOURCE_DIR}/src")
target_link_libraries(wee_options INTERFACE Threads::Threads)

if(WIN32)
    target_compile_definitions(wee_options INTERFACE
        _WIN32_WINNT=0x0A00 UNICODE _UNICODE NOMINMAX WIN32_LEAN_AND_MEAN
        # GCC 12's own semaphore can miss a release where there is no futex: then ~stop_callback never returns.
        _GLIBCXX_USE_POSIX_SEMAPHORE=1)
    target_link_options(wee_options INTERFACE -static)
endif()

if(WEE_SANITIZE STREQUAL "address")
    set(sanitizer_flags -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        list(APPEND sanitizer_flags -fno-sanitize=pointer-overflow) # RapidJSON counts from null where it holds nothing
    endif()
elseif(WEE_SANITIZE STREQUAL "thread")
    set(sanitizer_flags -fsanitize=thread -fno-omit-frame-pointer)
elseif(WEE_SANITIZE)
    message(FATAL_ERROR "WEE_SANITIZE is '${WEE_SANITIZE}': write address or thread")
else()
    # One binary that runs on any glibc of its age or newer.
    target_link_options(wee_options INTERFACE -static-libstdc++ -static-libgcc)
endif()
if(WEE_SANITIZE)
    target_compile_options(wee_options INTERFACE ${sanitizer_flags})
    target_link_options(wee_options INTERFACE ${sanitizer_flags})
endif()
