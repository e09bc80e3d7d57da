// SPDX-License-Identifier: MIT
// The commands of an operator, on a folder with a year in it: what they say and with which exit code they end.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, files_below, fresh_folder, own_password, root, run, until } from './kith.mjs';

let data;
before(() => {
  data = demo_folder();
});
const ended = (done, status) => assert.equal(done.status, status, done.out + done.err);

test('the ledger of a year is proven, and its head signed', () => {
  ended(run('ledger', 'verify', '--data', data), 0);
  const proof = run('ledger', 'verify', '--json', '--data', data);
  ended(proof, 0);
  assert.doesNotThrow(() => JSON.parse(proof.out));
  const signed = run('ledger', 'checkpoint', '--data', data);
  ended(signed, 0);
  const file = signed.out.trim();
  assert.ok(existsSync(file), file);
  ended(run('ledger', 'verify', '--checkpoint', file, '--data', data), 0);
  const forged = join(fresh_folder(), 'forged.checkpoint');
  writeFileSync(forged, readFileSync(file, 'utf8').replace(/[0-9a-f]{8}|[A-Za-z0-9+/]{8}/, 'deadbeef'));
  assert.notEqual(run('ledger', 'verify', '--checkpoint', forged, '--data', data).status, 0);
});

test('one bit of the sealed database file that was flipped is found, wherever it is', () => {
  const folder = demo_folder();
  const file = join(folder, 'kith.db');
  ended(run('ledger', 'verify', '--data', folder), 0);
  const sound = readFileSync(file);
  const page = 4096;
  const flip = (part, further = 0) => {
    const at = Math.floor((Math.floor((sound.length * part) / page) + further) * page + page / 2);
    const bytes = Buffer.from(sound);
    bytes[at] ^= 1;
    writeFileSync(file, bytes);
    return at;
  };
  for (const part of [0.2, 0.4, 0.6, 0.8, 0.97]) {
    // A page that was freed holds nothing any more, and nobody reads it: then the one after it.
    let at = flip(part);
    let checked = run('check', '--data', folder);
    for (let further = 1; checked.status === 0 && further <= 3; ++further) {
      at = flip(part, further);
      checked = run('check', '--data', folder);
    }
    assert.notEqual(checked.status, 0, `byte ${at} of ${sound.length}: ${checked.out}`);
    assert.match(checked.out + checked.err, /damaged|malformed|cannot be read/, 'and it is said');
  }
  // `ledger verify` reads the pages of the ledger alone: somewhere in the file they lie, and the entry is named.
  const parts = Array.from({ length: 40 }, (_, step) => 0.99 - step * 0.024);
  const names_entry = (part) => {
    flip(part);
    const proof = run('ledger', 'verify', '--data', folder);
    return proof.status === 1 && /problem: Entry \d+ cannot be read, so nothing after it is proven/.test(proof.out);
  };
  assert.ok(parts.some(names_entry), 'a flip in the ledger is found, and said');
  writeFileSync(file, sound);
  ended(run('ledger', 'verify', '--data', folder), 0);
});

test('a folder that holds other things is left as it was', () => {
  const shared = fresh_folder();
  writeFileSync(join(shared, 'letters.txt'), 'Dear all');
  chmodSync(shared, 0o755);
  for (const words of [['demo'], ['serve', '--listen', '127.0.0.1:0'], ['check'], ['load', join(root, 'data/invented')]]) {
    const done = run(...words, '--data', shared);
    ended(done, 2);
    assert.match(done.err, /holds other things and no Kith: name a new or an empty folder/);
  }
  assert.deepEqual(readdirSync(shared), ['letters.txt']);
  assert.equal(statSync(shared).mode & 0o777, 0o755, 'others may still read it');
});

test('a name that nobody has is said, with how to list those there are', () => {
  const unknown_agency = /No agency has the code "nowhere": `kith agency list`/;
  const unknown_account = /Nobody signs in as "no.body": `kith user list`/;
  for (const [words, status, sentence] of [
    [['team', 'add', 'nowhere', '--name', 'North', '--purpose', 'front_door_children'], 2, unknown_agency],
    [['lead', 'nowhere', cast.lead.name], 2, unknown_agency],
    [['user', 'add', 'new.body', '--name', 'New Body', '--role', 'triage worker', '--agency', 'nowhere'], 2, unknown_agency],
    [['lead', 'lanternhouse_academy', 'no.body'], 1, unknown_account],
    [['user', 'password', 'no.body'], 1, unknown_account],
    [['user', 'second-step', 'no.body'], 1, unknown_account],
    [['user', 'close', 'no.body'], 1, unknown_account],
    [['token', 'no.body'], 1, unknown_account],
  ]) {
    const told = run(...words, '--data', data);
    ended(told, status);
    assert.match(told.err, sentence, words.join(' '));
  }
});

