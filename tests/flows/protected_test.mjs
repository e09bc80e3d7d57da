// SPDX-License-Identifier: MIT
// A protected address is told to nobody who may not read it: what is unique in one is looked for in every page and answer that
// exists, in the log, in the whole database, in the folder and in a backup; and each place is one where it could be found.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { crawl, dump_of, patterns } from './canary.mjs';
import { cast } from './demo.mjs';
import { Kith, demo_folder, files_below, fresh_database, fresh_folder, postgres, psql, run } from './kith.mjs';

const skip = !postgres() && 'no PostgreSQL';
const canary = {
  street: '7 Quillfeather Passage',
  postcode: 'ZY9 7QF',
  before: '11 Umberwick Stairs',
  phone: '01632 960777',
  phone_note: 'It rings like a nightjar',
  stayed: '2 Wrackweed Court',
  stayed_postcode: 'ZY8 8WD',
  stayed_why: 'Seen near Wrackweed',
  reason: 'Moved out of Umberwick Stairs',
};
// Whatever of it somebody may write down.
const marks = ['Quillfeather', 'ZY9 7QF', 'ZY97QF', 'Umberwick', '960777', 'nightjar', 'Wrackweed', 'ZY8 8WD', 'ZY88WD'];
const found_in = (text) => marks.filter((mark) => text.includes(mark));
const in_the_open = { street: '3 Thistledown Mews', mark: 'Thistledown' };

const db = skip ? '' : fresh_database();
let kith, home, child, concern;
before(async () => {
  if (skip) return;
  const data = demo_folder();
  const copy = join(fresh_folder(), 'copy.kith');
  assert.equal(run('backup', '--out', copy, '--data', data).status, 0);
  home = fresh_folder();
  for (const kept of ['keys', 'demo', 'public-own']) cpSync(join(data, kept), join(home, kept), { recursive: true });
  const restored = run('restore', copy, '--data', home, '--db', db);
  assert.equal(restored.status, 0, restored.err);
  kith = await Kith.start(home, { db });
});

const record = (name, address, is_protected) => ({
  name,
  'birth-day': '4',
  'birth-month': '8',
  'birth-year': '2012',
  contact_kind: 'address',
  contact: address,
  contact_note: 'Ring twice',
  ...(is_protected ? { protected_address: 'yes' } : {}),
});

async function recorded(visitor, fields) {
  await visitor.open('/people/new');
  await visitor.press('Make the record', fields);
  visitor.says('The record is made.');
  return visitor.page.path.replace(/\?.*/, '');
}

async function changed(visitor, person, fields) {
  await visitor.open(`${person}/change`);
  const wrong = fields.wrong && [...visitor.page.body.matchAll(/name="wrong" type="checkbox" value="([^"]+)"[\s\S]*?<label[^>]*>([\s\S]*?)<\/label>/g)].filter(([, , text]) => text.includes(fields.wrong)).map(([, id]) => id);
  if (fields.wrong) assert.equal(wrong.length, 1, visitor.page.text);
  await visitor.press('Save the change', { ...fields, ...(wrong ? { wrong } : {}) });
  visitor.says('The change is saved.');
}

const dump = () => dump_of(db);

test('a family’s address is written down, moved on from and kept, through the pages', { skip }, async () => {
  const lead = await kith.signed_in(cast.lead.name);
  child = await recorded(lead, record('Linnet Marlowe', `${canary.before}, ZY1 1EB`, true));
  await changed(lead, child, { contact_kind: 'address', contact: `${canary.street}, ${canary.postcode}`, contact_note: 'The blue door', wrong: 'Umberwick', reason: canary.reason });
  await changed(lead, child, { contact_kind: 'phone', contact: canary.phone, safe: 'yes', contact_note: canary.phone_note, reason: 'She gave it' });
  await lead.open(child);
  for (const told of [canary.street, canary.postcode, canary.phone, canary.phone_note]) lead.says(told); // who may read it does
  lead.does_not_say('Umberwick');

  // Where she stayed for a while, and why that is over.
  await lead.open(`${child}/facts/address/new`);
  await lead.press('Add to the record', { code: 'STAYING', words: canary.stayed, number: canary.stayed_postcode, stated_by: 'parent_carer', 'from-year': '2025', note: 'By the Wrackweed steps' });
  lead.says('It is added, with who said it.');
  lead.says(canary.stayed);
  await lead.open(`${child}/facts`);
  const [ends] = lead.page.body.match(/[^"]*\/withdraw(?=")/);
  await lead.open(ends);
  await lead.press('Save', { what: 'ended', 'until-year': '2026', reason: canary.stayed_why });
  lead.says('Its last day is recorded.');
  lead.says(canary.stayed_why); // in the history
  await lead.open(`${child}/facts/gender/new`);
  await lead.press('Add to the record', { words: 'a girl', stated_by: 'self' });
  lead.says('“a girl”');

  // And the child stands on a concern, so that its pages have them to tell of.
  await lead.open('/concerns/new');
  const [sent] = await lead.press_twice('Send to the team', {
    safe_now: 'yes',
    about: ['child'],
    'children-1-name': 'Linnet Marlowe',
    'children-1-birth-day': '4',
    'children-1-birth-month': '8',
    'children-1-birth-year': '2012',
    what: 'A car waits after school.',
    strengths: 'A sister she trusts.',
    own_words: '“It is always there.”',
    consent: 'agreed',
  });
  concern = sent.headers.location.replace(/\?.*/, '');
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open(concern);
  worker.says('Same name and birth date');
  await worker.press('This is them', { role: 'worry_about' });
  worker.says('The link is made.');
});

