// SPDX-License-Identifier: MIT
// Commands that write, beside a server that has the folder open: it does their work and goes on answering.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, fresh_database, fresh_folder, make_demo, postgres, program, psql, run, settle_in, until } from './kith.mjs';

const ended = (done, status) => assert.equal(done.status, status, done.out + done.err);

// A command that is not waited for: {status, out, err} once it has ended.
function begin(...words) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const told = { out: '', err: '', child };
  child.stdout.on('data', (text) => (told.out += text));
  child.stderr.on('data', (text) => (told.err += text));
  told.end = new Promise((resolve) => child.on('close', (status) => resolve({ ...told, status })));
  return told;
}
function incidents(rows) {
  const folder = fresh_folder();
  const header = 'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';
  const lines = Array.from({ length: rows }, (_, i) => `,2026-01,Quillshire Constabulary,Quillshire Constabulary,-2.${100000 + i},53.8,On or near Slipway,E01012571,Here,Anti-social behaviour,,`);
  writeFileSync(join(folder, 'incidents.csv'), [header, ...lines].join('\n') + '\n');
  return folder;
}

async function every_writing_command(data, db = '') {
  const where = ['--data', data, ...(db ? ['--db', db] : [])];
  const kith = await Kith.start(data, { db });
  const password = run('user', 'password', cast.worker.name, ...where);
  ended(password, 0);
  await settle_in(kith.stranger(), cast.worker.name, password.out.trim());
  const token = run('token', cast.worker.name, ...where);
  ended(token, 0);
  const answer = await fetch(new URL('/api/v1/concerns', kith.staff), { headers: { Authorization: `Bearer ${token.out.trim()}` } });
  assert.equal(answer.status, 200);
  ended(run('agency', 'add', 'night_buses', '--name', 'Night Buses', '--kind', 'voluntary', ...where), 0);
  ended(run('team', 'add', 'night_buses', '--name', 'Depot', '--purpose', 'front_door_children', ...where), 0);
  ended(run('user', 'add', 'gil.marsh', '--name', 'Gil Marsh', '--role', 'triage worker', '--agency', 'night_buses', '--team', 'Depot', ...where), 0);
  ended(run('lead', 'night_buses', 'gil.marsh', ...where), 0);
  assert.match(run('agency', 'list', ...where).out, /Night Buses[^]*Depot/);
  ended(run('user', 'second-step', 'gil.marsh', ...where), 0);
  ended(run('user', 'close', 'gil.marsh', ...where), 0);
  assert.match(run('user', 'list', ...where).out, /gil\.marsh.*closed/);
  ended(run('ledger', 'checkpoint', ...where), 0);
  // what they got wrong is said as it is without a server
  ended(run('user', 'password', 'nobody.here', ...where), 1);
  ended(run('agency', 'add', 'x', '--name', 'X', '--kind', 'galaxy', ...where), 2);
  ended(run('team', 'add', 'night_buses', '--name', 'Y', '--purpose', 'exploitation', '--district', 'E09999999', ...where), 2);
  ended(run('load', join(data, 'nothing-there'), ...where), 2);
  await kith.stop();
  ended(run('ledger', 'verify', ...where), 0);
}

test('each command that writes works beside the server', { timeout: 120000 }, () => every_writing_command(demo_folder()));
test('and beside one on PostgreSQL', { timeout: 120000, skip: !postgres() && 'no PostgreSQL' }, async () => {
  const folder = fresh_folder();
  const db = fresh_database();
  make_demo(folder, db);
  await every_writing_command(join(folder, 'data'), db);
  const asked = psql(db, "select distinct process from ledger where process like 'command line%'");
  assert.equal(asked, `command line (${userInfo().username})`, 'the ledger says which account of the machine asked');
});

test('while a file is loaded pages are answered, and others write', { timeout: 120000 }, async () => {
  const data = demo_folder();
  const kith = await Kith.start(data);
  const loading = begin('load', incidents(40000), '--data', data);
  await until(() => loading.err.includes('Reading'), 'the load has begun');
  let answered = 0;
  let written = 0;
  let longest = 0;
  while (loading.child.exitCode === null) {
    const before = Date.now();
    if (run('user', 'second-step', cast.worker.name, '--data', data).status === 0) ++written;
    if ((await kith.stranger().ask('GET', '/sign-in')).status === 200) ++answered;
    longest = Math.max(longest, Date.now() - before);
  }
  const loaded = await loading.end;
  ended(loaded, 0);
  assert.match(loaded.out, /40000 rows/);
  assert.ok(answered > 0 && written > 0, `${answered} pages, ${written} commands while it was loaded`);
  console.log(`# ${answered} pages and ${written} commands while 40,000 rows were loaded; the longest pair took ${longest} ms`);
  ended(run('load', incidents(40000), '--data', data), 0);
  await kith.stop();
});

test('bad rows come back by name and the file is left out whole', { timeout: 60000 }, async () => {
  const data = demo_folder();
  const kith = await Kith.start(data);
  const folder = incidents(1500);
  const bad = join(folder, 'bad');
  mkdirSync(bad);
  writeFileSync(join(bad, 'places.csv'), 'kind,name,latitude,longitude\npark,Slipway Green,53.8,-2.9\npark,Elsewhere,north,-2.9\n');
  const loaded = run('load', folder, '--data', data);
  ended(loaded, 1);
  assert.match(loaded.err, /places\.csv, row 3: /);
  assert.match(loaded.out, /LEFT OUT[^]*1500 incidents[^]*0 places/);
  await kith.stop();
});

test('only the owner can reach the socket, it goes with the server, and one that was left behind is no hindrance', { timeout: 60000 }, async () => {
  const data = demo_folder();
  const socket = join(data, 'commands.socket');
  const kith = await Kith.start(data);
  assert.equal(statSync(socket).mode & 0o777, 0o600);
  kith.process.kill('SIGKILL');
  await kith.end;
  assert.ok(existsSync(socket), 'a killed server leaves it');
  ended(run('user', 'second-step', cast.worker.name, '--data', data), 0);
  const again = await Kith.start(data);
  ended(run('user', 'second-step', cast.worker.name, '--data', data), 0);
  await again.stop();
  assert.ok(!existsSync(socket));
});

test('a load that nobody waits for any more ends at its next piece, and is completed by another', { timeout: 120000 }, async () => {
  const data = demo_folder();
  const kith = await Kith.start(data);
  const folder = incidents(60000);
  const loading = begin('load', folder, '--data', data);
  await until(() => loading.err.includes('Reading'), 'the load has begun');
  loading.child.kill('SIGKILL');
  await loading.end;
  const again = run('load', folder, '--data', data);
  ended(again, 0);
  assert.match(again.out, /60000 incidents/);
  await kith.stop();
});