test('check finds nothing to mend in the invented place, and says what is worth knowing', () => {
  const checked = run('check', '--data', data);
  ended(checked, 0);
  assert.match(checked.out, /know: the keys lie beside the data/);
  assert.match(checked.out, /know: this is a demonstration folder/);
  const spoken = run('check', '--json', '--data', data);
  ended(spoken, 0);
  assert.deepEqual(JSON.parse(spoken.out).mend, []);
});

test('who do I call: a district, and a postcode once postcodes are loaded', { timeout: 120000 }, (t) => {
  const folder = fresh_folder();
  const district = run('who', 'Pendle', '--json', '--data', folder);
  ended(district, 0);
  assert.match(JSON.stringify(JSON.parse(district.out)), /Engage/);
  const words = run('who', 'Blackpool', '--data', folder);
  ended(words, 0);
  assert.match(words.out, /999/);
  assert.match(words.out, /Awaken/);
  const open_data = join(root, '../shared/data/postcodes');
  if (!existsSync(open_data)) return t.diagnostic('no open data beside the repository: postcodes not tried');
  ended(run('load', open_data, '--data', folder), 0);
  for (const [postcode, team] of [['FY1 1AD', 'Awaken'], ['BB1 7DY', 'Engage'], ['PR1 8RL', 'Deter']]) {
    const answer = run('who', postcode, '--json', '--data', folder);
    ended(answer, 0);
    assert.match(JSON.stringify(JSON.parse(answer.out)), new RegExp(team), postcode);
  }
});

test('a mistyped folder is not made into a Kith by a command that only uses one', () => {
  for (const words of [['token', 'x'], ['user', 'add', 'x', '--name', 'X', '--role', 'triage worker', '--agency', 'a'], ['agency', 'add', 'a', '--name', 'A', '--kind', 'council'], ['team', 'add', 'a', '--name', 'T', '--purpose', 'exploitation'], ['lead', 'a', 'x'], ['ledger', 'checkpoint'], ['key', 'protect']]) {
    const mistyped = join(fresh_folder(), 'kithdata');
    const done = run(...words, '--data', mistyped);
    ended(done, 2);
    assert.match(done.err, /holds no Kith: name the right folder/, words.join(' '));
    assert.ok(!existsSync(mistyped), words.join(' '));
  }
});

test('what was wrong with the words is said in a sentence that names the word', () => {
  const said = (...words) => {
    const done = run(...words);
    assert.equal(done.status, 2, words.join(' ') + done.err);
    assert.doesNotMatch(done.out + done.err, /Error\b|ERROR/, 'no class name');
    return done.err;
  };
  assert.match(said('bogus'), /There is no command "kith bogus"[^]*kith serve/);
  assert.match(said('user', 'bogus', '--data', data), /There is no command "kith user bogus"[^]*kith user add/);
  assert.match(said(), /Name a command behind "kith"/);
  assert.match(said('who', '--data', data), /^kith: place is missing\. How it is used: kith who --help\n$/);
  assert.match(said('check', 'twice', '--data', data), /"twice" is not understood here/);
  assert.match(said('check', '--why', 'twice', '--data', data), /"--why twice" is not understood here/);
  assert.match(said('demo', '--seed', 'many', '--data', data), /--seed takes a whole number, not "many"/);
  assert.match(said('demo', '--size', 'galaxy', '--data', fresh_folder()), /small/);
  assert.match(said('check', '--data'), /--data needs a value/);
  assert.match(said('check', '--data', data, '--db', 'mysql://x'), /names a PostgreSQL database, such as postgres:/);
  for (const words of [[], ['user'], ['user', 'add'], ['key', 'protect']]) assert.match(run(...words, '--help').out, new RegExp(`Usage: ${['kith', ...words].join(' ')}`), words.join(' '));
});

