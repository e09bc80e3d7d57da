#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills the process that holds the database, again and again, and compares what it answered with what is there.

    store_kills.py [STORE-WRITER] [--cycles 1000] [--seed N]

Without a name it is the store-writer beside the product (KITH_PROGRAM, else build/kith).

Each cycle starts store-writer (four threads that write), kills it with SIGKILL at a random moment between its start and
some writing, and reads all that it said. The next start, after the crash, says what it holds: for each thread that must
be the last row it answered for, or the one after (committed, but the answer did not leave any more). Anything less is a
loss, anything more a phantom; half a row, a gap, a damaged page or a ledger that does not verify is a problem, and each
of them fails the test. Every 20 cycles the folder is a fresh copy of an empty one.

First comes the planted fault: the same program answers before the commit, and must be caught losing rows within
`planted_most` cycles; else this test sees nothing and fails.
"""
import argparse
import os
import pathlib
import random
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

cycles_of_a_folder = 20
planted_most = 60
longest_write = 0.06  # seconds of writing before the kill


class Tally:
    def __init__(self):
        self.cycles = self.rows = self.in_flight = self.killed_early = 0
        self.losses, self.phantoms, self.problems, self.starts = [], [], [], []

    def take(self, said, expected, where):
        """Compares what a start says with what was answered before; gives back what is held now."""
        held = {}
        for line in said:
            kind, _, rest = line.partition(' ')
            if kind == 'holds':
                writer, number = map(int, rest.split())
                held[writer] = number
                answered = expected.get(writer, 0)
                if number < answered:
                    self.losses.append(f'{where}: thread {writer} answered up to {answered}, {number} is there')
                elif number > answered + 1:
                    self.phantoms.append(f'{where}: thread {writer} answered up to {answered}, {number} is there')
                else:
                    self.in_flight += number - answered
            elif kind == 'problem':
                self.problems.append(f'{where}: {rest}')
            elif kind == 'ready':
                self.starts.append(int(rest))
        return held


def live_and_die(program, folder, flags, delay):
    """One start; SIGKILL `delay` seconds after it; every line that left it."""
    child = subprocess.Popen([program, 'run', str(folder), *flags], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    said = b''
    end = time.monotonic() + delay
    while (left := end - time.monotonic()) > 0:
        if select.select([child.stdout], [], [], left)[0]:
            piece = os.read(child.stdout.fileno(), 65536)
            if not piece:
                break
            said += piece
    child.send_signal(signal.SIGKILL)
    said += child.stdout.read()
    child.stdout.close()
    code = child.wait()
    lines = said.decode().splitlines()
    if code != -signal.SIGKILL:
        lines.append(f'problem it ended by itself with {code}')
    return lines


def look(program, folder):
    return subprocess.run([program, 'show', str(folder)], capture_output=True, text=True, check=False).stdout.splitlines()


def run(program, place, cycles, flags, stop_at_loss, start_takes):
    tally = Tally()
    answered, folder = {}, None
    for cycle in range(cycles):
        if cycle % cycles_of_a_folder == 0:
            if folder:
                tally.take(look(program, folder), answered, f'before cycle {cycle}')
                shutil.rmtree(folder)
            folder = pathlib.Path(shutil.copytree(place / 'template', place / f'at-{cycle}'))
            answered = {}
        # one kill in five may fall into the start, the recovery included; the others into the writing
        delay = random.uniform(0, start_takes) if random.random() < 0.2 else start_takes + random.uniform(0, longest_write)
        said = live_and_die(program, folder, flags, delay)
        tally.cycles += 1
        tally.killed_early += not any(line.startswith('ready') for line in said)
        answered |= tally.take(said, answered, f'cycle {cycle}')
        for line in said:
            if line.startswith('acked'):
                _, writer, number = line.split()
                answered[int(writer)] = max(answered.get(int(writer), 0), int(number))
                tally.rows += 1
        if stop_at_loss and tally.losses:
            break
    tally.take(look(program, folder), answered, 'at the end')
    shutil.rmtree(folder)
    return tally


def main():
    asked = argparse.ArgumentParser()
    kith = pathlib.Path(os.environ.get('KITH_PROGRAM', pathlib.Path(__file__).parents[2] / 'build/kith'))
    asked.add_argument('program', nargs='?', default=str(kith.resolve().parent / 'store-writer'))
    asked.add_argument('--cycles', type=int, default=1000)
    asked.add_argument('--seed', type=int, default=random.SystemRandom().randrange(1 << 30))
    words = asked.parse_args()
    if not os.access(words.program, os.X_OK):
        sys.exit(f'{words.program} is not there: run scripts/build first')
    random.seed(words.seed)
    print(f'seed {words.seed}', flush=True)
    place = pathlib.Path(tempfile.mkdtemp(prefix='kith-kills-'))
    try:
        made = subprocess.run([words.program, 'make', str(place / 'template')], capture_output=True, text=True, check=False)
        if made.returncode != 0:
            sys.exit(f'store-writer does not make a folder: {made.stdout}{made.stderr}')
        began = time.monotonic()
        look(words.program, place / 'template')
        start_takes = time.monotonic() - began
        planted = run(words.program, place, planted_most, ['--answer-before-commit'], True, start_takes)
        print(f'planted fault (answer before commit): seen after {planted.cycles} cycles, {planted.rows} rows'
              if planted.losses else f'planted fault: NOT seen in {planted.cycles} cycles', flush=True)
        began = time.monotonic()
        tally = run(words.program, place, words.cycles, [], False, start_takes)
        took = time.monotonic() - began
    finally:
        shutil.rmtree(place, ignore_errors=True)
    starts = sorted(tally.starts)
    print(f'{tally.cycles} kills ({tally.killed_early} before it was ready), {tally.rows} rows answered for, '
          f'{len(tally.losses)} lost, {len(tally.phantoms)} phantom, {tally.in_flight} committed without an answer, '
          f'{len(tally.problems)} problems; ready after a kill in {starts[len(starts) // 2]} ms, at most {starts[-1]} ms; '
          f'{took:.0f} s')
    faults = tally.losses + tally.phantoms + tally.problems
    for fault in faults[:20]:
        print(fault)
    enough = tally.rows >= tally.cycles and tally.killed_early < tally.cycles / 2
    if not enough:
        print('too little was written for this to prove anything: give it a quieter machine')
    sys.exit(0 if planted.losses and enough and not faults else 1)


if __name__ == '__main__':
    main()
