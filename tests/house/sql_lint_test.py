# SPDX-License-Identifier: MIT
"""Plants one fault at a time in a small tree and asks whether scripts/sql_lint names it."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

LINT = Path(__file__).parents[2] / "scripts" / "sql_lint"
TABLES = """create table teams (id {id} primary key, name {text} not null) {strict};
create table desks (
    id {id} primary key,
    team {id} not null references teams (id), -- greatest of all desks
    label {text} check (label in ('ilike', 'a::b')),
    unique (team, label)
) {strict};
"""
STORE = """constexpr Sql find_desk{"find desk",
    "select * from desks " // lateral thoughts
    "where lower(label) = lower($1) and label <> 'for update'"};
"""


def lint(files):
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = Path(root) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        ran = subprocess.run([sys.executable, LINT, root], capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr


class SqlLint(unittest.TestCase):
    def expect_found(self, files, *words):
        code, said = lint(files)
        self.assertEqual(code, 1, said)
        for word in words:
            self.assertIn(word, said)
        self.assertEqual(said.count("\n"), 1, said)

    def test_sound_files_are_let_through(self):
        self.assertEqual(lint({"migrations/0001_desks.sql": TABLES, "src/desks/store.cc": STORE}), (0, ""))

    def test_words_of_one_database_are_refused_in_a_store(self):
        for words in ("x ilike $1", "x::text", "a, lateral (select 1) b", "1 for update", "1 skip locked",
                      "date_trunc('day', at)", "group_concat(x)", "greatest(1, 2)", "x fetch first 1 row only",
                      "cast(notes as jsonb) ->> 'a'", "cast(lower(x) as json)", "now()", "ifnull(a, b)"):
            with self.subTest(words):
                self.expect_found({"src/desks/store.cc": f'constexpr Sql x{{"x", "select {words}"}};\n'}, "store.cc:1: x: ")

    def test_words_split_over_two_literals_are_still_found(self):
        self.expect_found({"src/desks/store.cc": 'constexpr Sql x{"x", "select 1 for "\n    "update"};\n'}, "for update")

    def test_words_in_a_raw_literal_and_in_a_call_are_found(self):
        self.expect_found({"src/a/store.cc": 'constexpr Sql x{"x", R"(select a::text)"};\n'}, "store.cc:1")
        self.expect_found({"src/a/store.cc": 'void f() { c.run({"x", "select a::text"}); }\n'}, "store.cc:1")

    def test_a_file_named_for_one_database_may_use_its_words(self):
        code, said = lint({"src/ledger/postgres_order.cc": 'constexpr Sql x{"x", "select 1 for update"};\n'})
        self.assertEqual((code, said), (0, ""))

    def test_a_statement_put_together_by_hand_is_refused(self):
        for by_hand in ('auto const s = Sql{"x", text.c_str()};', 'Sql const s{"x", ("select " + name).c_str()};',
                        'Sql s = {"x", fmt::format("select {}", name).c_str()};', 'c.run(Sql{name, text});',
                        'c.run({"x", text.c_str()});'):
            with self.subTest(by_hand):
                self.expect_found({"src/desks/store.cc": by_hand + "\n"}, "put together by hand")

    def test_a_text_that_the_compiler_made_is_read_too(self):
        made = 'constexpr char const* tail = "{}";\nconstexpr Sql s{{"x", tail}};\n'
        self.assertEqual(lint({"src/a/store.cc": made.format("select 1")}), (0, ""))
        self.expect_found({"src/a/store.cc": made.format("select a::text")}, "'::'")

    def test_words_of_one_database_are_refused_in_a_migration(self):
        more = "create index desks_by_label on desks (date_trunc('day', label));\n"
        self.expect_found({"migrations/0001_desks.sql": TABLES + more}, "0001_desks.sql:8", "date_trunc")

    def test_a_foreign_key_needs_an_index_that_begins_with_it(self):
        bare = TABLES.replace("unique (team, label)", "unique (label, team)")
        self.expect_found({"migrations/0001_desks.sql": bare}, "0001_desks.sql:4", "desks.team")
        later = "create index desks_by_team on desks (team);\n"
        self.assertEqual(lint({"migrations/0001_desks.sql": bare, "migrations/0002_index.sql": later}), (0, ""))
        added = "alter table teams add column lead {id} references desks (id);\n"
        self.expect_found({"migrations/0001_desks.sql": TABLES, "migrations/0002_lead.sql": added}, "teams.lead")

    def test_a_foreign_key_of_the_table_itself_needs_one_too(self):
        bare = TABLES.replace("    unique (team, label)", "    foreign key (label) references teams (name),\n    unique (team, label)")
        self.expect_found({"migrations/0001_desks.sql": bare}, "0001_desks.sql:6", "desks.label")

    def test_a_table_without_strict_and_a_type_of_one_database_are_refused(self):
        self.expect_found({"migrations/0001_desks.sql": TABLES.replace(") {strict};\ncreate", ");\ncreate")}, "teams does not end")
        self.expect_found({"migrations/0001_desks.sql": TABLES.replace("name {text}", "name uuid")}, "teams.name has the type uuid")

    def test_a_migration_for_one_database_needs_its_twin(self):
        self.expect_found({"migrations/0001_x.sqlite.sql": "select 1;\n"}, ".postgres.sql is missing")


if __name__ == "__main__":
    unittest.main()
