// SPDX-License-Identifier: MIT
// Family and people around somebody, what may be told to whom, and their chronology, as people meet them: filled, empty,
// refused and on paper.
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

test('who stands around a child, whom she trusts, and who must not be told', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await worker.open('/people');
  await worker.follow('Sorcha Gallivan');
  await worker.says('Declan Gallivan must not be told or contacted');
  await worker.look('person-with-family', { print: true });
  await worker.follow('Family and people');
  await worker.look('family', { print: true });
  await worker.focus_is_never_hidden('family');
  await worker.follow('A page to print');
  await worker.look('family-print', { print: true });
  await worker.page.goBack();
  await worker.follow('What they may be told');
  await worker.look('family-telling');
  await worker.page.getByLabel('Why', { exact: true }).fill('');
  await worker.press('Record the decision');
  await worker.says('There is a problem');
  await worker.look('family-telling-error');
  await worker.page.goBack();
  await worker.page.goBack();
  for (const [link, name, button] of [['What they are to them', 'part', 'Record it'], ['Tie to a record', 'tie', 'Tie them to this record'], ['Ends', 'end', 'Record the end'], ['Recorded in error', 'withdraw', 'Take it back']]) {
    await worker.follow(new RegExp(`^${link} ?:`));
    await worker.look(`family-${name}`);
    await worker.press(button);
    await worker.says('There is a problem');
    await worker.look(`family-${name}-error`);
    await worker.follow('Back to family');
  }
  await worker.press('Add somebody');
  await worker.look('family-new');
  await worker.press('Add them');
  await worker.says('Choose what they are to each other');
  await worker.look('family-new-error');
  await worker.leave_with_no_fault();
});

test('a chronology is read, filtered, shown as it was known on a day, and printed', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await worker.open('/people');
  await worker.follow('Sorcha Gallivan');
  await worker.follow('Chronology');
  await worker.says('No contact recorded for 19 days');
  await worker.look('chronology', { print: true });
  await worker.choose('Seen or in contact');
  await worker.press('Apply filters');
  await worker.says('Chosen filters');
  assert.match(worker.page.url(), /\?kind=contact/);
  await worker.look('chronology-filtered');
  await worker.follow('A page to print');
  await worker.look('chronology-print', { print: true });
  await worker.page.goBack();
  await worker.follow('Remove this filter');
  await worker.write('From', 'spring');
  await worker.press('Apply filters');
  await worker.says('Enter a whole date');
  assert.equal(await worker.field('From').inputValue(), 'spring');
  await worker.look('chronology-error');
  await worker.write('From', '');
  await worker.write('As it was known on', '1/1/2020');
  await worker.press('Apply filters');
  await worker.says('Nothing is recorded that you may see');
  await worker.look('chronology-empty');
  await worker.leave_with_no_fault();
});

test('without script, and with nobody recorded yet, the pages say the same', async () => {
  const worker = await sign_in_at(kith, cast.worker.name, { script: false });
  await worker.open('/people/new');
  await worker.write('Name', 'Tamsin Larkspur');
  await worker.press('Make the record');
  await worker.follow('Family and people');
  await worker.says('Nobody is recorded around them yet');
  await worker.look('family-empty');
  await worker.press('Add somebody');
  await worker.page.locator('#kind').selectOption('grandparent');
  await worker.write('Or their name', 'Nana Iris');
  await worker.write('Who told this, or where it stands', 'Tamsin');
  await worker.press('Add them');
  await worker.says('Nana Iris: Grandparent');
  await worker.follow('Chronology');
  await worker.says('Grandparent: Nana Iris');
  await worker.leave_with_no_fault();
});
