# SPDX-License-Identifier: MIT
"""scripts/layers finds what it is there to find: one breach of each kind is planted in a tree of its own."""
import subprocess
import sys
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from pathlib import Path

sys.dont_write_bytecode = True
LAYERS = Path(__file__).parent.parent.parent / "scripts" / "layers"
layers = SourceFileLoader("layers", str(LAYERS)).load_module()
LICENCE = "// SPDX-License-Identifier: MIT\n"

# A small house in good order, to which each test adds one file.
HOUSE = {
    "src/base/result.h": "#pragma once\n#define TRY(x) x\n",
    "src/platform/db/db.h": '#pragma once\n#include "base/result.h"\n',
    "src/platform/db/writer.h": '#pragma once\n#include "platform/db/db.h"\n',
    "src/platform/html/value.h": "#pragma once\n",
    "src/platform/http/request.h": '#pragma once\n#include "platform/html/value.h"\n',
    "src/platform/ledger/ledger.h": '#pragma once\n#include "platform/db/db.h"\n',
    "src/engine/linkage/linkage.h": '#pragma once\n#include "base/result.h"\n#include <vector>\n',
    "src/engine/linkage/score.h": "#pragma once\n",
    "src/engine/network/network.h": "#pragma once\n",
    "src/directory/directory.h": '#pragma once\n#include "directory/store.h"\n#include "platform/db/db.h"\n',
    "src/directory/store.h": '#pragma once\n#include "directory/team.h"\n',
    "src/directory/team.h": "#pragma once\n",
    "src/directory/pages.h": '#pragma once\n#include "directory/store.h"\n',
    "src/links/links.h": '#pragma once\n#include "directory/directory.h"\n',
    "src/actions/actions.h": "#pragma once\n",
    "src/concerns/concerns.h": '#pragma once\n#include "links/links.h"\n#include "actions/actions.h"\n',
    "src/concerns/triage_test.cc": '#include "concerns/concerns.h"\n#include "world/people.h"\n#include <doctest/doctest.h>\n',
    "src/app/main.cc": '#include "concerns/concerns.h"\n#include <cstdio>\nint main() { std::puts("kith"); }\n',
    "tests/world/people.h": '#pragma once\n#include "directory/directory.h"\n',
}


def found(path, body, licence=LICENCE):
    """What layers says of the small house with this one file put in (or put in its place)."""
    with tempfile.TemporaryDirectory() as place:
        for name, text in {**{n: LICENCE + t for n, t in HOUSE.items()}, path: licence + body}.items():
            file = Path(place) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        looked = layers.Layers(Path(place))
        looked.read_all()
        return [f"{path}:{line}: {why}" for path, line, why in sorted(looked.found)]


