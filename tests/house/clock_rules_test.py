#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each rule of data/reference/clocks.toml is started by somebody, or waits for a room that is named here.

A rule counts as started where the code of a room (no test, no page, no view) or a pathway that ships names it; or where
a room puts its id together from a first part and a code of a list. A rule that starts nowhere fails, and so does one
that is said to wait and no longer does.
"""

import csv
import pathlib
import re
import sys
import tomllib
import unittest

root = pathlib.Path(__file__).resolve().parents[2]

# What a rule waits for: the room that starts it.
waiting = {
    "abuse_duty.delay": "the duty to tell of sexual abuse, which is not known to be in force",
    "conference.initial": "meetings",
    "core_group.first": "meetings",
    "conference.first_review": "meetings",
    "conference.next_review": "meetings",
    "police_protection.end": "meetings",
    "emergency_order.end": "meetings",
    "emergency_order.extended_end": "meetings",
    "serious_incident.notify": "meetings",
    "rapid_review.complete": "meetings",
    "safeguarding_review.publish": "meetings",
}
# Ids that a room puts together: the first part stands in its code, the rest is a code of the list in small letters.
put_together = {"review.": "level", "partner_checks.": "urgency"}

comment = re.compile(r"(^|\s)(//|#).*")
only_shows = re.compile(r"(_test|_bench|_fuzz|pages|views)\.(cc|h)$")


def rules(text: str) -> list[str]:
    return [rule["id"] for rule in tomllib.loads(text)["clock"]]


def code() -> str:
    sources = [path for path in (root / "src").rglob("*") if path.suffix in (".cc", ".h")]
    sources = [path for path in sources if not only_shows.search(path.name)]
    return "\n".join(comment.sub("", path.read_text()) for path in [*sources, *(root / "data/pathways").glob("*.toml")])


def codes(of: str) -> set[str]:
    with (root / f"data/code_lists/{of}.csv").open() as file:
        return {row["code"].lower() for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def started(rule: str, text: str) -> bool:
    if f'"{rule}"' in text:
        return True
    for first, of in put_together.items():
        if rule.startswith(first) and rule.removeprefix(first) in codes(of):
            return f'"{first}"' in text
    return False


def starts_nowhere(ids: list[str], text: str) -> list[str]:
    return [rule for rule in ids if rule not in waiting and not started(rule, text)]


class ClockRules(unittest.TestCase):
    ids = rules((root / "data/reference/clocks.toml").read_text())
    text = code()

    def test_each_rule_starts_somewhere_or_waits_for_a_room(self) -> None:
        self.assertEqual(starts_nowhere(self.ids, self.text), [])

    def test_what_waits_is_a_rule_that_nobody_starts_yet(self) -> None:
        for rule in waiting:
            self.assertIn(rule, self.ids)
            self.assertFalse(started(rule, self.text), f"{rule} is started: take it from the list")

    def test_a_rule_that_starts_nowhere_is_found(self) -> None:
        planted = ["reassess", "review.never", "partner_checks.blue", "assess_never"]
        self.assertEqual(starts_nowhere(planted, self.text), planted[1:])

    def test_a_rule_that_a_page_alone_shows_is_not_started(self) -> None:
        for name in ("peer_map_pages.cc", "views.h", "pages.cc", "clocks_test.cc"):
            self.assertTrue(only_shows.search(name))
        self.assertFalse(only_shows.search("peer_maps.cc"))


if __name__ == "__main__":
    sys.exit(unittest.main())
