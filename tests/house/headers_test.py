# SPDX-License-Identifier: MIT
"""scripts/headers --names finds a header that does not lead to what it names, and no other."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HEADERS = Path(__file__).parent.parent.parent / "scripts" / "headers"
HOUSE = {
    "src/base/result.h": "template <class Value> class Result { };\nenum class Code { done };\n",
    "src/db/row.h": '#include "base/result.h"\nstruct alignas(64) Row : Base { };\nusing Rows = int;\n',
    "src/db/store.h": '#include "db/row.h"\nclass Edge;\n',
    "tests/world/world.h": '#include "db/store.h"\nstruct World { };\n',
}


def found(path, body):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in {**HOUSE, path: body}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        ran = subprocess.run([sys.executable, HEADERS, "--names", folder], capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout


class Headers(unittest.TestCase):
    def finds(self, body, name, path="src/db/new.h"):
        code, said = found(path, body)
        self.assertEqual(code, 1, said)
        self.assertIn(f"{path}: names {name} and does not lead to", said)

    def finds_nothing(self, body, path="src/db/new.h"):
        code, said = found(path, body)
        self.assertEqual(code, 0, said)

    def test_a_type_that_no_header_leads_to(self):
        self.finds("Row find();\n", "Row")
        self.finds('#include "base/result.h"\nResult<Rows> list();\n', "Rows")
        self.finds('#include "base/result.h"\nstruct New { World world; };\n', "World")
        self.finds("// Code\nCode code();\n", "Code", "tests/world/new.h")

    def test_what_is_led_to_said_to_be_there_or_its_own(self):
        self.finds_nothing('#include "db/store.h"\nResult<Row> find(Edge& edge);\n')
        self.finds_nothing("struct Row;\nRow& find();\n")
        self.finds_nothing("template <class Row> Row find();\n")
        self.finds_nothing("using other::Row;\nRow find();\n")
        self.finds_nothing("struct World { }; // its own\nWorld make();\n")
        self.finds_nothing('#include "world/world.h"\nWorld make();\n', "tests/world/new.h")

    def test_what_is_only_spoken_of(self):
        self.finds_nothing('// A Row is read\n/* by World\n */ char const* said = "\\r\\nRows: \\"World\\"";\n')


if __name__ == "__main__":
    unittest.main()
