// SPDX-License-Identifier: MIT
// Two records of one person, as people meet them: the queue, two records side by side, the page before joining, what stands
// on the person's page, proposing, taking apart; each when something is missing, and by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, until } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

const child = { name: 'Wren Castellan', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' };
async function recorded(visitor, answers) {
  await visitor.open('/people/new');
  await visitor.press('Make the record', answers);
  if (visitor.page.status === 422) await visitor.press('Make the record', { another_person: 'yes' });
  return visitor.page.path.replace(/\?.*/, '');
}

// The round that compares records comes by each second.
const comes_to_say = (person, path, words) =>
  until(async () => {
    await person.open(path);
    return (await person.text()).includes(words);
  }, `${path} says "${words}"`, 60000);

test('two records are compared, joined and taken apart by keyboard and by mouse', async () => {
  const flow = await kith.signed_in(cast.worker.name);
  const lead = await kith.signed_in(cast.lead.name);
  const nobody = await sign_in_at(kith, cast.lead.name);
  await nobody.open('/people/same');
  await nobody.says('No pair waits for you');
  await nobody.look('same-empty');
  await nobody.leave_with_no_fault();
  const kept = await recorded(flow, { ...child, scheme: 'nhs_number', identifier: '999 000 0018', contact_kind: 'mobile', contact: '01632 960002' });
  await recorded(lead, { ...child, name_2: 'Birdie', name_kind_2: 'known_as', scheme: 'nhs_number', identifier: '999 000 0085' });

  const worker = await sign_in_at(kith, cast.worker.name);
  await comes_to_say(worker, '/people/same', 'Birdie'); // as they are known
  await worker.look('same-queue', { print: true });
  await worker.open(kept);
  await worker.says('There may be another record of this person');
  await worker.look('same-warning');
  await worker.page.getByRole('link', { name: /^compare it with P-/ }).click();
  await worker.says('differs: 999 000 0018, and 999 000 0085');
  await worker.look('same-pair', { print: true });
  await worker.focus_is_never_hidden('same-pair');
  await worker.press('Continue');
  await worker.says('There is a problem');
  await worker.says('Say whether they are one person, or decide later');
  await worker.look('same-pair-error');
  await worker.choose('The same person');
  await worker.write('Why', 'The school told us');
  await worker.page.evaluate(() => document.activeElement?.blur());
  await worker.page.locator('#why').focus();
  await worker.tab_to('Continue', 'Enter');
  await worker.says('Who will see both records from now on');
  await worker.look('same-join');
  await worker.tab_to('Join the two records', 'Enter');
  await worker.says('The records are joined');
  await worker.look('same-joined');
  assert.equal(await worker.page.locator('.kith-known').getByText('Wren Castellan', { exact: true }).count(), 1, 'what both records say stands once');
  const path = new URL(worker.page.url()).pathname;
  await lead.open(path);
  await lead.follow('Change or add');
  await lead.follow('Names, birth date, sex, numbers');
  await lead.press('Save the change', { name: 'Wrennie', name_kind: 'alias', reason: 'Her friends call her that' });
  await worker.follow('Take apart');
  await worker.says('Name: Wrennie');
  await worker.look('same-part');
  await worker.focus_is_never_hidden('same-part');
  await worker.press('Take the records apart');
  await worker.says('Say why');
  await worker.look('same-part-error');
  await worker.write('Why these are two people', 'They are cousins');
  await worker.press('Take the records apart');
  await worker.says('The records are two again');
  await worker.look('same-parted');
  await worker.open('/people/same');
  await worker.look('same-told-apart');
  await worker.page.getByRole('link', { name: /Birdie/ }).click();
  await worker.says('Somebody decided that these are two people');
  await worker.look('same-pair-told-apart');
  await worker.open(kept);
  await worker.follow('There is another record of them');
  await worker.look('same-propose');
  await worker.press('Ask for them to be compared');
  await worker.says('There is a problem');
  await worker.look('same-propose-error');
  assert.ok(worker.looked_at >= 12);
  await worker.leave_with_no_fault();
});

test('without script the two records are joined all the same', async () => {
  const flow = await kith.signed_in(cast.worker.name);
  const one = await recorded(flow, { name: 'Corin Ashdown', 'birth-year': '2011' });
  await recorded(flow, { name: 'Corin Ashdown', 'birth-year': '2011' });
  const worker = await sign_in_at(kith, cast.worker.name, { script: false });
  await comes_to_say(worker, one, 'There may be another record');
  await worker.page.getByRole('link', { name: /^compare it with P-/ }).click();
  await worker.choose('The same person');
  await worker.write('Why', 'One birth certificate');
  await worker.press('Continue');
  await worker.says('The same people work with both records. Nobody sees more than before.');
  await worker.press('Join the two records');
  await worker.says('The records are joined');
  await worker.leave_with_no_fault();
});
