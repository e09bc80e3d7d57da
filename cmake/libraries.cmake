# SPDX-License-Identifier: MIT
# What Kith leans on, from Debian 12 and (SQLite's source) npm. Each has its line in docs/dependencies.md.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS i18n uc)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
find_package(date REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(oath REQUIRED IMPORTED_TARGET liboath)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode) # LGPL: linked as a shared library
pkg_check_modules(fmt REQUIRED IMPORTED_TARGET fmt)
pkg_check_modules(deflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(jpeg REQUIRED IMPORTED_TARGET libjpeg) # libjpeg-turbo
pkg_check_modules(png REQUIRED IMPORTED_TARGET libpng)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(geos REQUIRED IMPORTED_TARGET geos) # LGPL: linked as a shared library, through its C interface only
find_library(BOOST_URL boost_url REQUIRED)
find_library(BOOST_JSON boost_json REQUIRED)
add_library(boost_url_library UNKNOWN IMPORTED GLOBAL)
set_target_properties(boost_url_library PROPERTIES IMPORTED_LOCATION ${BOOST_URL})
add_library(boost_json_library UNKNOWN IMPORTED GLOBAL)
set_target_properties(boost_json_library PROPERTIES IMPORTED_LOCATION ${BOOST_JSON})
add_library(PkgConfig::boost_url ALIAS boost_url_library)
add_library(PkgConfig::boost_json ALIAS boost_json_library)

# SQLite 3.53 with SQLite3MultipleCiphers: Debian's 3.40 has the WAL-reset bug and no encryption. Compiled once, on its own.
set(sqlite_source ${CMAKE_SOURCE_DIR}/web/node_modules/better-sqlite3-multiple-ciphers/deps/sqlite3)
if(NOT EXISTS ${sqlite_source}/sqlite3.c)
    message(FATAL_ERROR "SQLite's source is not there yet: run scripts/setup first")
endif()
add_library(kith_sqlite STATIC ${sqlite_source}/sqlite3.c)
target_include_directories(kith_sqlite SYSTEM PUBLIC ${sqlite_source})
target_compile_definitions(kith_sqlite PRIVATE SQLITE_THREADSAFE=2 SQLITE_DQS=0 SQLITE_ENABLE_FTS5 SQLITE_ENABLE_RTREE
    SQLITE_ENABLE_STAT4 SQLITE_OMIT_LOAD_EXTENSION SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_LIKE_DOESNT_MATCH_BLOBS
    SQLITE_MAX_EXPR_DEPTH=200 SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_USE_URI=0 CODEC_TYPE=CODEC_TYPE_AEGIS)
target_compile_options(kith_sqlite PRIVATE -w -O2 -msse4.2 -maes)
if(KITH_SANITIZE) # third-party C, tested by its makers: the sanitizers watch our side of the fence
    target_compile_options(kith_sqlite PRIVATE -fno-sanitize=all)
endif()
target_link_libraries(kith_sqlite PRIVATE Threads::Threads ${CMAKE_DL_LIBS} m)
