# SPDX-License-Identifier: MIT
# What the fault tests break. The store's writer is built as the product is, beside it (build/release/store-writer): under
# a sanitizer it would not start a thousand times in the time there is, and it is the product that must not lose a row.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_executable(store-writer ${CMAKE_SOURCE_DIR}/tests/fault/store_writer.cc)
    target_link_libraries(store-writer PRIVATE platform-db platform-ledger kith_flags kith_shipped)
    # A disk that answers EIO, put before libc by LD_PRELOAD (failing_disk.py, failing_server.mjs).
    add_library(failing-disk SHARED ${CMAKE_SOURCE_DIR}/tests/fault/failing_disk.cc)
    target_link_libraries(failing-disk PRIVATE kith_flags ${CMAKE_DL_LIBS})
endif()
