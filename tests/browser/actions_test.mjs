// SPDX-License-Identifier: MIT
// What somebody is asked to do, as people meet it: asking on the page of a place, My actions, what came of it, more time,
// the history; each when something is missing, by keyboard, without script.
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
let home;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/contexts/new?kind=HOME');
  await worker.press('Make the record', { kind: 'HOME', name: 'Flat above the laundrette' });
  home = worker.page.path.replace(/\?.*/, '');
});
after(() => kith?.stop());

const in_days = async (person, days) => {
  const day = new Date(Date.now() + days * 86_400_000);
  await person.page.locator('input[name=due-day]').fill(`${day.getDate()}`);
  await person.page.locator('input[name=due-month]').fill(`${day.getMonth() + 1}`);
  await person.page.locator('input[name=due-year]').fill(`${day.getFullYear()}`);
};
async function ask(person, days) {
  await person.open(home);
  await person.follow('Ask for an action');
  await person.write('What is to be done', 'Walk home with the youth group on Fridays');
  await person.choose('Supports a child or an adult');
  await person.page.getByLabel('Which agency does it').selectOption({ label: 'Lanternhouse Academy' });
  await person.write('Who there does it', cast.teacher.shown_as);
  await in_days(person, days);
  await person.write('How we will know', 'The group says so after four weeks');
  await person.press('Ask for it');
  await person.says('The action is asked for.');
}

test('an action is asked for on the page of a home, and every page of it holds', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await worker.open(home);
  await worker.says('Nothing is asked of anybody yet.');
  await worker.look('action-panel-empty');
  await worker.follow('Ask for an action');
  await worker.look('action-new');
  await worker.focus_is_never_hidden('action-new');
  await worker.press('Ask for it');
  await worker.says('There is a problem');
  await worker.says('Say what is to be done');
  await worker.says('Enter the day by which it is due');
  await worker.look('action-new-error');
  await ask(worker, 3);
  await worker.look('action-asked', { print: true });
  await worker.focus_is_never_hidden('action-asked');
  await worker.page.getByText('Give it more time').first().click();
  await in_days(worker, 12);
  await worker.page.getByRole('button', { name: 'Give it more time' }).click();
  await worker.says('Say why more time is needed');
  await worker.look('action-extend-error');
  await worker.write('Why more time is needed', 'It is half term');
  await worker.page.getByRole('button', { name: 'Give it more time' }).click();
  await worker.says('There is more time now');
  await worker.look('action-extended', { print: true });
  await worker.press('Change it');
  await worker.look('action-change');
  await worker.press('Save the change');
  await worker.says('Say why the action changes');
  await worker.open('/actions');
  await worker.says('Your team waits for others');
  await worker.look('actions-waiting');
  await worker.open(home);
  await worker.look('action-panel');
  await worker.leave_with_no_fault();
});

test('whoever is named sees its own words, and says by keyboard what came of it', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await ask(worker, 2);
  await ask(worker, 0);
  const teacher = await sign_in_at(kith, cast.teacher.name);
  await teacher.says('Do: an action asked of you');
  await teacher.look('action-home');
  await teacher.follow('My actions');
  await teacher.look('actions-mine', { print: true });
  await teacher.page.locator('.kith-work a').first().click();
  await teacher.says('You see what you are asked to do.');
  await teacher.look('action-own-words', { print: true });
  await teacher.tab_to('Record it', 'Enter');
  await teacher.says('Say whether it is done');
  await teacher.look('action-finish-error');
  await teacher.choose('It was not done');
  await teacher.write('What came of it, or why it was not done', 'Nobody came');
  await teacher.press('Record it');
  await teacher.says('It is recorded.');
  await teacher.look('action-ended');
  await teacher.open('/actions');
  await teacher.says('Ended in the last two weeks');
  await teacher.look('actions-ended');
  await teacher.leave_with_no_fault();
  await worker.leave_with_no_fault();
});

test('without script the same is done, and somebody of whom nothing is asked reads so', async () => {
  const worker = await sign_in_at(kith, cast.worker.name, { script: false });
  await ask(worker, 5);
  await worker.leave_with_no_fault();
  const teacher = await sign_in_at(kith, cast.teacher.name, { script: false });
  await teacher.open('/actions');
  await teacher.page.locator('.kith-work a').first().click();
  await teacher.choose('It is done');
  await teacher.press('Record it');
  await teacher.says('It is recorded.');
  await teacher.leave_with_no_fault();
  const officer = await sign_in_at(kith, cast.officer.name);
  await officer.open('/actions');
  await officer.says('Nothing is asked of you');
  await officer.look('actions-empty');
  await officer.leave_with_no_fault();
});
