// SPDX-License-Identifier: MIT
// Somebody tells the intelligence desk what they know. Who told it to them is on no page but the one of source handlers: what is unique
// in it is looked for in every page and answer, the log, the whole database, its own files, the folder and a backup; and each search is
// one that would find it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { crawl, dump_of } from './canary.mjs';
import { cast } from './demo.mjs';
import { Kith, demo_folder, files_below, fresh_database, fresh_folder, one_time_password, postgres, psql, run, settle_in } from './kith.mjs';
import { masked } from './visitor.mjs';

const skip = !postgres() && 'no PostgreSQL';
const nothing = '00000000-0000-4000-8000-000000000000';
const secret = { source: 'Bramblewick the night porter', view: 'Afraid of Thrumpington' };
const told = { known: 'A grey van comes to the Sallowfield lock-up each Friday night.' };
const marks = ['Bramblewick', 'Thrumpington'];
const told_marks = ['Sallowfield']; // what was told is sealed too, and read on pages
const as_bytes = (mark) => Buffer.from(mark).toString('hex'); // as a dump writes what is binary
const found_in = (text, sought = marks) => sought.filter((mark) => text.includes(mark) || text.includes(as_bytes(mark)));

const desk = 'dana.whitlock';
const handler = 'wren.ostler'; // not of the invented place
const db = skip ? '' : fresh_database();
let kith, home, one, reference;
const people = {};

before(async () => {
  if (skip) return;
  const data = demo_folder();
  const copy = join(fresh_folder(), 'copy.kith');
  assert.equal(run('backup', '--out', copy, '--data', data).status, 0);
  home = fresh_folder();
  for (const kept of ['keys', 'demo', 'public-own']) cpSync(join(data, kept), join(home, kept), { recursive: true });
  const restored = run('restore', copy, '--data', home, '--db', db);
  assert.equal(restored.status, 0, restored.err);
  const added = run('user', 'add', handler, '--name', 'Wren Ostler', '--role', 'source handler', '--agency', 'quillshire_constabulary', '--data', home, '--db', db);
  assert.equal(added.status, 0, added.err);
  const passwords = [desk, handler].map((name) => [name, one_time_password(home, name, db)]);
  kith = await Kith.start(home, { db });
  for (const [name, one_time] of passwords) await settle_in(kith.stranger(), name, one_time);
  people.lead = await kith.signed_in(cast.lead.name);
  people.deputy = await kith.signed_in(cast.deputy.name);
  people.desk = await kith.signed_in(desk);
  people.handler = await kith.signed_in(handler);
});

const given = {
  danger: 'crime',
  subject: 'A van at the lock-up',
  known: told.known,
  'when-year': '2026',
  place: 'The lock-up by the canal',
  'items-1-kind': 'vehicle',
  'items-1-words': 'ZY12 KTH',
  how_known: 'Somebody saw it',
  risk: 'They work there alone at night',
  told_by: 'somebody',
  source: secret.source,
  source_view: secret.view,
};

test('a crime that is happening goes to 999 first: nothing is kept, and what was typed stands on the page', { skip }, async () => {
  const { lead, desk } = people;
  await lead.open('/');
  await lead.follow('Intelligence');
  lead.says('Nothing stands here yet');
  await lead.follow('Submit intelligence');
  lead.says('Never ask a child, a parent, a guardian or a practitioner to go and find something out');
  lead.does_not_say('reliable source');
  await lead.press('Send to the intelligence desk', { ...given, source: '', source_view: '', known: '' });
  assert.equal(lead.page.status, 422);
  lead.says('Call 999 first');
  await lead.press('Send to the intelligence desk', given);
  assert.equal(lead.page.status, 422);
  lead.says('Call 999 first');
  lead.says('Nothing is sent or kept yet');
  assert.match(lead.page.body, /Sallowfield/);
  await lead.press('Send to the intelligence desk', { danger: 'child' });
  lead.says('Raise a concern first');
  assert.match(lead.page.body, /Sallowfield/);
  await desk.open('/intelligence');
  desk.does_not_say('A van at the lock-up');
});

