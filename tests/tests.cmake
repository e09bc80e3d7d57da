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
# Each time limit is started by some room, or waits for one that is named.
add_test(NAME clock-rules COMMAND ${KITH_PYTHON} ${CMAKE_SOURCE_DIR}/tests/house/clock_rules_test.py)
set_tests_properties(sql-lint sql-lint-test clock-rules PROPERTIES LABELS house TIMEOUT 120)
# Every text that is said has words, all words are said, and every form that ships is read.
kith_test_program(test-house-words house platform-forms ${CMAKE_SOURCE_DIR}/tests/house/words_test.cc)
# The house's rows and habits; the lint itself, with a breach planted for each; layout; headers that lead to what they
# name (each compiles alone: the long one); tidy; and what the product's file shows of its hardening flags (scripts/build makes it).
add_test(NAME layers COMMAND ${CMAKE_SOURCE_DIR}/scripts/layers)
add_test(NAME layers-test COMMAND ${KITH_PYTHON} -W ignore ${CMAKE_SOURCE_DIR}/tests/house/layers_test.py)
add_test(NAME headers COMMAND ${CMAKE_SOURCE_DIR}/scripts/headers --names)
add_test(NAME headers-test COMMAND ${KITH_PYTHON} ${CMAKE_SOURCE_DIR}/tests/house/headers_test.py)
add_test(NAME format COMMAND ${CMAKE_SOURCE_DIR}/scripts/format --check)
add_test(NAME hardening COMMAND ${KITH_PYTHON} ${CMAKE_SOURCE_DIR}/tests/house/hardening_test.py ${CMAKE_SOURCE_DIR}/build/kith)
set_tests_properties(layers layers-test headers headers-test format hardening PROPERTIES LABELS house TIMEOUT 120)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang") # both read this build's own flags, and clang-tidy those of clang only
    add_test(NAME headers-long COMMAND ${CMAKE_SOURCE_DIR}/scripts/headers ${CMAKE_BINARY_DIR})
    set_tests_properties(headers-long PROPERTIES LABELS long TIMEOUT 3600 PROCESSORS 2)
    add_test(NAME tidy COMMAND ${CMAKE_SOURCE_DIR}/scripts/tidy ${CMAKE_BINARY_DIR})
    set_tests_properties(tidy PROPERTIES LABELS house TIMEOUT 1800 PROCESSORS 2) # uses every core itself
endif()

