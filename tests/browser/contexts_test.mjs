// SPDX-License-Identifier: MIT
// Places, schools, homes and online spaces as people meet them: each kind's own questions, where it is on a map that is pointed at, what
// is seen there, what it was before, what is near; and a home, whose address is protected.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

async function recorded(person, kind, fields) {
  await person.open(`/contexts/new?kind=${kind}`);
  for (const [name, value] of Object.entries(fields)) {
    const field = person.page.locator(`[name="${name}"]`).first();
    if ((await field.evaluate((one) => one.tagName)) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
  await person.press('Make the record');
  if (await person.page.getByLabel('This is another one').count()) {
    await person.page.getByLabel('This is another one').check();
    await person.press('Make the record');
  }
  await person.says('The record is made.');
  return new URL(person.page.url()).pathname;
}

test('a place is asked for what a place has, pointed at on a map, and known by what is seen there', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await worker.open('/contexts/new');
  await worker.look('context-choose');
  await worker.press('Continue');
  await worker.says('Choose what it is');
  await worker.look('context-choose-error');
  await worker.choose('Place or neighbourhood');
  await worker.press('Continue');
  await worker.look('context-place-form');
  await worker.focus_is_never_hidden('context-place-form');
  const place = await recorded(worker, 'PLACE', {
    name: 'Copper Lantern',
    sort: 'TAKEAWAY',
    postcode: 'ZY1 1EB',
    owner: 'A company of two brothers',
    transport: 'Lines 7 and N2 stop outside',
    'hours-1-days': 'daily',
    'hours-1-opens': '17:00',
    'hours-1-closes': '03:00',
  });
  await recorded(worker, 'PLACE', { name: 'Harvest Moon', sort: 'TAKEAWAY', postcode: 'ZY1 1EB' });
  await worker.open(`${place}/facts/harm/new`);
  await worker.look('context-fact');
  await worker.press('Add to the record');
  await worker.says('There is a problem');
  await worker.look('context-fact-error');
  await worker.page.locator('#code').selectOption('CCE');
  await worker.page.locator('#source').fill('A driver of line 7');
  await worker.page.locator('input[name=from-year]').fill('2026');
  await worker.press('Add to the record');
  await worker.says('Child criminal exploitation');
  await worker.follow('Say where it is');
  await worker.look('context-where');
  await worker.page.locator('input[type=image]').click({ position: { x: 300, y: 200 } });
  await worker.page.waitForLoadState();
  await worker.says('Nothing is saved yet');
  assert.match(await worker.page.locator('#latitude').inputValue(), /^5\d\.\d{5}$/);
  await worker.look('context-where-pointed');
  await worker.press('Save where it is');
  await worker.says('Say why the record changes');
  await worker.choose('A line');
  await worker.page.locator('#outline').fill('up the hill');
  await worker.page.locator('#reason').fill('It is a row of shops');
  await worker.press('Save where it is');
  await worker.says('There is a problem');
  await worker.look('context-where-error');
  await worker.open(`${place}/change`);
  await worker.page.locator('#name').fill('Silver Lantern');
  await worker.page.locator('#reason').fill('A new sign above the door');
  await worker.press('Save the change');
  await worker.follow('History: earlier names');
  await worker.says('Copper Lantern, from');
  await worker.look('context-history', { print: true });
  await worker.leave_with_no_fault();

  // Referred with no child named, it stands linked, and is counted over time.
  const lead = await sign_in_at(kith, cast.lead.name);
  await lead.open(place);
  await lead.follow('Raise a concern about this place');
  await lead.says('This concern is about Silver Lantern');
  await lead.look('context-raise');
  await lead.choose('Yes, as far as I know');
  await lead.page.locator('[name=what]').fill('Phones are handed out at the counter.');
  await lead.page.locator('[name=strengths]').fill('One of the cooks looks out for them.');
  await lead.page.locator('[name=own_words]').fill('“He knows all our names.”');
  await lead.page.locator('[name=consent][value=nobody_named]').check();
  await lead.press('Send to the team');
  await lead.leave_with_no_fault();
  const again = await sign_in_at(kith, cast.worker.name);
  await again.open(`${place}?within=2000`);
  await again.says('Concerns over time');
  await again.says('1 that you may see was received in the last 12 months');
  await again.says('Same sort: Takeaway or café');
  await again.look('context-full', { print: true });
  await again.leave_with_no_fault();
});

test('a school, an online space and a home have questions of their own, and a home’s address is protected', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  for (const kind of ['SCHOOL', 'ONLINE', 'HOME', 'PEER']) {
    await worker.open(`/contexts/new?kind=${kind}`);
    await worker.look(`context-${kind.toLowerCase()}-form`);
  }
  const home = await recorded(worker, 'HOME', { name: 'Home above the chandler', sort: 'PRIVATE', address: '2 Wrackweed Court', postcode: 'ZY1 1EB' });
  await worker.open(home);
  await worker.says('2 Wrackweed Court');
  await worker.look('context-home', { print: true });
  await worker.follow('Add somebody who lives here');
  await worker.look('context-household');
  await worker.press('Add to the household');
  await worker.says('Nobody you may know of has this reference');
  await worker.look('context-household-error');
  const house = await recorded(worker, 'PLACE', { name: 'Beech House', sort: 'CHILDRENS_HOME', address: '3 Wrackweed Court', postcode: 'ZY1 1EB' });
  await worker.leave_with_no_fault();
  const lead = await sign_in_at(kith, cast.lead.name);
  await lead.open(house);
  await lead.says('The address is protected');
  assert.ok(!(await lead.page.content()).includes('Wrackweed'));
  await lead.look('context-protected');
  await lead.leave_with_no_fault();
});
