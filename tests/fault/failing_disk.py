#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Lets the disk fail under the store at the Nth write or sync, and compares what was answered with what is there.

    failing_disk.py [--most 200] [--step 1] [--seed N]

store-writer writes 150 rows one by one to a copy of an empty folder, on a disk (the library failing-disk, beside it) that
answers EIO at the Nth write or sync: for that one call, or from there on for ever; N is every step-th number up to `most`.
Then, on a sound disk again, the folder is opened and says what it holds. Whatever was answered for must be there, whole;
at most the one row that was refused may be there too; the ledger must verify; what was refused must have been refused in
a sentence. After a single failure all 150 rows must be written in the end, with no new start; on a disk that stays broken
nothing more may be answered for, and the program must come to its end by itself.

First comes the planted fault: the same program answers before the commit, and must be caught with an answer for a row
that is not there; else this test sees nothing and fails.
"""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

rows = 150


def run(program, words, folder, disk=None):
    """One run to its end: exit code and the lines it said."""
    done = subprocess.run([program, words[0], str(folder), *words[1:]], env=os.environ | (disk or {}), capture_output=True, text=True,
                          timeout=60, check=False)
    return done.returncode, done.stdout.splitlines()


def failing(library, call, at, how_long):
    return {'LD_PRELOAD': str(library), 'KITH_FAULT': call, 'KITH_FAULT_AT': str(at), 'KITH_FAULT_FOR': how_long}


class Trial:
    """One failure and what came of it."""

    def __init__(self, program, library, template, call, at, how_long, flags=()):
        self.name = f'{call} {at} {how_long}'
        folder = pathlib.Path(shutil.copytree(template, template.parent / 'trial'))
        try:
            self.code, self.said = run(program, ['bear', *flags], folder, failing(library, call, at, how_long))
            _, self.after = run(program, ['show'], folder)
        finally:
            shutil.rmtree(folder)
        self.answered = max([int(line.split()[2]) for line in self.said if line.startswith('acked')], default=0)
        self.refused = [line.split(' ', 2) for line in self.said if line.startswith('refused')]
        self.held = next((int(line.split()[2]) for line in self.after if line.startswith('holds 0 ')), None)
        self.how_long = how_long

    def faults(self):
        found = [line for line in self.after if line.startswith('problem')]
        if self.held is None:
            found.append(f'the folder does not open again: {self.after[-3:]}')
        elif self.held < self.answered:
            found.append(f'answered up to {self.answered}, {self.held} is there')
        elif self.held > self.answered + 1:
            found.append(f'answered up to {self.answered}, {self.held} is there: rows nobody sent')
        started = any(line.startswith('ready') for line in self.said)
        if not started:  # it failed while it opened the folder: it says so, and answers for nothing
            if self.code != 3 or self.answered or not any(line.startswith('problem ') and len(line) > 20 for line in self.said):
                found.append(f'no plain end: {self.code} {self.said[-3:]}')
            return found
        if self.code != 0 or 'done' not in self.said:
            found.append(f'it does not come to its end: {self.code} {self.said[-3:]}')
        found += [line for line in self.said if line.startswith('problem')]
        if any(len(words) < 3 or len(words[2]) < 10 for words in self.refused):
            found.append(f'refused without a sentence: {self.refused[:3]}')
        if self.how_long == 'once' and self.answered != rows:
            found.append(f'one failure stops it for good at row {self.answered}: {self.said[-3:]}')
        if self.how_long == 'ever' and self.refused:
            first = next(i for i, line in enumerate(self.said) if line.startswith('refused'))
            if any(line.startswith('acked') for line in self.said[first:]):
                found.append('it answers for rows after the disk broke for good')
        return found


def main():
    asked = argparse.ArgumentParser()
    kith = pathlib.Path(os.environ.get('KITH_PROGRAM', pathlib.Path(__file__).parents[2] / 'build/kith'))
    asked.add_argument('--most', type=int, default=200)
    asked.add_argument('--step', type=int, default=1)
    asked.add_argument('--seed', type=int, default=random.SystemRandom().randrange(1 << 30))
    words = asked.parse_args()
    first = random.Random(words.seed).randrange(words.step) + 1
    built = kith.resolve().parent
    program, library = built / 'store-writer', built / 'libfailing-disk.so'
    for file in (program, library):
        if not file.exists():
            sys.exit(f'{file} is not there: run scripts/build first')
    began = time.monotonic()
    memory = pathlib.Path('/dev/shm')  # what fails here are calls, so the folder itself may lie in memory
    place = pathlib.Path(tempfile.mkdtemp(prefix='kith-failing-', dir=memory if os.access(memory, os.W_OK) else None))
    faults, trials = [], []
    try:
        template = place / 'template'
        if run(program, ['make'], template)[0] != 0:
            sys.exit('store-writer does not make a folder')
        planted = next((at for at in range(5, 60)
                        if any('is there' in fault for fault in Trial(program, library, template, 'write', at, 'ever', ['--answer-before-commit']).faults())), None)
        print(f'planted fault (answer before commit): {"NOT seen" if planted is None else f"seen at write {planted}"}', flush=True)
        for call in ('write', 'sync'):
            for how_long in ('once', 'ever'):
                for at in range(first, words.most + 1, words.step):
                    trial = Trial(program, library, template, call, at, how_long)
                    trials.append(trial)
                    faults += [f'{trial.name}: {fault}' for fault in trial.faults()]
    finally:
        shutil.rmtree(place, ignore_errors=True)
    refusing = [trial for trial in trials if trial.refused]
    said = sorted({trial.refused[0][2] for trial in refusing})
    print(f'{len(trials)} failures of the disk, {len(refusing)} of them refused a row, {sum(trial.answered for trial in trials)} rows answered for, '
          f'{len(faults)} faults; {time.monotonic() - began:.0f} s; seed {words.seed}')
    print('it said: ' + '; '.join(said))
    for fault in faults[:20]:
        print(fault)
    enough = len(refusing) > len(trials) / 3
    if not enough:
        print('too few rows were refused for this to prove anything')
    sys.exit(0 if planted is not None and enough and not faults else 1)


if __name__ == '__main__':
    main()
