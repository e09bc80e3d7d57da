// SPDX-License-Identifier: MIT
// A group of peers with a map, guardians who agreed to be listed, and numbers for those who may not see who.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';

let kith, data;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
});

async function person(visitor, name) {
  await visitor.open('/people/new');
  await visitor.press('Make the record', { name });
  assert.equal(visitor.page.status, 200, visitor.page.text);
  return { path: visitor.page.path.replace(/\?.*/, ''), reference: visitor.page.text.match(/P-[0-9A-Y]{3}-[0-9A-Y]{4}/)[0] };
}

async function context(visitor, kind, name, more = {}) {
  await visitor.open(`/contexts/new?kind=${kind}`);
  await visitor.press('Make the record', { name, ...more });
  assert.equal(visitor.page.status, 200, visitor.page.text);
  return visitor.page.path.replace(/\?.*/, '');
}

test('a peer map is made for a purpose, shows strengths, and is nobody else’s to know of', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const wren = await person(worker, 'Wren Hollis');
  const ada = await person(worker, 'Ada Birchall');
  const group = await context(worker, 'PEER', 'Friends of the boating lake');
  worker.says('There is no map of this group');
  await worker.follow('Make a peer map');
  await worker.follow('Make a peer map');
  await worker.press('Begin the map', { used_by: 'The front door', worries: 'A man waits by the boats' });
  assert.equal(worker.page.status, 422);
  worker.says('A peer map without a purpose is not made');
  assert.equal(worker.value_of('worries'), 'A man waits by the boats', 'nothing typed is lost');
  await worker.press('Begin the map', { purpose: 'To plan how they get home safely' });
  worker.says('The map is begun.');
  await worker.press('The map is finished');
  assert.equal(worker.page.status, 422);
  worker.says('a map of worries alone is not finished');

  const form = await worker.ask('GET', `${group}/group/members/new`);
  assert.ok(form.text.includes('no code name, no initials'));
  for (const [who, part] of [[wren, 'Rows with them'], [ada, 'Walks the younger ones home']]) {
    await worker.open(`${group}/group/members/new`);
    const now = new Date(Date.now() - 864e5 * 3);
    await worker.press('Put them on the map', {
      reference: who.reference, part, source: 'The boatman', strengths: who === ada ? 'Looks out for the others' : '',
      'seen-day': String(now.getUTCDate()), 'seen-month': String(now.getUTCMonth() + 1), 'seen-year': String(now.getUTCFullYear()),
    });
    assert.equal(worker.page.status, 200, worker.page.text);
    worker.says('They are on the map.');
  }
  worker.says('Fewer than 5 children are linked whom you may not know. Whether they are on the map is not told.');
  await worker.follow('How two know each other');
  const ones = [...worker.page.body.matchAll(/<option value="([0-9a-f-]{36})"/g)].map(([, id]) => id);
  await worker.press('Put it on the map', { one: ones[0], other: ones[0], role: 'friend', source: 'Wren' });
  worker.says('Choose two different people');
  await worker.press('Put it on the map', { one: ones[0], other: ones[1] });
  worker.says('How they know each other is on the map.');
  worker.says('1 Wren Hollis and 2 Ada Birchall');
  await worker.press('The map is finished');
  worker.says('The map is finished.');
  const printed = await worker.ask('GET', `${group}/group/print`);
  assert.ok(printed.text.includes(`Copy for ${cast.worker.shown_as}`));
  await worker.open(wren.path);
  worker.says('Friends of the boating lake');

  const lead = await kith.signed_in(cast.lead.name);
  const nobody = '/contexts/00000000-0000-4000-8000-000000000000';
  for (const page of ['', '/group', '/group/print', '/group/map', '/group/members/new', '/guardians', '/numbers']) {
    const refused = await lead.ask('GET', group + page);
    const absent = await lead.ask('GET', nobody + page);
    assert.equal(refused.status, 404, page);
    assert.equal(refused.text, absent.text, page);
  }

  await worker.open(`${group}/group`);
  await worker.follow('Off the map : Wren Hollis');
  await worker.press('Take it off the map', { reason: '' });
  worker.says('Say why they leave the map');
  await worker.press('Take it off the map', { reason: 'Moved to another town' });
  worker.says('They are off the map.');
  worker.does_not_say('Moved to another town');
  worker.says('Taken off the map on');
  worker.does_not_say('1 Wren Hollis and');
  await worker.open(wren.path);
  worker.does_not_say('Friends of the boating lake');
});

test('a guardian agrees, is listed for all who work with places, and takes it back', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const place = await context(worker, 'PLACE', 'Boating lake kiosk');
  await worker.follow('List a guardian');
  const now = new Date();
  const today = { 'consented-day': String(now.getUTCDate()), 'consented-month': String(now.getUTCMonth() + 1), 'consented-year': '2025' };
  const asked = { who: 'adult', name: 'Sam Kettering', part: 'Keeps the kiosk', looks_out: 'Anybody left alone', contact: '01253 496002' };
  await worker.press('List them', asked);
  assert.equal(worker.page.status, 422);
  worker.says('Without their own consent nobody is');
  assert.equal(worker.value_of('name'), 'Sam Kettering');
  await worker.press('List them', { ...today, consent_how: 'At the kiosk' });
  worker.says('They are listed.');
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open(place);
  lead.says('Sam Kettering');
  await lead.follow('Guardians, and how to reach them');
  lead.says('01253 496002');
  await worker.follow('Takes it back');
  await worker.press('End the listing', { reason: 'He said so' });
  worker.says('They are listed no more');
  worker.does_not_say('01253 496002');
  await lead.open(`${place}/guardians`);
  lead.does_not_say('Sam Kettering');
  await lead.open(place);
  lead.says('Fewer than 5 children are linked whom you may not know.');
  const numbers = await lead.ask('GET', `${place}/numbers`);
  assert.ok(numbers.text.includes('There is no table'));
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const verified = run('ledger', 'verify', '--data', data);
  assert.equal(verified.status, 0, verified.out + verified.err);
});