test('once 999 has been told the rest is sent, once; its page shows whoever sent it all but who told it', { skip }, async () => {
  const { lead } = people;
  const [sent, again] = await lead.press_twice('Send to the intelligence desk', { danger: 'told' });
  assert.equal(sent.headers.location, again.headers.location);
  one = sent.headers.location.replace(/\?.*/, '');
  await lead.open(one + '?said=sent');
  lead.says('It is sent.');
  lead.says('Nobody at the desk has said yet that they received it.');
  lead.says(told.known);
  lead.says('ZY12 KTH');
  reference = lead.page.text.match(/N-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
  assert.deepEqual(found_in(lead.page.body), []);
  for (const path of [one, `${one}/print`, '/intelligence']) assert.deepEqual(found_in((await lead.ask('GET', path)).body), [], path);
});

test('the desk reads it and says that it is received; a colleague of whoever sent it knows nothing of it', { skip }, async () => {
  const { lead, deputy, desk } = people;
  await desk.open('/');
  desk.says(reference);
  await desk.open(one);
  desk.says(told.known);
  desk.says('Amina Sesay');
  assert.deepEqual(found_in(desk.page.body), []);
  await desk.press('I have received this');
  desk.says('It is noted that you received it.');
  await lead.open(one);
  lead.says('Received by Dana Whitlock');
  lead.does_not_say('Take it back');
  for (const [who, path] of [[deputy, ''], [deputy, '/print'], [deputy, '/source'], [lead, '/source'], [desk, '/source']]) {
    const hidden = await who.ask('GET', one + path);
    assert.equal(hidden.status, 404, path);
    assert.equal(masked(hidden), masked(await who.ask('GET', `/intelligence/${nothing}${path}`)));
  }
  await deputy.open('/intelligence');
  deputy.does_not_say('A van at the lock-up');
});

test('a source handler says why, and is shown who told it, on the screen alone', { skip }, async () => {
  const { handler } = people;
  await handler.open('/intelligence');
  await handler.follow('A van at the lock-up');
  await handler.open(`${one}/source`);
  assert.deepEqual(found_in(handler.page.body), []);
  await handler.press('Show who told it', { reason: ' ' });
  assert.equal(handler.page.status, 422);
  handler.says('Say why you need to open this record');
  assert.deepEqual(found_in(handler.page.body), []);
  await handler.press('Show who told it', { reason: 'To ask whether they are safe' });
  handler.says(secret.source);
  handler.says(secret.view);
  assert.match(handler.page.body, /<div class="kith-screen">[\s\S]*Bramblewick/); // not on paper
  await handler.open(`${one}/source`);
  assert.deepEqual(found_in(handler.page.body), []); // once: to see it again, they say why again
});

test('it is taken back with a reason while it waits, and the desk does not see it any more', { skip }, async () => {
  const { lead, desk } = people;
  await lead.open('/intelligence/new');
  await lead.press('Send to the intelligence desk', { ...given, danger: 'no', subject: 'Another van', told_by: 'self', source: '', source_view: '' });
  lead.says('It is sent.');
  const other = lead.page.path.replace(/\?.*/, '');
  await lead.press('Take it back', { reason: '' });
  assert.equal(lead.page.status, 422);
  lead.says('Say why it is taken back');
  await lead.press('Take it back', { reason: 'It was the baker' });
  lead.says('It is taken back.');
  lead.says('It was the baker');
  assert.equal((await desk.ask('GET', other)).status, 404);
  assert.equal((await people.handler.ask('GET', `${other}/source`)).status, 404);
});

test('no page and no answer says who told it', { skip }, async () => {
  const own = (path) => path.startsWith(one) || path.includes(`/api/v1${one}`);
  const seen = [];
  for (const name of [...['lead', 'deputy', 'worker', 'coordinator', 'searcher', 'auditor', 'administrator'].map((part) => cast[part].name), desk, handler]) {
    const visitor = await kith.signed_in(name);
    const answers = await crawl(visitor, { others: [one, `${one}/print`, `${one}/source`, `${one}?as=text`, `/api/v1${one}`, '/api/v1/intelligence'], own });
    for (const [path, answer] of answers) assert.deepEqual(found_in(answer.body + JSON.stringify(answer.headers) + path), [], `${name}, ${path}`);
    if ([...answers.values()].some((answer) => found_in(answer.body, told_marks).length)) seen.push(name);
  }
  assert.deepEqual(seen.sort(), [cast.lead.name, desk, handler].sort(), 'what was told is read by who may, and by nobody else');
});

test('a program submits and reads by the same rules, and is never answered who told it', { skip }, async () => {
  const ask = (name, path, body, key) => {
    const made = run('token', name, '--data', home, '--db', db);
    assert.equal(made.status, 0, made.err);
    const headers = { Authorization: `Bearer ${made.out.trim()}`, 'Content-Type': 'application/json', ...(key && { 'Idempotency-Key': key }) };
    return fetch(kith.staff + path, { ...(body && { method: 'POST', body: JSON.stringify(body) }), headers });
  };
  const answers = { danger: 'no', subject: 'By a program', known: told.known, how_known: 'Seen', risk: 'None', told_by: 'somebody', source: secret.source };
  const refused = await ask(cast.lead.name, '/api/v1/intelligence', { answers: { ...answers, danger: 'danger' } });
  assert.equal(refused.status, 422);
  assert.deepEqual(found_in(await refused.text()), []);
  const wrong = await ask(cast.lead.name, '/api/v1/intelligence', { answers: { ...answers, known: '' } });
  assert.equal(wrong.status, 422);
  assert.deepEqual(found_in(await wrong.text()), []);
  const sent = await ask(cast.lead.name, '/api/v1/intelligence', { answers }, 'a-key-of-this-test');
  const text = await sent.text();
  assert.equal(sent.status, 201, text);
  assert.deepEqual(found_in(text), []);
  const again = await ask(cast.lead.name, '/api/v1/intelligence', { answers }, 'a-key-of-this-test');
  assert.equal(JSON.parse(await again.text()).id, JSON.parse(text).id);
  for (const name of [cast.lead.name, desk, handler]) {
    const list = await (await ask(name, '/api/v1/intelligence')).text();
    assert.ok(list.includes('By a program'), name);
    assert.deepEqual(found_in(list), [], name);
  }
  assert.equal((await ask(cast.deputy.name, `/api/v1/intelligence/${JSON.parse(text).id}`)).status, 404);
});

test('neither log, database, its files, folder nor backup says what was told, or who told it', { skip }, async () => {
  const sought = [...marks, ...told_marks];
  assert.ok(kith.err.includes('/intelligence/'), 'the log has been written');
  assert.deepEqual(found_in(kith.err + kith.out, sought), []);
  const all = dump_of(db);
  assert.deepEqual(found_in(all, sought), []);
  assert.ok(all.includes(reference), 'the same search finds the reference of the submission');
  psql(db, `insert into intelligence_marks (mark, sealed) values (decode('00', 'hex'), '${secret.source}'::bytea)`);
  assert.deepEqual(found_in(dump_of(db)), ['Bramblewick'], 'and what is binary, if it were not sealed');
  psql(db, `delete from intelligence_marks where mark = decode('00', 'hex')`);
  const folder = psql(db, 'show data_directory');
  const lines = (word) => spawnSync('grep', ['-rlaF', '--', word, folder], { encoding: 'utf8' }).stdout.trim();
  psql(db, 'checkpoint');
  assert.notEqual(lines(reference), '', 'the files of the database are read');
  assert.equal(lines('Sallowfield'), '');
  assert.equal(lines('Thrumpington'), '');
  const backup = join(fresh_folder(), 'copy.kith');
  assert.equal(run('backup', '--out', backup, '--data', home, '--db', db).status, 0);
  for (const file of [backup, ...files_below(home)]) if (statSync(file).isFile()) assert.deepEqual(found_in(readFileSync(file, 'latin1'), sought), [], file);
  const sealed = psql(db, 'select distinct length(sealed) from intelligence_sources').split('\n');
  assert.equal(sealed.length, 1, 'and its length tells nothing');
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  assert.equal(run('ledger', 'verify', '--data', home, '--db', db).status, 0);
});
