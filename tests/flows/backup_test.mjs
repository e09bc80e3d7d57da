// SPDX-License-Identifier: MIT
// A backup: made while the server runs, proven without one, and brought back, on either database.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, files_below, fresh_database, fresh_folder, postgres, root, run } from './kith.mjs';

const ended = (done, status) => assert.equal(done.status, status, done.out + done.err);

// A folder with keys of its own.
function demo_like_folder() {
  const folder = fresh_folder();
  run('load', join(root, 'data/invented/postcodes.csv'), '--data', folder);
  return folder;
}

test('a backup is whole, opens with the folder’s keys only, and is never written over', () => {
  const data = demo_folder();
  const file = join(fresh_folder(), 'copy.kith');
  ended(run('backup', '--out', file, '--data', data), 0);
  assert.deepEqual(readdirSync(dirname(file)), ['copy.kith'], 'and leaves nothing else');
  const proven = run('backup', '--verify', file, '--data', data);
  assert.deepEqual(readdirSync(dirname(file)), ['copy.kith'], 'nor does proving it');
  ended(proven, 0);
  assert.match(proven.out, /with [1-9]\d* files of the folder/);
  ended(run('backup', '--out', file, '--data', data), 2);
  assert.ok(!readFileSync(file).includes(Buffer.from(cast.worker.name)), 'the copy is sealed');
  const elsewhere = demo_like_folder();
  ended(run('backup', '--verify', file, '--data', elsewhere), 1);
  ended(run('ledger', 'checkpoint', '--data', data), 0);
  ended(run('user', 'second-step', cast.worker.name, '--data', data), 0);
  ended(run('ledger', 'checkpoint', '--data', data), 0);
  ended(run('backup', '--verify', file, '--data', data), 0); // what was signed later says nothing of it
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(file, bytes);
  ended(run('backup', '--verify', file, '--data', data), 1);
  ended(run('backup', '--verify', join(root, 'README.md'), '--data', data), 1);
});

// The references of what waits for one of them; of the page's text, minutes would pass.
async function work_of(kith) {
  const { text } = await (await kith.signed_in(cast.worker.name)).open('/');
  const references = text.match(/C-\w{3}-\w{4}/g);
  assert.ok(references?.length > 0, text);
  return references;
}

// From one place to another: what was told, who may sign in, receipts, and the proof of it all.
async function there_and_back(data, from_db, to_db) {
  const db = (url) => (url ? ['--db', url] : []);
  const before = await Kith.start(data, { db: from_db });
  const concerns = await work_of(before);
  const file = join(fresh_folder(), 'copy.kith');
  ended(run('backup', '--out', file, '--data', data, ...db(from_db)), 0); // beside the server
  await before.stop();
  ended(run('backup', '--verify', file, '--data', data, ...db(from_db)), 0);

  const home = fresh_folder();
  ended(run('restore', file, '--data', home, ...db(to_db)), 2); // without its keys
  cpSync(join(data, 'keys'), join(home, 'keys'), { recursive: true });
  cpSync(join(data, 'demo'), join(home, 'demo')); // not part of a backup: real Kiths have none
  ended(run('restore', file, '--data', home, ...db(to_db)), 0);
  const secret = readFileSync(join(data, 'keys/master.key'), 'utf8').split('\n')[1];
  for (const path of files_below(home)) if (!path.includes('/keys/')) assert.ok(!readFileSync(path).includes(secret), path);
  assert.ok(!existsSync(join(home, 'public-own/own.key')), 'a backup holds no secret of the public side');
  ended(run('restore', file, '--data', home, ...db(to_db)), 2); // there is a Kith there now
  cpSync(join(data, 'public-own'), join(home, 'public-own'), { recursive: true });
  ended(run('ledger', 'verify', '--data', home, ...db(to_db)), 0);
  ended(run('check', '--data', home, ...db(to_db)), 0);
  const after = await Kith.start(home, { db: to_db });
  assert.deepEqual(await work_of(after), concerns);
  await after.stop();
  ended(run('ledger', 'verify', '--data', home, ...db(to_db)), 0);
  return home;
}
test('a backup is brought back, from SQLite to SQLite', { timeout: 120000 }, async () => void (await there_and_back(demo_folder(), '', '')));
test('from SQLite to PostgreSQL, and from there to SQLite again', { timeout: 200000, skip: !postgres() && 'no PostgreSQL' }, async () => {
  const there = fresh_database();
  const home = await there_and_back(demo_folder(), '', there);
  await there_and_back(home, there, '');
});
