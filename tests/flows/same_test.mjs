// SPDX-License-Identifier: MIT
// Two records of one person, over HTTP: found by Kith, compared, joined after a page that says who will see both, read as
// one by either address, taken apart again; remembered as two people; and none of it is anybody else's.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, until } from './kith.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
});

const child = { name: 'Wren Castellan', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' };

// Makes a record, and says that it is of another person if Kith asks.
async function recorded(visitor, answers) {
  await visitor.open('/people/new');
  await visitor.press('Make the record', answers);
  if (visitor.page.status === 422) await visitor.press('Make the record', { another_person: 'yes' });
  assert.equal(visitor.page.status, 200, visitor.page.text);
  const path = visitor.page.path.replace(/\?.*/, '');
  return { path, reference: visitor.page.text.match(/P-\w{3}-\w{4}/)[0] };
}

// The round that compares records comes by each second.
function pair_of(visitor, one, other) {
  return until(async () => {
    await visitor.open('/people/same');
    const rows = [...visitor.page.body.matchAll(/<a class="govuk-link" href="(\/people\/same\/[0-9a-f-]{36})">[\s\S]*?<\/li>/g)];
    return rows.find(([text]) => text.includes(one.reference) && text.includes(other.reference))?.[1];
  }, `${one.reference} and ${other.reference} are proposed`, 60000);
}

test('two records of one child are proposed, compared, joined, read as one, and taken apart again', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const lead = await kith.signed_in(cast.lead.name);
  const one = await recorded(worker, { ...child, contact_kind: 'mobile', contact: '01632 960002' });
  const other = await recorded(lead, { ...child, name_2: 'Birdie', name_kind_2: 'known_as' });
  for (const hidden of [one.path, '/people/same/6f0e0a51-37a5-4d1f-8d0c-0f0e0d0c0b0a'])
    assert.equal((await lead.ask('GET', hidden)).status, 404);
  const pair = await pair_of(worker, one, other);
  await worker.open('/');
  worker.says('2 records may be about one person');
  await lead.open('/people/same');
  lead.says('No pair waits for you');
  lead.does_not_say(one.reference);
  assert.equal((await lead.ask('GET', pair)).status, 404);
  assert.equal((await lead.ask('POST', `${pair}/join`, {})).status, 403, 'no form of ours'); // before anything is looked up
  await lead.open(other.path);
  lead.does_not_say('There may be another record');

  await worker.open(pair);
  worker.says('Both are recorded as Wren Castellan.');
  worker.says('Born on the same day: 3 May 2012.');
  await worker.press('Continue', { decision: 'same', why: '' });
  assert.equal(worker.page.status, 422);
  worker.says('Say why');
  await worker.press('Continue', { decision: 'same', why: 'The school told us' });
  worker.says('Who will see both records from now on');
  worker.says(`These will also see what stands in ${one.reference} :`);
  const kept = one.path;
  await worker.press('Join the two records');
  assert.equal(worker.page.path, `${kept}?said=joined`);
  worker.says(`Also recorded as ${other.reference}`);
  worker.says('Birdie');
  worker.says('01632 960002');

  const moved = await lead.ask('GET', other.path);
  assert.equal(moved.status, 303);
  await lead.open(other.path);
  lead.says('You opened a record that is joined to this one');
  lead.says('01632 960002');
  const stranger = await kith.signed_in(cast.other_lead.name);
  for (const path of [one.path, other.path]) assert.equal((await stranger.ask('GET', path)).status, 404);

  await lead.follow('Change or add');
  await lead.follow('Names, birth date');
  await lead.press('Save the change', { name: 'Wrennie', name_kind: 'alias', reason: 'Her friends call her that' });
  lead.says('Wrennie');
  await worker.open(kept);
  await worker.follow('Take apart');
  worker.says('Name: Wrennie');
  await worker.press('Take the records apart', { why: '' });
  assert.equal(worker.page.status, 422);
  await worker.press('Take the records apart', { why: 'They are cousins' });
  worker.says('The records are two again');
  worker.does_not_say('Wrennie'); // the lead's own agency recorded it: it went with the other
  worker.does_not_say('Birdie');
  await lead.open(other.path);
  lead.says('Wrennie');
  lead.does_not_say('01632 960002');
  assert.equal((await lead.ask('GET', one.path)).status, 404);

  await worker.open('/people/same');
  worker.says('No pair waits for you');
  worker.says('They are cousins');
  await worker.open(pair);
  await worker.press('Take that back', { why: 'The GP says one child' });
  worker.says('Taken back.');
  await worker.open(pair);
  await worker.press('Continue', { decision: 'later' });
  worker.says('Put off for a week.');
});

test('a colleague who knows of another record asks for the two to be compared', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const one = await recorded(worker, { name: 'Corin Ashdown' });
  const other = await recorded(worker, { name: 'Kit Marlowe' });
  await worker.open(one.path);
  await worker.follow('There is another record of them');
  await worker.press('Ask for them to be compared', { reference: 'P-000-0000', why: 'One mother' });
  assert.equal(worker.page.status, 422);
  worker.says('No person you may know of has this reference');
  assert.equal(worker.value_of('why') ?? 'One mother', 'One mother');
  await worker.press('Ask for them to be compared', { reference: other.reference, why: 'One mother' });
  worker.says('There may be another record of this person');
  await worker.follow(`compare it with ${other.reference}`);
  worker.says('No name is the same: Corin Ashdown, and Kit Marlowe.');
  await worker.press('Continue', { decision: 'not the same', why: 'Two birth certificates' });
  worker.says('It is kept that these are two people.');
  await worker.open(one.path);
  worker.says(`Not the same person as ${other.reference}`);
  worker.does_not_say('There may be another record');
});
