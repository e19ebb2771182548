# One library and one test executable per folder of src/.

string(TOLOWER "${CMAKE_SYSTEM_NAME}" WEE_SYSTEM) # the name of the folders that hold backends

# wee_glob(NAME [ROOM ...]): lists the sources of the current folder, of the sub-folders named, and of the half that
# each has for this operating system: NAME_sources without tests, NAME_tests the *_test.cpp files.
macro(wee_glob name)
    set(${name}_sources)
    foreach(room "" ${ARGN})
        cmake_path(APPEND CMAKE_CURRENT_SOURCE_DIR ${room} OUTPUT_VARIABLE folder)
        file(GLOB found CONFIGURE_DEPENDS ${folder}/*.cpp ${folder}/${WEE_SYSTEM}/*.cpp)
        list(APPEND ${name}_sources ${found})
    endforeach()
    list(TRANSFORM ${name}_sources REPLACE "/\\./" "/") # as EXCLUDE spells them
    set(${name}_tests ${${name}_sources})
    list(FILTER ${name}_tests INCLUDE REGEX "_test\\.cpp$")
    if(${name}_tests)
        list(REMOVE_ITEM ${name}_sources ${${name}_tests})
    endif()
endmacro()

# wee_library(TARGET SOURCES ... PUBLIC ... PRIVATE ...): static, or interface while there are no sources.
function(wee_library target)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    if(arg_SOURCES)
        add_library(${target} STATIC ${arg_SOURCES})
        target_link_libraries(${target} PUBLIC wee_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    else()
        add_library(${target} INTERFACE)
        target_link_libraries(${target} INTERFACE wee_options ${arg_PUBLIC})
    endif()
endfunction()

# wee_folder(NAME [THREADED] [ROOMS sub-folder ...] [DEPENDS folder ...] [PUBLIC library ...] [PRIVATE library ...] [EXCLUDE file ...])
# DEPENDS names folders of src/; scripts/check-includes holds the same table and checks the includes.
function(wee_folder name)
    cmake_parse_arguments(arg "THREADED" "" "ROOMS;DEPENDS;PUBLIC;PRIVATE;EXCLUDE" ${ARGN})
    wee_glob(folder ${arg_ROOMS})
    foreach(file IN LISTS arg_EXCLUDE)
        list(FIND folder_sources "${CMAKE_CURRENT_SOURCE_DIR}/${file}" place)
        if(place EQUAL -1)
            message(FATAL_ERROR "${name}: there is no ${file} to EXCLUDE")
        endif()
        list(REMOVE_AT folder_sources ${place})
    endforeach()
    list(TRANSFORM arg_DEPENDS PREPEND wee_)
    wee_library(wee_${name} SOURCES ${folder_sources} PUBLIC ${arg_DEPENDS} ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    if(WEE_TESTS AND folder_tests)
        set(threaded)
        if(arg_THREADED)
            set(threaded THREADED)
        endif()
        wee_test(${name} ${threaded} LABEL unit SOURCES ${folder_tests} LIBRARIES wee_${name} ${arg_PRIVATE})
    endif()
endfunction()
