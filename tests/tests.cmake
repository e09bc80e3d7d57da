# SPDX-License-Identifier: MIT
# Tests of the house itself and of the whole server.
# The template engine against npm nunjucks: the same templates must give the same bytes.
add_executable(render-template tests/differential/render_template.cc)
target_link_libraries(render-template PRIVATE platform-html kith_flags kith_shipped PkgConfig::boost_json)
set_target_properties(render-template PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
add_test(NAME differential-templates
    COMMAND ${KITH_NODE} tests/differential/templates.mjs $<TARGET_FILE:render-template>
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(differential-templates PROPERTIES LABELS house TIMEOUT 300)
add_test(NAME safe-lint COMMAND ${CMAKE_SOURCE_DIR}/scripts/safe_lint WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(safe-lint PROPERTIES LABELS house)
# What the pages look like: no borrowed brand, small enough, readable in light and in dark.
add_test(NAME look COMMAND ${KITH_NODE} --test tests/house/look_test.mjs WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(look PROPERTIES LABELS house TIMEOUT 120)
# SQL that both databases understand; and the lint itself, with a fault planted for each thing it looks for.
find_program(KITH_PYTHON python3 REQUIRED)
add_test(NAME sql-lint COMMAND ${CMAKE_SOURCE_DIR}/scripts/sql_lint)
add_test(NAME sql-lint-test COMMAND ${KITH_PYTHON} ${CMAKE_SOURCE_DIR}/tests/house/sql_lint_test.py)
set_tests_properties(sql-lint sql-lint-test PROPERTIES LABELS house TIMEOUT 120)
# Every text that is said has words, all words are said, and every form that ships is read.
kith_test_program(test-house-words house platform-forms ${CMAKE_SOURCE_DIR}/tests/house/words_test.cc)
