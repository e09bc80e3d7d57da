// SPDX-License-Identifier: MIT
// Who and where, as people meet it: the concern's page with records that may be meant, a new record made of its words,
// a link corrected, and what each looks like when something is missing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, own_password } from '../flows/kith.mjs';
import { Person, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

async function raised(what) {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  const child = { 'children-1-name': 'Wren Castellan', 'children-1-birth-day': '3', 'children-1-birth-month': '5', 'children-1-birth-year': '2012' };
  const [answer] = await lead.press_twice('Send to the team', { safe_now: 'yes', about: ['child', 'place'], ...child, 'contexts-1-name': 'Old Lamp Works', postcode: 'ZY1 1EB', what, strengths: 'Her aunt.', own_words: 'I said no.', consent: 'agreed' });
  assert.equal(answer.status, 303, answer.text);
  return answer.headers.location.replace(/\?.*/, '');
}

test('a record is made of a concern’s words, found again beside the next concern, linked and corrected', async () => {
  const first = await raised('An adult waits.');
  const second = await raised('An adult waits again.');
  const worker = await Person.at(kith.staff);
  await worker.open('/');
  await worker.write('Sign-in name', cast.worker.name);
  await worker.write('Password', own_password);
  await worker.press('Sign in');

  await worker.open(first);
  await worker.says('Nobody and no place is linked to this concern yet.');
  await worker.look('who-nobody-linked');
  await worker.follow('Make a new record of Wren Castellan');
  assert.equal(await worker.field('Name').inputValue(), 'Wren Castellan', 'nothing is typed twice');
  await worker.look('who-new-person');
  await worker.focus_is_never_hidden('who-new-person');
  await worker.page.locator('#role').selectOption('');
  await worker.press('Make the record and link it');
  await worker.says('There is a problem');
  await worker.look('who-new-person-error');
  await worker.page.locator('#role').selectOption('worry_about');
  await worker.press('Make the record and link it');
  await worker.says('The link is made.');
  await worker.follow('Make a new record of Old Lamp Works');
  await worker.look('who-new-context');

  await worker.open(second);
  await worker.says('Same name and birth date');
  await worker.look('who-may-be-meant', { print: true });
  await worker.press('This is them');
  await worker.says('The link is made.');
  await worker.look('who-linked');
  await worker.page.getByText('Link somebody or something else').click();
  await worker.press('Link this record');
  await worker.says('Enter a reference, such as P-7KM-4QX9');
  await worker.look('who-reference-error');
  await worker.open(second);
  await worker.follow('Correct or take back');
  await worker.look('who-link');
  await worker.press('Take this link back');
  await worker.says('Say why you take this back');
  await worker.look('who-link-error');
  await worker.leave_with_no_fault();
});
