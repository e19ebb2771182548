# GoogleTest and how a test executable of ours is made. Sets WEE_TESTS.

set(WEE_TESTS OFF)
if(NOT WEE_BUILD_TESTS)
    return()
endif()

if(CMAKE_CROSSCOMPILING)
    set(googletest_source /usr/src/googletest)
    if(EXISTS "${googletest_source}/CMakeLists.txt")
        set(INSTALL_GTEST OFF)
        add_subdirectory("${googletest_source}" "${CMAKE_BINARY_DIR}/googletest" EXCLUDE_FROM_ALL SYSTEM)
        set(WEE_TESTS ON)
    endif()
else()
    find_package(GTest QUIET)
    set(WEE_TESTS ${GTest_FOUND})
endif()

if(NOT WEE_TESTS)
    if(WEE_BUILD_TESTS STREQUAL "AUTO")
        message(STATUS "GoogleTest is not installed: the tests are left out")
        return()
    endif()
    message(FATAL_ERROR "GoogleTest is missing. Install it: apt-get install libgtest-dev libgmock-dev googletest")
endif()

enable_testing()

# GoogleTest's headers cost more to read than most tests do: they are compiled once for all executables.
add_library(wee_test_headers OBJECT "${CMAKE_CURRENT_LIST_DIR}/test_headers.cpp")
target_precompile_headers(wee_test_headers PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
target_link_libraries(wee_test_headers PRIVATE wee_options GTest::gmock)

# Builds what needs checking for data races, see THREADED below.
add_custom_target(threaded_tests)

# wee_test(NAME LABEL label [THREADED] SOURCES ... LIBRARIES ...)
# The executable is NAME_test, its one CTest test NAME. THREADED marks what the thread sanitizer has to see.
function(wee_test name)
    cmake_parse_arguments(arg "THREADED" "LABEL" "SOURCES;LIBRARIES" ${ARGN})
    set(executable ${name}_test)
    add_executable(${executable} ${arg_SOURCES})
    target_include_directories(${executable} PRIVATE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${executable} PRIVATE
        wee_options wee_test_support ${arg_LIBRARIES} GTest::gmock GTest::gtest GTest::gtest_main)
    target_precompile_headers(${executable} REUSE_FROM wee_test_headers)
    add_test(NAME ${name} COMMAND ${executable})
    set(labels ${arg_LABEL})
    if(arg_THREADED)
        list(APPEND labels threaded)
        add_dependencies(threaded_tests ${executable})
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT 300) # a guard against a hang, far above what it takes
endfunction()