class Layers(unittest.TestCase):
    def breach(self, path, body, line, why, **more):
        said = found(path, body, **more)
        self.assertEqual(len(said), 1, said)
        self.assertTrue(said[0].startswith(f"{path}:{line}: "), said[0])
        self.assertIn(why, said[0])

    def fine(self, path, body):
        self.assertEqual(found(path, body), [])

    def test_a_house_in_order_has_no_breach(self):
        self.fine("src/links/event.h", "#pragma once\n")

    def test_a_breach_fails_the_command(self):
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "src").mkdir()
            ran = lambda: subprocess.run([sys.executable, LAYERS, place], capture_output=True, text=True)
            self.assertEqual((ran().returncode, ran().stdout), (0, ""))
            (Path(place) / "src" / "main.cc").write_text("int main() { }\n", encoding="utf-8")
            self.assertEqual(ran().returncode, 1)
            self.assertIn("src/main.cc:1: the licence line comes first", ran().stdout)

    def test_an_include_does_not_point_up(self):
        self.breach("src/directory/up.h", '#include "concerns/concerns.h"\n', 2, "up: directory stands below concerns")
        self.breach("src/platform/db/up.cc", '\n#include "directory/directory.h"\n', 3, "up: platform/db stands below directory")
        self.breach("src/base/up.h", "#include <platform/db/db.h>\n", 2, "up: base stands below platform/db")

    def test_an_include_does_not_point_sideways(self):
        self.breach("src/links/x.cc", '#include "actions/actions.h"\n', 2, "sideways: links and actions")
        self.breach("src/engine/network/x.cc", '#include "platform/db/db.h"\n', 2, "sideways: engine/network and platform/db")
        self.breach("src/engine/network/y.cc", '#include "engine/linkage/linkage.h"\n', 2, "do not know one another")

    def test_the_parts_of_platform_keep_their_rows(self):
        self.breach("src/platform/html/x.cc", '#include "platform/http/request.h"\n', 2, "up: platform/html")
        self.breach("src/platform/http/x.cc", '#include "platform/ledger/ledger.h"\n', 2, "sideways: platform/http")
        self.fine("src/platform/ledger/x.cc", '#include "platform/html/value.h"\n')

    def test_a_room_is_entered_by_its_front_door(self):
        self.breach("src/concerns/x.cc", '#include "directory/store.h"\n', 2, "take directory/directory.h")
        self.breach("src/app/x.cc", '#include "engine/linkage/score.h"\n', 2, "take engine/linkage/linkage.h")
        self.breach("src/links/x.cc", '#include "platform/db/writer.h"\n', 2, "take db.h")
        self.breach("tests/world/x.cc", '#include "directory/store.h"\n', 2, "take directory/directory.h")

    def test_a_new_folder_needs_a_row(self):
        self.breach("src/pigeons/x.cc", '#include "base/result.h"\n', 2, "pigeons has no row")
        self.breach("src/platform/pigeons/x.cc", '#include "platform/db/db.h"\n', 2, "platform/pigeons has no row")

    def test_a_store_does_not_know_pages_nor_a_fact_its_store(self):
        self.breach("src/directory/store.cc", '#include "directory/store.h"\n#include "directory/pages.h"\n', 3, "does not know the pages")
        self.breach("src/directory/team.cc", '#include "directory/store.h"\n', 2, "facts do not know the store")
        self.fine("src/directory/load.cc", '#include "directory/store.h"\n#include "directory/team.h"\n')

    def test_an_include_names_a_file_from_the_root(self):
        self.breach("src/directory/x.cc", '#include "team.h"\n', 2, 'name it from the root: "directory/team.h"')
        self.breach("src/directory/x.cc", '#include "directory/gone.h"\n', 2, 'there is no "directory/gone.h"')
        self.fine("src/directory/x.cc", '// #include "directory/gone.h"\n')

    def test_the_product_does_not_know_its_tests(self):
        self.breach("src/concerns/x.cc", '#include "world/people.h"\n', 2, "does not know its tests")
        self.breach("src/concerns/x.h", "#include <doctest/doctest.h>\n", 2, "doctest belongs in tests")
        self.breach("src/concerns/x_bench.h", "#include <doctest/doctest.h>\n", 2, "doctest belongs in tests")

    def test_dear_libraries_stay_where_they_are_paid_for(self):
        self.breach("src/platform/http/x.cc", "#include <boost/asio/ip/tcp.hpp>\n", 2, "stay in the edge")
        self.breach("src/links/x.cc", "#include <boost/beast.hpp>\n", 2, "stay in the edge")
        self.breach("src/links/x.h", "#include <boost/json.hpp>\n", 2, "boost/json/fwd.hpp")
        self.breach("src/links/x.h", "#include <boost/json/value.hpp>\n", 2, "boost/json/fwd.hpp")
        self.breach("src/links/x.cc", "#include <sqlite3.h>\n", 2, "only platform/db")
        self.fine("src/links/x.h", "#include <boost/json/fwd.hpp>\n")
        self.fine("src/links/x.cc", "#include <boost/json.hpp>\n")
        self.fine("src/platform/http/edge.cc", "#include <boost/beast.hpp>\n#include <boost/asio.hpp>\n")

    def test_try_is_a_whole_statement_or_a_whole_initialiser(self):
        for body in ("f(TRY(a), b());", "auto x = Both{1, TRY(a)};", "auto x = f(TRY(a));", "if (TRY(a)) b();",
                     "auto x = TRY(a) + 1;", "auto x = *TRY(a);", "auto x = TRY(a).size();", "return !TRY(a);",
                     "for (auto x : TRY(a)) b();", "auto x = Both{.left = TRY(a)};", "f([x = TRY(a)] { });",
                     "auto x = b ? TRY(a) : 0;", "auto x = y == TRY(a);"):
            with self.subTest(body):
                self.breach("src/links/x.cc", f"void g()\n{{\n    {body}\n}}\n", 4, "TRY is a whole statement")

    def test_try_may_stand_alone_or_fill_one_value(self):
        for body in ("TRY(a);", "auto const x = TRY(f(a, [] { return 1; }));", "x = TRY(a);", "return TRY(a);",
                     "if (b) TRY(a);", "if (f(b))\n        x = TRY(a);", "if (b) { TRY(a); } else TRY(c);",
                     "auto x = TRY(\n        f(a,\n            b));", "// f(TRY(a))", 'auto x = "f(TRY(a))";',
                     "switch (b) { case 1: TRY(a); default: TRY(b); }", "if (auto c = b(); c) x = TRY(a);",
                     "auto f = [&]() -> int { TRY(a); return 1; };"):
            with self.subTest(body):
                self.fine("src/links/x.cc", f"void g()\n{{\n    {body}\n}}\n")

    def test_the_licence_comes_first(self):
        self.breach("src/links/x.h", "#pragma once\n", 1, "the licence line comes first", licence="")
        self.breach("scripts/x", "#!/bin/sh\ntrue\n", 1, "the licence line comes first", licence="")
        self.breach("web/x.mjs", "export {};\n", 1, "the licence line comes first", licence="// Anybody\n")
        self.assertEqual(found("scripts/x", "#!/bin/sh\n# SPDX-License-Identifier: MIT\n", licence=""), [])

    def test_a_room_does_not_print(self):
        for body in ("std::cout << 1;", 'std::printf("x");', 'fprintf(stderr, "x");', 'fmt::print("x");'):
            with self.subTest(body):
                self.breach("src/links/x.cc", f"void g() {{ {body} }}\n", 2, "a room does not print")
        self.fine("src/links/x_bench.cc", 'void g() { std::printf("x"); }\n')
        self.fine("src/links/x.cc", 'void g() { std::snprintf(a, 1, "x"); }\n')

    def test_a_file_has_a_job_and_leaves_none_behind(self):
        self.breach("src/links/string_utils.cc", "", 1, "no job yet")
        self.breach("src/links/manager.h", "", 1, "no job yet")
        self.breach("src/links/x.cc", "// TO" "DO: later\n", 2, "do it now")
        self.breach("src/links/x.cc", "\nint fix; // FIX" "ME\n", 3, "do it now")

    def test_a_long_file_says_why_it_is_one_thing(self):
        self.breach("src/links/x.cc", "// Much.\n" + "int x;\n" * 500, 1, "502 lines")
        self.fine("src/links/x.cc", "// Much, but one thing: a table.\n" + "int x;\n" * 500)
        self.fine("src/links/x.cc", "// Much.\n" + "int x;\n" * 498)


unittest.main()
