# SPDX-License-Identifier: MIT
"""The product is built so that a mistake of ours ends the program, not the house: what the file itself can show.

    python3 tests/house/hardening_test.py PROGRAM
"""
import re
import subprocess
import sys
import unittest
from pathlib import Path

PROGRAM = Path(sys.argv.pop()) if len(sys.argv) > 1 else Path("build/kith")


def readelf(*flags):
    return subprocess.run(["readelf", "--wide", *flags, PROGRAM], capture_output=True, text=True, check=True).stdout


class Hardening(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not PROGRAM.exists():
            raise AssertionError(f"{PROGRAM} is not there: run scripts/build first")

    def test_it_loads_at_another_address_each_time(self):
        self.assertRegex(readelf("-h"), r"Type:\s+DYN \(Position-Independent Executable file\)")

    def test_its_stack_and_its_data_are_never_run(self):
        self.assertRegex(readelf("-l"), r"GNU_STACK(\s+0x[0-9a-f]+)+\s+RW\s")
        self.assertNotRegex(readelf("-l"), r"LOAD(\s+0x[0-9a-f]+)+\s+RWE\s")

    def test_the_table_of_addresses_is_read_only_once_loaded(self):
        self.assertIn("GNU_RELRO", readelf("-l"))
        self.assertRegex(readelf("-d"), r"FLAGS.*(BIND_NOW|NOW)")

    def test_an_overrun_on_the_stack_or_into_a_known_buffer_is_noticed(self):
        names = readelf("--dyn-syms")
        self.assertIn("__stack_chk_fail", names)
        self.assertTrue(re.search(r"__\w+_chk\b", names), "no fortified call is left")

    def test_it_is_looked_for_nowhere_but_in_the_systems_folders(self):
        self.assertNotRegex(readelf("-d"), r"\((RPATH|RUNPATH)\)")


unittest.main()
