// SPDX-License-Identifier: MIT
// Looking for what must stand nowhere: every address of the staff side that is asked for with GET, every page that pages lead to, and all
// that a database holds.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './kith.mjs';

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* sources(join(folder, entry.name));
    else if (/\.cc$/.test(entry.name) && !/_(test|bench|fuzz)\.cc$/.test(entry.name)) yield join(folder, entry.name);
  }
}
// As the rooms name them.
export const patterns = [
  ...new Set(
    [...sources(join(root, 'src'))]
      .filter((file) => !file.includes('/platform/http/') && !file.endsWith('public_site.cc'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(?:\.get\(\s*|\bget,\s*)"(\/[^"]*)"/g)].map(([, pattern]) => pattern))
  ),
];

// What `visitor` gets of every page: those named in the rooms, with ids that stand on pages, and what the pages lead to. Of pages that
// are alike three are asked for, but of those that are `own` all.
export async function crawl(visitor, { others = [], own = () => false } = {}) {
  const answers = new Map();
  const waiting = [...others];
  const taken = new Map();
  const shape = (path) => path.replace(/\?.*/, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{}');
  const look = async (path) => {
    if (answers.has(path)) return;
    const answer = await visitor.ask('GET', path);
    answers.set(path, answer);
    for (const [, href] of answer.body.matchAll(/href="(\/[^"#]*)/g)) waiting.push(href.replaceAll('&amp;', '&'));
  };
  for (const pattern of patterns) if (!pattern.includes('{') && !pattern.startsWith('/sign-')) await look(pattern);
  while (waiting.length) {
    const path = waiting.shift();
    const seen = taken.get(shape(path)) ?? 0;
    if (answers.has(path) || /^\/(assets|sign-)/.test(path) || (seen >= 3 && !own(path))) continue;
    taken.set(shape(path), seen + 1);
    await look(path);
  }
  return answers;
}

// Every row of the database, as whoever may read it has it.
export const dump_of = (db) => {
  const done = spawnSync('pg_dump', ['-d', db, '--data-only'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
};