# Whole stories told to a whole Kith, each to its own copy of the invented place, which is made once.
add_test(NAME flow-demo COMMAND ${KITH_NODE} tests/flows/demo.mjs ${CMAKE_BINARY_DIR}/flow-demo WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set(flow_environment "KITH_BIN=${CMAKE_BINARY_DIR}/kith" "KITH_FLOW_DEMO=${CMAKE_BINARY_DIR}/flow-demo" "KITH_TEST_POSTGRES=${CMAKE_BINARY_DIR}/postgres")
set_tests_properties(flow-demo PROPERTIES FIXTURES_SETUP flow-demo LABELS flow TIMEOUT 240 ENVIRONMENT "${flow_environment}")
set(stories_alone link clock wording) # these need no Kith to be there
file(GLOB stories RELATIVE ${CMAKE_SOURCE_DIR}/tests/flows CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/flows/*_test.mjs)
list(TRANSFORM stories REPLACE "_test.mjs$" "")
list(REMOVE_ITEM stories ${stories_alone})
foreach(story ${stories})
    add_test(NAME flow-${story} COMMAND ${KITH_NODE} --test --test-reporter=spec tests/flows/${story}_test.mjs WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(flow-${story} PROPERTIES LABELS flow TIMEOUT 480 FIXTURES_REQUIRED "flow-demo;postgres" ENVIRONMENT "${flow_environment}")
endforeach()
# What is counted in minutes is asked of the product, where it has been built: the parts are tested with sanitizers apart.
foreach(story load silence attachments)
    set_tests_properties(flow-${story} PROPERTIES ENVIRONMENT "${flow_environment};KITH_PRODUCT=${CMAKE_SOURCE_DIR}/build/kith")
endforeach()
foreach(story ${stories_alone})
    add_test(NAME flow-${story} COMMAND ${KITH_NODE} --test --test-reporter=spec tests/flows/${story}_test.mjs WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(flow-${story} PROPERTIES LABELS flow TIMEOUT 240 ENVIRONMENT "${flow_environment}")
endforeach()
# People at a browser: the product itself where it has been built. Pictures of each page are left in build/screenshots.
file(GLOB sides RELATIVE ${CMAKE_SOURCE_DIR}/tests/browser CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/browser/*_test.mjs)
list(TRANSFORM sides REPLACE "_test.mjs$" "")
list(REMOVE_ITEM sides live) # has a server of its own, below
foreach(side ${sides})
    add_test(NAME browser-${side} COMMAND ${KITH_NODE} --test --test-reporter=spec tests/browser/${side}_test.mjs WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(browser-${side} PROPERTIES LABELS browser TIMEOUT 480 FIXTURES_REQUIRED flow-demo
        ENVIRONMENT "${flow_environment};KITH_PRODUCT=${CMAKE_SOURCE_DIR}/build/kith;KITH_SCREENSHOTS=${CMAKE_SOURCE_DIR}/build/screenshots")
endforeach()

# A live page in a browser: the real server and script, and a page that the test changes as it likes.
add_executable(live-page tests/browser/live_page.cc)
target_link_libraries(live-page PRIVATE platform-html platform-http kith_flags kith_shipped)
set_target_properties(live-page PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
add_test(NAME browser-live COMMAND ${KITH_NODE} --test --test-reporter=spec tests/browser/live_test.mjs WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
set_tests_properties(browser-live PROPERTIES LABELS browser TIMEOUT 480
    ENVIRONMENT "${flow_environment};KITH_LIVE_PAGE=$<TARGET_FILE:live-page>;KITH_SCREENSHOTS=${CMAKE_SOURCE_DIR}/build/screenshots")

set_tests_properties(browser-conditions PROPERTIES TIMEOUT 1500) # every page and state, under every condition

# What is broken on purpose: processes killed, disks full, parsers fed with anything, the public side's cage rattled.
add_test(NAME store-kills COMMAND ${KITH_PYTHON} ${CMAKE_SOURCE_DIR}/tests/fault/store_kills.py)
add_test(NAME store-kills-long COMMAND ${KITH_PYTHON} ${CMAKE_SOURCE_DIR}/tests/fault/store_kills.py --cycles 10000)
set_tests_properties(store-kills PROPERTIES LABELS fault TIMEOUT 600)
add_test(NAME server-kills COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/tests/fault/server_kills.mjs)
add_test(NAME server-kills-postgres COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/tests/fault/server_kills.mjs --postgres --cycles 20)
set_tests_properties(server-kills server-kills-postgres PROPERTIES LABELS fault TIMEOUT 600)
set_tests_properties(server-kills-postgres PROPERTIES FIXTURES_REQUIRED postgres ENVIRONMENT "KITH_TEST_POSTGRES=${CMAKE_BINARY_DIR}/postgres")
add_test(NAME full-disk COMMAND ${KITH_NODE} ${CMAKE_SOURCE_DIR}/tests/fault/full_disk.mjs)
set_tests_properties(full-disk PROPERTIES LABELS fault TIMEOUT 300 SKIP_RETURN_CODE 77)
# A disk that answers EIO: every 4th of the first 200 writes and syncs, in the long run each of the first 2,000.
add_test(NAME failing-disk COMMAND ${KITH_PYTHON} ${CMAKE_SOURCE_DIR}/tests/fault/failing_disk.py --step 4)
add_test(NAME failing-disk-long COMMAND ${KITH_PYTHON} ${CMAKE_SOURCE_DIR}/tests/fault/failing_disk.py --most 2000)
add_test(NAME failing-server COMMAND ${KITH_NODE} --test --test-reporter=spec ${CMAKE_SOURCE_DIR}/tests/fault/failing_server.mjs)
set_tests_properties(failing-disk failing-server PROPERTIES LABELS fault TIMEOUT 300)
set_tests_properties(failing-disk-long PROPERTIES LABELS long TIMEOUT 7200 RUN_SERIAL ON)
# The product itself, for a build with a sanitizer goes without seccomp.
add_test(NAME cage COMMAND ${CMAKE_SOURCE_DIR}/build/kith public --try-cage)
set_tests_properties(cage PROPERTIES LABELS fault TIMEOUT 60 PASS_REGULAR_EXPRESSION "The cage holds" FAIL_REGULAR_EXPRESSION "ESCAPED|BROKEN|lacks:")
set_tests_properties(store-kills-long PROPERTIES LABELS long TIMEOUT 3600 RUN_SERIAL ON)
include(${CMAKE_SOURCE_DIR}/tests/fault/fuzz.cmake)

# ctest starts what costs most first: so the cheap answers come before the dear ones, in the order of the labels. A
# browser, and a server that is killed, have the machine to themselves.
function(kith_order_tests)
    get_property(tests DIRECTORY PROPERTY TESTS)
    foreach(test ${tests})
        get_test_property(${test} LABELS label)
        set(cost 1)
        foreach(step "house 600" "unit 500" "db 400" "flow 300" "browser 200" "fault 100")
            separate_arguments(step)
            list(GET step 0 name)
            if(label STREQUAL name)
                list(GET step 1 cost)
            endif()
        endforeach()
        set_tests_properties(${test} PROPERTIES COST ${cost})
        if(label MATCHES "^(browser|fault)$")
            set_tests_properties(${test} PROPERTIES RUN_SERIAL ON)
        endif()
    endforeach()
endfunction()
cmake_language(DEFER CALL kith_order_tests)