test('check names what a start would refuse of the overlay, all of it, and a file that stands for nothing', () => {
  const folder = demo_folder();
  const lay = (path, text) => {
    mkdirSync(dirname(join(folder, 'overlay', path)), { recursive: true });
    writeFileSync(join(folder, 'overlay', path), text);
  };
  const shipped = (path) => readFileSync(join(root, path), 'utf8');
  lay('data/reference/holidays.csv', 'a,b\n');
  let checked = run('check', '--data', folder);
  ended(checked, 0);
  assert.match(checked.out, /know: .*overlay\/data\/reference\/holidays\.csv stands for nothing/);
  assert.doesNotMatch(checked.out, /contacts\.csv stands for nothing/);
  lay('data/reference/contacts.csv', 'name,number\nChildline\n');
  lay('src/concerns/forms/referral.toml', shipped('src/concerns/forms/referral.toml').replace(/^kind = "[a-z_ ]+"/m, 'kind = "hologram"'));
  const questions = shipped('src/concerns/forms/partner_answer.toml').split(/(?=^\[\[question\]\])/m);
  const without = questions.filter((one) => !/^name = "strengths"$[^]*^law = true/m.test(one));
  assert.equal(without.length, questions.length - 1);
  lay('src/concerns/forms/partner_answer.toml', without.join(''));
  lay('data/policies/home.toml', '[[rule]]\nname = "anybody on a full moon"\npermit = ["read"]\non = "home"\nwhen = ["moon is full"]\n');
  checked = run('check', '--data', folder);
  ended(checked, 1);
  for (const [name, said] of [['contacts.csv', ''], ['referral.toml', 'kind: write one of'], ['home.toml', '"moon is full"'], ['partner_answer.toml', 'strengths']]) assert.match(checked.out, new RegExp(`mend: .*overlay/.*${name}: .*${said}`), checked.out);
  assert.equal(checked.out.match(/^mend: /gm).length, 4, checked.out);
});

test('a passphrase: without it nothing opens, and the clear key is gone from the folder', async () => {
  const folder = demo_folder();
  const words = 'lantern meadow quiet tractor';
  const file = (text) => {
    const path = join(fresh_folder(), 'passphrase');
    writeFileSync(path, text + '\n');
    return path;
  };
  const right = file(words);
  const clear = readFileSync(join(folder, 'keys/master.key'), 'utf8').split('\n')[1];
  ended(run('key', 'protect', '--new-passphrase-file', file('too short'), '--data', folder), 2);
  ended(run('key', 'protect', '--new-passphrase-file', right, '--data', folder), 0);
  assert.deepEqual(readdirSync(join(folder, 'keys')).sort(), ['checkpoints.public', 'hub.public', 'master.sealed']);
  for (const path of files_below(folder)) assert.ok(!readFileSync(path).includes(clear), path);
  for (const command of [['check'], ['ledger', 'verify'], ['user', 'list'], ['serve', '--listen', '127.0.0.1:0', '--public', '127.0.0.1:0']]) {
    const none = run(...command, '--data', folder);
    ended(none, 2);
    assert.match(none.err, /have a passphrase: give it with a file or in KITH_PASSPHRASE/);
    const wrong = run(...command, '--data', folder, '--passphrase-file', file('lantern meadow quiet tracto'));
    ended(wrong, 3);
    assert.match(wrong.err, /kith: The passphrase is not the one of .*master\.sealed/);
  }
  const checked = run('check', '--data', folder, '--passphrase-file', right);
  ended(checked, 0);
  assert.match(checked.out, /know: the master key is under a passphrase/);
  assert.doesNotMatch(checked.out, /keys lie beside/);
  const kith = await Kith.start(folder, { words: ['--passphrase-file', right] });
  assert.doesNotMatch(kith.err, /keys lie beside/);
  ended(run('user', 'password', cast.worker.name, '--data', folder), 0); // the server has the keys
  await kith.stop();
  ended(run('key', 'protect', '--remove', '--data', folder, '--passphrase-file', right), 0);
  assert.equal(readFileSync(join(folder, 'keys/master.key'), 'utf8').split('\n')[1], clear);
  const open = await Kith.start(folder);
  assert.match(open.err, /kith: the keys lie beside the data: whoever copies the folder can read it/);
  await open.stop();
});

test('an account’s role is named once in the list, whatever it is held for', () => {
  const { out } = run('user', 'list', '--data', data);
  for (const line of out.trim().split('\n')) {
    const roles = line.slice(62).replace(' (closed)', '').split(', ');
    assert.equal(new Set(roles).size, roles.length, line);
  }
});

test('words that make no sense end with 2 and say what would', () => {
  const wrong = [
    [], ['serv'], ['who', '--data', data], ['ledger', '--data', data], ['backup', '--data', data], ['backup', '--out', 'a', '--verify', 'b', '--data', data],
    ['check', '--data', '/nowhere/at/all'], ['serve', '--listen', 'nonsense', '--data', data], ['serve', '--listen', '0.0.0.0:0', '--data', data], ['user', 'add', 'x', '--data', data],
    ['demo', '--size', 'galaxy', '--data', fresh_folder()], ['load', '/nowhere/at/all', '--data', data],
  ];
  for (const words of wrong) {
    const done = run(...words);
    assert.equal(done.status, 2, `kith ${words.join(' ')}: ${done.status} ${done.err}`);
    assert.ok((done.out + done.err).trim().length > 10, words.join(' '));
  }
});