// Ours, so that each page of it is asked for, however many like it there are.
const own = (path) => path.includes(child.slice(8)) || path.includes(concern.slice(10));

// Each address with parts, filled with what is ours and, for the rest, with what pages lead to.
function filled(pattern, known) {
  const like = new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '[^/]+')}$`);
  const paths = [...known].filter((path) => like.test(path)).slice(0, 3);
  const own = pattern.replace('{kind}', 'address').replace('{person}', child.split('/').pop()).replace('{concern}', concern.split('/').pop());
  if (own !== pattern || !paths.length) paths.push(own.replace(/\{[^}]+\}/g, child.split('/').pop()));
  return paths;
}

test('no page and no answer tells it to anybody who may not read it', { skip }, async () => {
  assert.ok(patterns.length > 60 && patterns.includes('/people/{person}') && patterns.includes('/') && patterns.some((one) => one.startsWith('/api/')), patterns.join(' '));
  const known = new Set();
  const asked = new Set();
  let opened = 0;
  for (const part of Object.values(cast).filter((one) => one !== cast.lead)) {
    const visitor = await kith.signed_in(part.name);
    await visitor.open(child);
    if (visitor.page.text.includes('Why do you open this record?')) {
      await visitor.press('Open the record', { purpose: 'Weighing a concern' });
      visitor.says('Linnet Marlowe');
      visitor.says('The address is protected.');
      ++opened;
    } else assert.equal(visitor.page.status, 404, part.name);
    const paths = patterns.filter((pattern) => pattern.includes('{')).flatMap((pattern) => filled(pattern, known));
    const answers = await crawl(visitor, { others: paths, own });
    for (const [path, answer] of answers) {
      assert.deepEqual(found_in(answer.body + JSON.stringify(answer.headers) + path), [], `${part.name}, ${path}`);
      known.add(path.replace(/\?.*/, ''));
      asked.add(path.replace(/\?.*/, ''));
    }
    const copy = await visitor.ask('GET', `${concern}/copy`);
    assert.deepEqual(found_in(copy.body), []);

    // Asked whether somebody is known, or who is near, the answer is the same as if they lived nowhere.
    const made = await visitor.ask('GET', '/people/new');
    if (made.status === 200) {
      await visitor.open('/people/new');
      await visitor.press('Make the record', { name: 'Linnet Marlowe', 'birth-day': '4', 'birth-month': '8', 'birth-year': '2012' });
      assert.deepEqual(found_in(visitor.page.body), [], `${part.name}: known already?`);
    }
  }
  assert.equal(opened, 3, 'the front door opens the record, and it is one without an address');
  for (const pattern of patterns.filter((one) => !one.startsWith('/sign-'))) {
    const like = new RegExp(`^${pattern.replace(/\{[^}]+\}/g, '[^/]+')}$`);
    assert.ok([...asked].some((path) => like.test(path)), `${pattern} was never asked for`);
  }
  const stranger = await crawl(kith.stranger(), { own });
  const somebody = await crawl(kith.somebody(), { own });
  for (const [path, answer] of [...stranger, ...somebody]) assert.deepEqual(found_in(answer.body), [], path);
});

test('nobody is matched by where they live', { skip }, async () => {
  const worker = await kith.signed_in(cast.worker.name);
  for (const postcode of [canary.postcode, 'ZY1 1EB']) {
    await worker.open('/contexts/new?kind=PLACE');
    await worker.press('Make the record', { kind: 'PLACE', name: `Corner of ${postcode}`, address: canary.street, postcode });
    worker.does_not_say('Linnet');
  }
  await worker.open('/people/new');
  await worker.press('Make the record', { name: 'Somebody Else', 'birth-year': '1980', contact_kind: 'address', contact: `${canary.street}, ${canary.postcode}` });
  worker.does_not_say('Linnet');
  // What they typed themselves is theirs: it is taken back out before the database is read.
  psql(db, `delete from person_contacts where value like '%Quillfeather%'`);
  psql(db, `delete from guardians; update contexts set address = '', name = 'Corner', folded = 'corner', postcode = null where name like 'Corner of %'`);
});

test('the API tells it to no token but that of whoever may read it', { skip }, async () => {
  const api = patterns.filter((pattern) => pattern.startsWith('/api/'));
  const own = run('token', cast.lead.name, '--data', home, '--db', db).out.trim();
  const read = await kith.stranger({ Authorization: `Bearer ${own}` }).ask('GET', `/api/v1${child}`);
  assert.ok(read.body.includes(canary.street) && read.body.includes(canary.phone_note) && read.body.includes(canary.stayed), read.body);
  for (const part of Object.values(cast).filter((one) => one !== cast.lead)) {
    const made = run('token', part.name, '--data', home, '--db', db);
    assert.equal(made.status, 0, made.err);
    const visitor = kith.stranger({ Authorization: `Bearer ${made.out.trim()}`, Accept: 'application/json' });
    for (const path of api.flatMap((pattern) => filled(pattern, []))) {
      const answer = await visitor.ask('GET', path);
      assert.deepEqual(found_in(answer.body + JSON.stringify(answer.headers)), [], `${part.name}, ${path}`);
    }
    const sought = JSON.stringify({ purpose: 'Weighing a concern', names: ['Linnet Marlowe'], birth: '2012-08-04' });
    const found = await fetch(`${kith.staff}/api/v1/people/find`, { method: 'POST', headers: { ...visitor.headers, 'Content-Type': 'application/json' }, body: sought });
    assert.deepEqual(found_in(await found.text()), [], part.name);
  }
});

test('neither log, database, folder nor backup holds it; what is not protected is found there', { skip }, async () => {
  const lead = await kith.signed_in(cast.lead.name);
  const open = await recorded(lead, record('Merrin Vale', in_the_open.street, false));
  assert.ok(kith.err.includes('/people/'), 'the log has been written');
  assert.deepEqual(found_in(kith.err + kith.out), []);
  const all = dump();
  assert.deepEqual(found_in(all), []);
  assert.ok(all.includes(in_the_open.mark), 'the same search finds an address that is not protected');
  assert.ok(all.includes('a girl'), 'and so it finds what is known of the child but where she lived');
  assert.ok(all.includes('Linnet Marlowe'), 'and the child it did not find the address of');
  const backup = join(fresh_folder(), 'copy.kith');
  assert.equal(run('backup', '--out', backup, '--data', home, '--db', db).status, 0);
  for (const file of [backup, ...files_below(home)]) if (statSync(file).isFile()) assert.deepEqual(found_in(readFileSync(file, 'latin1')), [], file);

  await lead.open(`${open}/facts/address/new`);
  await lead.press('Add to the record', { code: 'HOME', words: in_the_open.street, stated_by: 'self' });
  assert.ok(dump().split(in_the_open.mark).length >= 3, 'in the contact, and in what is known');
  await changed(lead, open, { protected_address: 'yes', reason: 'Kept from Thistledown' });
  assert.ok(!dump().includes(in_the_open.mark), 'protection seals what stood in clear');
  await lead.open(open);
  lead.says(in_the_open.street);
});

test('what an earlier version left in clear is sealed at the next start', { skip }, async () => {
  const id = child.split('/').pop();
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  psql(db, `insert into person_contacts (id, person, kind, value, safe, note, recorded_at, reason) values ('3b241101-e2bb-4255-8caf-4136c566a962', '${id}', 'address', '5 Umberwick Rise', 'yes', '', now(), '')`);
  assert.deepEqual(found_in(dump()), ['Umberwick']);
  kith = await Kith.start(home, { db });
  assert.deepEqual(found_in(dump()), []);
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open(child);
  lead.says('5 Umberwick Rise');
  lead.says(canary.street);
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  assert.equal(run('ledger', 'verify', '--data', home, '--db', db).status, 0);
});
