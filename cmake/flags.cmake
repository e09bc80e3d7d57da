# SPDX-License-Identifier: MIT
# Warnings are errors; the hardening flags are those of docs/developer.md.
add_library(kith_flags INTERFACE)
target_compile_options(kith_flags INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference
    -Wcast-align -Wformat=2 -Wimplicit-fallthrough -Werror>)
target_compile_options(kith_flags INTERFACE
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-null-dereference -Wno-maybe-uninitialized -Wno-restrict>) # g++ 12 false alarms inside std::string and variant at -O2
target_include_directories(kith_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)

if(KITH_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=address,undefined)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_compile_options(-fstack-protector-strong -fstack-clash-protection -fcf-protection=full
        -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS -ftrivial-auto-var-init=zero)
    add_link_options(-pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

find_program(KITH_CCACHE ccache)
if(KITH_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${KITH_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
endif()
