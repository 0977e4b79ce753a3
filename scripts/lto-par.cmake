# CMake's toolchain file for lto-par: full LTO by clang, with lto-par behind whatever linker -fuse-ld names.
#
#   cmake -B build -DCMAKE_TOOLCHAIN_FILE=/usr/share/lto-par/lto-par.cmake
#
# It takes clang, llvm-ar and llvm-ranlib of LLVM 22, but for what -DCMAKE_C_COMPILER=, the variable CC and the like name.

get_filename_component(lto_par_config "${CMAKE_CURRENT_LIST_DIR}/../../etc/lto-par.cfg" ABSOLUTE)
if(NOT EXISTS "${lto_par_config}")
    set(lto_par_config /etc/lto-par.cfg) # of the Debian package
endif()
if(NOT EXISTS "${lto_par_config}")
    message(FATAL_ERROR "lto-par.cfg is neither beside ${CMAKE_CURRENT_LIST_FILE} nor in /etc; install lto-par as a whole")
endif()

if(NOT DEFINED CMAKE_C_COMPILER AND NOT DEFINED ENV{CC})
    find_program(CMAKE_C_COMPILER NAMES clang-22 clang REQUIRED)
endif()
if(NOT DEFINED CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
    find_program(CMAKE_CXX_COMPILER NAMES clang++-22 clang++ REQUIRED)
endif()
find_program(CMAKE_AR NAMES llvm-ar-22 llvm-ar REQUIRED)
find_program(CMAKE_RANLIB NAMES llvm-ranlib-22 llvm-ranlib REQUIRED)

foreach(lto_par_language C CXX)
    set(CMAKE_${lto_par_language}_FLAGS_INIT "\"--config=${lto_par_config}\"")
    # Projects that ask for link-time optimisation themselves would get ThinLTO. CMake sets these after it has read this file, and reads it again then.
    set(CMAKE_${lto_par_language}_COMPILE_OPTIONS_IPO -flto=full)
    set(CMAKE_${lto_par_language}_LINK_OPTIONS_IPO -flto=full)
endforeach()
set(CMAKE_USER_MAKE_RULES_OVERRIDE "${CMAKE_CURRENT_LIST_FILE}")
