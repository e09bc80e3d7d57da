// SPDX-License-Identifier: MIT
// Who and where: a concern's words become records, linked with a role, found again beside the next concern, corrected
// and taken back; and none of it is anybody else's.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';

let kith, data;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
});

const referral = {
  safe_now: 'yes',
  about: ['child', 'place'],
  'children-1-name': 'Wren Castellan',
  'children-1-birth-day': '3',
  'children-1-birth-month': '5',
  'children-1-birth-year': '2012',
  'contexts-1-name': 'Old Lamp Works',
  'contexts-1-postcode': 'ZY1 1EB',
  postcode: 'ZY1 1EB',
  what: 'An adult waits for Wren at the old lamp works after school.',
  strengths: 'Her aunt.',
  own_words: 'I said no and he still waits.',
  consent: 'agreed',
};

async function raised(lead) {
  await lead.open('/concerns/new');
  const [answer] = await lead.press_twice('Send to the team', referral);
  assert.equal(answer.status, 303, answer.text);
  return answer.headers.location.replace(/\?.*/, '');
}

test('whom and what a concern names are recorded, linked, found again, corrected and taken back', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  const worker = await kith.signed_in(cast.worker.name);
  const first = await raised(lead);
  await worker.open(first);
  worker.says('Nobody and no place is linked to this concern yet.');
  worker.says('Wren Castellan, born 3 May 2012');

  await worker.follow('Make a new record of Wren');
  assert.equal(worker.value_of('name'), 'Wren Castellan');
  assert.equal(worker.value_of('birth-year'), '2012');
  await worker.press('Make the record and link it', { role: '' });
  assert.equal(worker.page.status, 422, 'a link needs its role');
  assert.equal(worker.value_of('name'), 'Wren Castellan');
  await worker.press('Make the record and link it', { role: 'worry_about' });
  assert.equal(worker.page.status, 200, worker.page.text);
  worker.says('The link is made.');
  worker.says('Wren Castellan : The worry is about them');
  worker.does_not_say('Nobody and no place is linked to this concern yet.');

  await worker.follow('Make a new record of Old Lamp Works');
  assert.equal(worker.value_of('postcode'), 'ZY1 1EB');
  await worker.press('Make the record and link it', { role: 'happened_at' });
  assert.equal(worker.page.status, 200, worker.page.text);
  worker.says('Old Lamp Works : It happened there');

  const second = await raised(lead);
  await worker.open(second);
  worker.says('Same name and birth date');
  await worker.press('This is them', { role: 'worry_about' });
  worker.says('The link is made.');
  const child = worker.page.body.match(/href="(\/people\/[0-9a-f-]{36})"/)[1];
  await worker.open(child);
  assert.equal(worker.page.body.match(/Concern C-/g)?.length >= 2, true, 'the record shows both concerns');

  await worker.open(second);
  await worker.follow('Correct or take back');
  await worker.press('Save the correction', { role: 'saw_it', reason: '' });
  assert.equal(worker.page.status, 422, 'a correction needs its reason');
  await worker.press('Save the correction', { role: 'saw_it', reason: 'She saw it happen to a friend' });
  worker.says('Wren Castellan : Saw or heard it');
  await worker.follow('Correct or take back');
  await worker.press('Take this link back', { reason: 'Another child of that name' });
  worker.says('The link is taken back.');
  worker.does_not_say('Wren Castellan : Saw or heard it');

  await lead.open(first);
  lead.does_not_say('The worry is about them');
  for (const path of [`${first}/who/person`, `${first}/who/context`]) {
    const refused = await lead.ask('GET', path);
    assert.ok([403, 404].includes(refused.status), `${path} answers ${refused.status}`);
  }
});

test('who works with somebody or something ends it with a reason, and says so on the page', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/people/new');
  await worker.press('Make the record', { name: 'Corin Ashdown' });
  const person = worker.page.path.replace(/\?.*/, '');
  await worker.open('/contexts/new?kind=PEER');
  await worker.press('Make the record', { kind: 'PEER', name: 'Corin and his friends' });
  const group = worker.page.path.replace(/\?.*/, '');
  for (const record of [person, group]) {
    await worker.open(record);
    worker.does_not_say('My team works with');
    await worker.follow('Ends');
    await worker.press('Record the end', { reason: '', 'until-year': '2026' });
    assert.equal(worker.page.status, 422, record);
    worker.says('Enter a day, a month and a year, or leave all three empty');
    assert.equal(worker.value_of('until-year'), '2026');
    await worker.press('Record the end', { reason: '', 'until-year': '' });
    worker.says('Say why it ends');
    await worker.press('Record the end', { reason: 'Handed over to the harbour team' });
    worker.says('The end is recorded.');
    worker.says('Handed over to the harbour team');
    const again = await worker.ask('GET', `${record}/involve/end?involvement=00000000-0000-4000-8000-000000000000`);
    assert.equal(again.status, 404);
    const lead = await kith.signed_in(cast.lead.name);
    assert.equal((await lead.ask('GET', `${record}/involve/end`)).status, 404);
  }
});

test('who is not meant is not shown beside that concern again', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  const worker = await kith.signed_in(cast.worker.name);
  const href = await raised(lead);
  await worker.open(href);
  worker.says('Same name and birth date');
  await worker.press('Not them');
  worker.says('They are not shown here again.');
  worker.does_not_say('Same name and birth date');
  await worker.press('Link this record', { reference: 'P-000-0000', role: 'worry_about' });
  assert.equal(worker.page.status, 422);
  worker.says('Nobody and nothing you may know of has this reference');
  assert.equal(worker.value_of('reference'), 'P-000-0000');
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const verified = run('ledger', 'verify', '--data', data);
  assert.equal(verified.status, 0, verified.out + verified.err);
});
