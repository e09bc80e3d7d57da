# SPDX-License-Identifier: MIT
# What tests share: databases of their own, and drawn worlds.
if(KITH_TESTS)
    file(GLOB world_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/world/*.cc)
    add_library(tests-world STATIC ${world_sources})
    target_include_directories(tests-world PUBLIC ${CMAKE_SOURCE_DIR}/tests)
    target_link_libraries(tests-world PUBLIC kith_flags platform-db)
endif()
