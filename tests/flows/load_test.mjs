// SPDX-License-Identifier: MIT
// A partnership's real open data, taken in by the real program. The files are not part of this repository: they lie
// beside it, and where they do not, the test says so and is left out.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fresh_database, fresh_folder, postgres, root, run } from './kith.mjs';

const real_data = join(root, '../shared/data');
const no_data = existsSync(join(real_data, 'crime')) ? false : 'the real open data is not beside the repository';
const all_of_it =
  'The database holds 14 districts, 271 wards, 1132 smaller areas, 48284 postcodes, 1187 schools, 337436 incidents, 908 services (866 different) and 2490 places.';

function load_and_ask(where) {
  const first = run('load', real_data, ...where);
  assert.equal(first.status, 0, first.err);
  assert.ok(first.out.includes(all_of_it), first.out.slice(-400));
  assert.match(first.out, /, 0 left out, /);
  assert.match(first.out, /^boundaries\/ward_population_mid2020\.csv: not recognised, left$/m);

  // Points and districts of incidents, as the publisher leaves them.
  const lines = first.out.split('\n').filter((line) => line.includes('police.uk incidents'));
  assert.equal(lines.length, 19);
  const sum = (words) => lines.reduce((all, line) => all + Number(line.match(new RegExp(`(\\d+) ${words}`))?.[1] ?? 0), 0);
  assert.equal(sum('rows'), 337436);
  assert.equal(sum('without a position'), 23412);
  assert.equal(sum('outside'), 788); // 925 by the outlines alone; the rest lie within 80 metres of them

  const again = run('load', real_data, ...where);
  assert.equal(again.status, 0);
  assert.match(again.out, /^0 loaded, 28 unchanged, 0 left out/m);
  assert.ok(again.out.includes(all_of_it), again.out.slice(-400));

  for (const [postcode, team, number] of [
    ['FY1 1AD', 'Awaken', '01253 477261'],
    ['BB1 7DY', 'Engage', '01254 353 525'],
    ['PR1 8RL', 'Deter', '01772 209122'],
  ]) {
    const answer = run('who', postcode, '--json', ...where);
    assert.equal(answer.status, 0, answer.err);
    const { lines: numbers, team: named } = JSON.parse(answer.out);
    assert.equal(named, team);
    assert.ok(numbers.some((line) => line.number === number), `${team} is called by ${number}`);
  }
}

test('the real open data loads whole, twice is once, and postcodes answer with their team', { skip: no_data }, () => {
  load_and_ask(['--data', join(fresh_folder(), 'data')]);
});

test('the same on PostgreSQL', { skip: no_data || (!postgres() && 'no PostgreSQL was started for this run') }, () => {
  load_and_ask(['--data', join(fresh_folder(), 'data'), '--db', fresh_database()]);
});
