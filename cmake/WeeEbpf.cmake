# The eBPF program of the process monitor: compiled by clang, put into the binary as bytes. Where that can be built it
# sets WEE_EBPF and makes the target wee_bpf.

set(WEE_EBPF OFF)
if(NOT WEE_SYSTEM STREQUAL "linux")
    return()
endif()

find_program(WEE_BPF_CLANG NAMES clang clang-19 clang-18 clang-17 clang-16 clang-15 clang-14)
find_library(WEE_BPF_LIBRARY NAMES libbpf.a)
find_library(WEE_ELF_LIBRARY NAMES libelf.a)
find_library(WEE_Z_LIBRARY NAMES libz.a)
find_path(WEE_BPF_HEADERS bpf/libbpf.h)
mark_as_advanced(WEE_BPF_CLANG WEE_BPF_LIBRARY WEE_ELF_LIBRARY WEE_Z_LIBRARY WEE_BPF_HEADERS)
foreach(need WEE_BPF_CLANG WEE_BPF_LIBRARY WEE_ELF_LIBRARY WEE_Z_LIBRARY WEE_BPF_HEADERS)
    if(NOT ${need})
        message(STATUS "The process monitor is built without eBPF: "
            "apt-get install clang libbpf-dev libelf-dev zlib1g-dev (${need} was not found)")
        return()
    endif()
endforeach()

set(WEE_EBPF ON)
add_library(wee_bpf INTERFACE)
target_include_directories(wee_bpf SYSTEM INTERFACE "${WEE_BPF_HEADERS}")
target_link_libraries(wee_bpf INTERFACE "${WEE_BPF_LIBRARY}" "${WEE_ELF_LIBRARY}" "${WEE_Z_LIBRARY}")

# wee_ebpf_object(FUNCTION HEADER SOURCE DEPENDENCY ...): sets FUNCTION_source to a .cpp with `FUNCTION()`, which gives
# the compiled SOURCE and is declared in HEADER, a path from src/ on. The folder of multiarch headers is needed for <asm/types.h>.
function(wee_ebpf_object function header source)
    set(object "${CMAKE_CURRENT_BINARY_DIR}/${function}.o")
    set(generated "${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp")
    list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    add_custom_command(OUTPUT "${object}"
        COMMAND "${WEE_BPF_CLANG}" -g -O2 -target bpf -mcpu=v3 -Wall -Wextra -Wno-unused-parameter -Werror
            "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=." -isystem "/usr/include/${CMAKE_LIBRARY_ARCHITECTURE}"
            -isystem "${WEE_BPF_HEADERS}" -c "${CMAKE_CURRENT_SOURCE_DIR}/${source}" -o "${object}"
        DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${source}" ${ARGN}
        COMMENT "Compiling ${source} for the kernel" VERBATIM)
    add_custom_command(OUTPUT "${generated}"
        COMMAND "${CMAKE_COMMAND}" "-DOBJECT=${object}" "-DGENERATED=${generated}" "-DFUNCTION=${function}"
            "-DHEADER=${header}"
            -P "${CMAKE_SOURCE_DIR}/cmake/embed.cmake"
        DEPENDS "${object}" "${CMAKE_SOURCE_DIR}/cmake/embed.cmake" VERBATIM)
    set(${function}_source "${generated}" PARENT_SCOPE)
endfunction()
