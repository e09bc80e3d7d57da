# SPDX-License-Identifier: MIT
# kith_fuzzer(platform/http form_data WATCHED form_data.cc): src/platform/http/form_data_fuzz.cc as fuzz-form_data, with
# libFuzzer, ASan and UBSan, for ten seconds in the test command and ten minutes in the long one. The files it is about
# are compiled with counters that lead it (and stand outside the unity build for that); seeds are in tests/fuzz/<name>/.
# What it finds is written to the build's folder, fuzz/<name>-crash-…: run the fuzzer with that file to see it again.
function(kith_fuzzer folder name)
    cmake_parse_arguments(fuzz "" "" "WATCHED" ${ARGN})
    string(REPLACE "/" "-" part ${folder})
    list(TRANSFORM fuzz_WATCHED PREPEND ${CMAKE_SOURCE_DIR}/src/${folder}/)
    set_source_files_properties(${fuzz_WATCHED} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON
        COMPILE_OPTIONS "-O1;-fsanitize=fuzzer-no-link")
    add_executable(fuzz-${name} ${CMAKE_SOURCE_DIR}/src/${folder}/${name}_fuzz.cc)
    target_link_libraries(fuzz-${name} PRIVATE ${part} kith_flags kith_shipped)
    target_link_options(fuzz-${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(fuzz-${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    set(kept ${CMAKE_BINARY_DIR}/fuzz/${name})
    file(MAKE_DIRECTORY ${kept})
    # No round may ask for more than 512 MB at once; what the sanitizer keeps of freed memory is bounded, and not counted
    # against the parser.
    set(command fuzz-${name} -malloc_limit_mb=512 -rss_limit_mb=2048 -timeout=5 -max_len=4096 -print_final_stats=1
        -artifact_prefix=${kept}- ${kept} ${CMAKE_SOURCE_DIR}/tests/fuzz/${name})
    add_test(NAME fuzz-${name} COMMAND ${command} -max_total_time=10)
    add_test(NAME fuzz-${name}-long COMMAND ${command} -max_total_time=600)
    set_tests_properties(fuzz-${name} PROPERTIES LABELS fault TIMEOUT 60)
    set_tests_properties(fuzz-${name}-long PROPERTIES LABELS long TIMEOUT 900)
    set_tests_properties(fuzz-${name} fuzz-${name}-long PROPERTIES
        ENVIRONMENT_MODIFICATION "ASAN_OPTIONS=path_list_append:quarantine_size_mb=64")
endfunction()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND KITH_SANITIZE)
    kith_fuzzer(base csv WATCHED csv.cc)
    kith_fuzzer(engine/linkage rows WATCHED rows.cc pieces.cc)
    kith_fuzzer(engine/wording wording WATCHED text.cc quotes.cc pattern.cc list.cc flags.cc ease.cc)
    kith_fuzzer(platform/http form_data WATCHED form_data.cc)
    kith_fuzzer(platform/http multipart WATCHED multipart.cc spool.cc)
    kith_fuzzer(platform/http request WATCHED request.cc wire.cc headers.cc)
    kith_fuzzer(platform/html templates WATCHED lexer.cc parser.cc parse_expression.cc render_expression.cc
        render_statement.cc render_macro.cc text_filters.cc list_filters.cc value.cc convert.cc)
    kith_fuzzer(platform/ledger checkpoint WATCHED checkpoint.cc hash.cc)
    kith_fuzzer(platform/forms answers WATCHED answers.cc)
    kith_fuzzer(platform/documents picture WATCHED picture.cc jpeg.cc png.cc exif.cc pixels.cc)
    kith_fuzzer(platform/documents archive WATCHED archive.cc file_kind.cc)
    kith_fuzzer(directory postcode WATCHED postcode.cc)
    kith_fuzzer(concerns receipt WATCHED receipt.cc)
    kith_fuzzer(concerns report WATCHED report.cc)
endif()
