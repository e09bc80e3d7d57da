// SPDX-License-Identifier: MIT
// A note about a girl and a takeaway, written once: whoever knows her reads what is hers, whoever knows the place what is
// the place's, a front door what it may open; and nobody learns who else it is about.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';

let kith, data, girl, place, note;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
});
const path_of = (visitor) => visitor.page.path.replace(/\?.*/, '');
const id_of = (path) => path.match(/[0-9a-f-]{36}/)[0];
const unlike = (answer) => JSON.stringify({ status: answer.status, text: answer.text.replace(/Reference for support: \S+/, '') });

test('Add a note, type, Save: three actions from a record, and it stands there', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open('/people/new');
  await practitioner.press('Make the record', { name: 'Wren Hollowell' });
  girl = path_of(practitioner);
  assert.match(girl, /^\/people\/[0-9a-f-]{36}$/, practitioner.page.text);
  await practitioner.open('/contexts/new?kind=PLACE');
  await practitioner.press('Make the record', { name: 'Pilot Row Kitchen' });
  place = path_of(practitioner);
  await practitioner.open(girl);
  practitioner.says('No note that you may see.');
  await practitioner.follow('Add a note'); // one
  practitioner.says('About Wren Hollowell');
  await practitioner.press('Save', { said: 'She waved from the bus.' }); // two, three
  practitioner.says('The note is saved.');
  practitioner.says('Who can see this page: whoever may know Wren Hollowell');
  await practitioner.follow('Back to Wren Hollowell');
  practitioner.says('She waved from the bus.');
});

test('one note to both: each with a part of its own', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(place);
  await practitioner.follow('Add a note');
  await practitioner.press('Choose from those I work with', { said: 'We talked by the door.' });
  await practitioner.press('Add them to the note', { also: [`person:${id_of(girl)}`] });
  practitioner.says('Read by whoever may know Pilot Row Kitchen or Wren Hollowell');
  assert.equal(practitioner.value_of('said'), 'We talked by the door.');
  const whole = { 'said-1': 'The lamp over the door is broken.', 'said-2': 'She has a new phone.', 'own-2': 'nobody asks me', 'alone-2': 'yes', next: 'Ask the owner about the lamp', kind: 'visit' };
  await practitioner.press('Save with all of this', { ...whole, said: 'Wren talked by the door.' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('This names a young person, or may: “Wren”');
  assert.equal(practitioner.value_of('said-2'), 'She has a new phone.', 'nothing is lost');
  await practitioner.press('Save with all of this', { said: 'We talked by the door.' });
  practitioner.says('The note is saved.');
  note = path_of(practitioner);
  for (const words of ['She has a new phone.', 'nobody asks me', 'The lamp over the door is broken.', 'Yes, alone']) practitioner.says(words);
  await practitioner.open(`${girl}/chronology`);
  practitioner.says('She has a new phone.');
  practitioner.does_not_say('The lamp over the door');
});

test('who knows the place alone reads what is its own, and nothing tells of the girl', async () => {
  const other = await kith.signed_in(cast.other_lead.name);
  await other.open(place);
  other.says('A visit');
  for (const page of ['', '/print', '/text']) {
    const shown = await other.ask('GET', note + page);
    assert.equal(shown.status, 200);
    assert.ok(shown.text.includes('The lamp over the door is broken.'));
    for (const hidden of ['Wren', 'Hollowell', 'phone', 'nobody asks', id_of(girl)]) assert.ok(!shown.body.includes(hidden), `${hidden} on ${page}`);
  }
  const token = run('token', cast.other_lead.name, '--data', data).out.trim();
  const read = await fetch(`${kith.staff}/api/v1${note}`, { headers: { Authorization: `Bearer ${token}` } }).then((answer) => answer.json());
  assert.deepEqual(read.about, [{ kind: 'context', id: id_of(place), said: 'The lamp over the door is broken.', own_words: '', seen_alone: '', alone_words: '', strengths: '' }]);
  assert.equal(read.said, 'We talked by the door.');
  await other.open(`${place}/chronology`);
  other.does_not_say('phone');
  const never = '/notes/00000000-0000-4000-8000-000000000000';
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(girl);
  const [, hers] = practitioner.page.body.match(/href="(\/notes\/[0-9a-f-]{36})"[^>]*>\s*A note,/);
  for (const page of ['', '/print', '/text', '/correct']) assert.equal(unlike(await other.ask('GET', hers + page)), unlike(await other.ask('GET', never + page)), page);
});

test('a front door reads of the girl once it said why it looks', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open(note);
  worker.says('The lamp over the door is broken.');
  worker.does_not_say('new phone');
  worker.does_not_say('Wren');
  await worker.open(girl);
  await worker.press('Open the record', { purpose: 'A referral came in about her' });
  await worker.open(note);
  worker.says('She has a new phone.');
  worker.says('nobody asks me');
});

test('undone within ten minutes it is gone for all, and comes back to its author as a draft', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(note);
  await practitioner.press('Undo');
  practitioner.says('The note is taken back.');
  assert.equal(practitioner.value_of('said-2'), 'She has a new phone.');
  const other = await kith.signed_in(cast.other_lead.name);
  assert.equal((await other.ask('GET', note)).status, 404);
  await other.open(place);
  other.does_not_say(note);
  await practitioner.press('Save');
  practitioner.says('The note is saved.');
  await practitioner.follow('Put it right');
  await practitioner.press('Save', { 'said-2': 'She has an old phone.', reason: 'It was her old one' });
  practitioner.says('The note is put right.');
  practitioner.says('She has an old phone.');
  practitioner.says('What stood before');
});
