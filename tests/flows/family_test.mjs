// SPDX-License-Identifier: MIT
// Family and people around somebody, what may be told to whom, and their chronology: from the front door's page to what
// others, and programs, see of it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';

let kith, data;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
});

async function made(visitor, name) {
  await visitor.open('/people/new');
  await visitor.press('Make the record', { name });
  assert.equal(visitor.page.status, 200, visitor.page.text);
  const reference = visitor.page.text.match(/P-[0-9A-Y]{3}-[0-9A-Y]{4}/)[0];
  return { path: visitor.page.path.replace(/\?.*/, ''), reference };
}

test('a relationship is recorded, read from both ends, ended and taken back, and nobody else sees it', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const child = await made(worker, 'Wren Castellan');
  const mother = await made(worker, 'Ann Castellan');
  await worker.open(child.path);
  await worker.follow('Family and people');
  worker.says('Nobody is recorded around them yet');
  await worker.follow('Add somebody');
  await worker.press('Add them', { name: 'Ann', words: 'Just my mum' });
  assert.equal(worker.page.status, 422);
  worker.says('Choose what they are to each other');
  assert.equal(worker.value_of('words'), 'Just my mum', 'nothing typed is lost');
  await worker.press('Add them', { kind: 'mother', name: '', reference: 'P-000-0000', source: 'Health visitor' });
  assert.equal(worker.page.status, 422);
  worker.says('No person you may know of has this reference');
  await worker.press('Add them', { reference: mother.reference, parts: ['parental_responsibility', 'trusted_adult'], part_words: 'She listens' });
  assert.equal(worker.page.status, 200, worker.page.text);
  worker.says('It is added.');
  worker.says('Ann Castellan : Mother');
  worker.says('She listens');
  await worker.open(`${mother.path}/family`);
  worker.says('Wren Castellan : Son, daughter or child');
  worker.does_not_say('She listens');

  await worker.open(`${child.path}/family`);
  await worker.follow('What they may be told');
  await worker.press('Record the decision', { told: 'nothing', safe: 'no', why: '', decided_by: 'Strategy discussion', wish: 'not_to_be_told' });
  assert.equal(worker.page.status, 422);
  worker.says('Say why they must not be told or contacted');
  await worker.press('Record the decision', { why: 'She passes it on' });
  worker.says('Ann Castellan must not be told or contacted');
  await worker.open(child.path);
  worker.says('Ann Castellan must not be told or contacted');
  worker.says('She passes it on');

  await worker.open(`${child.path}/chronology`);
  worker.says('Mother: Ann Castellan');
  worker.says('What Ann Castellan may be told: Nothing');
  worker.says('The record was made');
  await worker.open(`${child.path}/chronology?kind=record`);
  worker.does_not_say('Mother: Ann Castellan');
  worker.says('What was written on the record');
  await worker.open(`${child.path}/chronology?from=spring`);
  assert.equal(worker.page.status, 422);
  worker.says('Enter a whole date');
  const text = await worker.ask('GET', `${child.path}/chronology/text`);
  assert.match(text.headers['content-type'], /^text\/plain/);
  assert.ok(text.body.includes('Mother: Ann Castellan'));
  for (const page of ['family/print', 'chronology/print']) {
    const printed = await worker.ask('GET', `${child.path}/${page}`);
    assert.equal(printed.status, 200);
    assert.ok(printed.text.includes(`Copy for ${cast.worker.shown_as}`), page);
  }

  const lead = await kith.signed_in(cast.lead.name);
  const nobody = '/people/00000000-0000-4000-8000-000000000000';
  for (const page of ['family', 'family/print', 'family/new', 'chronology', 'chronology/print', 'chronology/text']) {
    const refused = await lead.ask('GET', `${child.path}/${page}`);
    const absent = await lead.ask('GET', `${nobody}/${page}`);
    assert.equal(refused.status, 404, page);
    assert.equal(refused.text, absent.text, page);
  }

  await worker.open(`${child.path}/family`);
  await worker.follow('Ends : Ann Castellan');
  await worker.press('Record the end', { reason: '' });
  worker.says('Say why it ends');
  await worker.press('Record the end', { reason: 'Adopted by her aunt' });
  worker.says('The end is recorded.');
  worker.says('Adopted by her aunt');
  await worker.follow('Recorded in error');
  await worker.press('Take it back', { reason: 'Of another child' });
  worker.says('Nobody is recorded around them yet');
  await worker.open(`${mother.path}/family`);
  worker.says('Nobody is recorded around them yet');
});

test('somebody named in words is tied to a record', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const child = await made(worker, 'Corin Ashdown');
  const aunt = await made(worker, 'Joanna Ashdown');
  await worker.open(`${child.path}/family/new`);
  await worker.press('Add them', { kind: 'aunt_or_uncle', name: 'Aunt Jo', reach: 'Through the school', source: 'Corin' });
  worker.says('Not on record: named in words');
  worker.says('Through the school');
  await worker.follow('Tie to a record');
  await worker.press('Tie them to this record', { reference: child.reference });
  assert.equal(worker.page.status, 422);
  worker.says('nobody is related to themselves');
  await worker.press('Tie them to this record', { reference: aunt.reference });
  worker.says('They are tied to their record.');
  worker.says('Joanna Ashdown : Aunt or uncle');
  await worker.follow('What they are to them');
  await worker.press('Record it', { part: 'emergency_contact', stated_by: '' });
  assert.equal(worker.page.status, 422);
  await worker.press('Record it', { part: 'emergency_contact', stated_by: 'His mother' });
  worker.says('To be called in an emergency');
  await worker.follow('Ends or is wrong');
  await worker.press('Record it', { reason: 'Another aunt', wrong: 'yes' });
  worker.does_not_say('To be called in an emergency');
});

test('the invented children have people around them, and a gap in contact is marked', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/people');
  await worker.follow('Sorcha Gallivan');
  worker.says('Declan Gallivan must not be told or contacted');
  worker.says('Maureen Tully');
  await worker.follow('Chronology');
  worker.says('A sign was noticed');
  worker.says('No contact recorded for 19 days');
  worker.says('No contact recorded for 22 days');
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const verified = run('ledger', 'verify', '--data', data);
  assert.equal(verified.status, 0, verified.out + verified.err);
});