test('every command explains itself', () => {
  for (const words of [[], ['serve'], ['public'], ['demo'], ['who'], ['load'], ['ledger'], ['ledger', 'verify'], ['ledger', 'checkpoint'], ['backup'], ['restore'], ['check'], ['key'], ['key', 'protect'], ['agency'], ['agency', 'add'], ['agency', 'list'], ['team'], ['team', 'add'], ['lead'], ['user', 'list'], ['user'], ['user', 'add'], ['token']]) {
    const done = run(...words, '--help');
    ended(done, 0);
    assert.match(done.out, /--help/, words.join(' '));
  }
});

test('an account that is closed opens nothing from the next request on', async () => {
  const folder = demo_folder();
  const kith = await Kith.start(folder);
  const visitor = await kith.signed_in(cast.other_lead.name);
  await kith.stop();
  ended(run('user', 'close', cast.other_lead.name, '--data', folder), 0);
  const again = await Kith.start(folder);
  const late = again.stranger();
  late.keep_cookie('__Host-kith', visitor.cookies.get('__Host-kith'));
  assert.equal((await late.ask('GET', '/')).status, 303);
  await late.open('/sign-in');
  await late.press('Sign in', { name: cast.other_lead.name, password: own_password });
  assert.equal(late.page.status, 422);
});

test('told to stop, it finishes the request in hand and ends with 0', async () => {
  const kith = await Kith.start(data);
  const url = new URL('/sign-in', kith.staff);
  const body = new URLSearchParams({ name: cast.worker.name, password: own_password, to: '/' }).toString();
  const answer = new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body), Origin: kith.staff };
    const request = http.request(url, { method: 'POST', headers, agent: false }, (got) => got.resume().on('end', () => resolve(got.statusCode)));
    request.on('error', reject);
    request.write(body.slice(0, 10));
    setTimeout(() => {
      kith.process.kill('SIGTERM');
      setTimeout(() => request.end(body.slice(10)), 200);
    }, 300);
  });
  assert.equal(await answer, 303, 'the sign-in that was under way is answered');
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  await until(async () => {
    try {
      await kith.stranger().ask('GET', '/healthz');
      return false;
    } catch {
      return true;
    }
  }, 'nothing listens any more');
});

test('two servers do not share one folder', async () => {
  const kith = await Kith.start(data);
  const second = run('serve', '--listen', '127.0.0.1:0', '--public', '127.0.0.1:0', '--data', data);
  assert.notEqual(second.status, 0);
  assert.match(second.err, /kith: /);
  await kith.stop();
});

test('a demonstration that breaks off says which folder is not whole, and is not begun there again', () => {
  const folder = join(fresh_folder(), 'half');
  const nowhere = ['--db', 'postgresql:///kith?host=/nowhere/at/all'];
  const broken = run('demo', '--data', folder, ...nowhere);
  ended(broken, 3);
  assert.match(broken.err, /The database cannot be opened/);
  assert.ok(broken.err.includes(`${folder} holds an invented place that is not whole: delete that folder before you try again, and name an empty database`), broken.err);
  const again = run('demo', '--data', folder);
  ended(again, 2);
  assert.ok(again.err.includes(`${folder} holds an invented place that is not whole: delete that folder before you try again\n`), again.err);
  assert.ok(!existsSync(join(folder, 'kith.db')), 'nothing was made on top of it');
});

test('a demonstration may end at a stated moment, and every page says that the clock was moved', { timeout: 120000 }, async () => {
  const folder = join(fresh_folder(), 'then');
  const now = '2026-03-29T08:00:00Z';
  const told = run('demo', '--now', now, '--data', folder);
  ended(told, 0);
  assert.ok(!existsSync(join(folder, 'demo-not-whole')));
  ended(run('ledger', 'verify', '--data', folder), 0);
  ended(run('check', '--data', folder), 0);
  ended(run('demo', '--now', now, '--data', folder), 2); // there is one now
  const kith = await Kith.start(folder, { words: ['--now', now] });
  for (const visitor of [kith.stranger(), kith.somebody()]) {
    const page = await visitor.open(visitor.base === kith.public ? '/' : '/sign-in');
    assert.match(page.text, /the clock has been moved/);
  }
  await kith.stop();
  assert.match(run('who', 'Pendle', '--now', now, '--data', folder).out, /29 March 2026, 09:00/);
});
