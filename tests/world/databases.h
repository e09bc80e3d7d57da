// SPDX-License-Identifier: MIT
#pragma once

// A test's body, run on SQLite and on PostgreSQL, each time with a database of its own.
//
//   TEST_CASE("a concern once closed stays closed")
//   {
//       tests::on_both_databases([](db::Database& database) { ... });
//   }
//
// Both are copies of one that was migrated when the program started; they go when the body ends.
// PostgreSQL is the server of KITH_TEST_POSTGRES, a folder that `scripts/postgres start` made; if
// it does not answer the test fails, for a test that is skipped proves nothing.
//
// Cost     SQLite some ms, PostgreSQL about 60 ms a body.
// Threads  call it from the test's own thread; a body may start threads, and must end them.

#include "platform/db/db.h"

namespace kith::tests {

enum class Start { migrated, empty };

void on_both_databases(
    std::function<void(db::Database&)> const& body, Start start = Start::migrated);

// The same, for a test that opens (and closes, and opens again) the database itself.
void at_both_places(
    std::function<void(db::Where const&)> const& body, Start start = Start::migrated);
void on_sqlite(std::function<void(db::Where const&)> const& body, Start start = Start::migrated);
void on_postgres(std::function<void(db::Where const&)> const& body, Start start = Start::migrated);

// A folder of the test's own, gone with it.
class Folder {
public:
    Folder();
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    ~Folder();
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace kith::tests
