# SPDX-License-Identifier: MIT
# scripts/bench pages: the product as it is served, and how quickly it answers a crowd.
add_executable(bench-pages EXCLUDE_FROM_ALL tests/load/pages_bench.cc tests/load/crowd.cc tests/load/slow_crowd.cc
    tests/load/served_kith.cc tests/load/disk.cc)
target_link_libraries(bench-pages PRIVATE kith_flags Boost::headers PkgConfig::deflate PkgConfig::fmt Threads::Threads)
target_include_directories(bench-pages PRIVATE ${CMAKE_SOURCE_DIR}/tests/load)
add_dependencies(bench-pages kith)

# scripts/bench known-pages: "is this person already known?", asked of the product as it is served.
add_executable(bench-known-pages EXCLUDE_FROM_ALL tests/load/known_pages_bench.cc tests/load/look_ups.cc tests/load/crowd.cc
    tests/load/served_kith.cc tests/load/disk.cc)
target_link_libraries(bench-known-pages PRIVATE kith_flags Boost::headers PkgConfig::deflate PkgConfig::fmt Threads::Threads)
target_include_directories(bench-known-pages PRIVATE ${CMAKE_SOURCE_DIR}/tests/load)
target_compile_definitions(bench-known-pages PRIVATE KITH_SOURCE="${CMAKE_SOURCE_DIR}")
add_dependencies(bench-known-pages kith)

# scripts/bench known: the register of who is known already, with 1.5 million rows.
add_executable(bench-known EXCLUDE_FROM_ALL tests/load/known_bench.cc)
target_link_libraries(bench-known PRIVATE engine-linkage kith_flags kith_shipped)
