// SPDX-License-Identifier: MIT
// The wording helper as people meet it: under the field while they type, by keyboard; once after the save where no script runs; the counts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

const blames = 'Walk home with him. His school calls it a lifestyle choice';
const again = 'You may want to look again at your words';
let kith;
let data;
let home;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
  await start_browser();
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/contexts/new?kind=HOME');
  await worker.press('Make the record', { kind: 'HOME', name: 'Flat above the bakery' });
  home = worker.page.path.replace(/\?.*/, '');
});
after(() => kith?.stop());

async function fill(person) {
  await person.open(home);
  await person.follow('Ask for an action');
  await person.choose('Supports a child or an adult');
  await person.page.getByLabel('Which agency does it').selectOption({ label: 'Lanternhouse Academy' });
  await person.write('Who there does it', cast.teacher.shown_as);
  const day = new Date(Date.now() + 3 * 86_400_000);
  for (const [part, value] of [['day', day.getDate()], ['month', day.getMonth() + 1], ['year', day.getFullYear()]]) await person.page.locator(`input[name=due-${part}]`).fill(`${value}`);
  await person.write('How we will know', 'The group says so after four weeks');
  await person.write('What is to be done', blames);
}

test('while it is typed the phrase is listed under the field, and a press leads to it', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await fill(worker);
  const told = worker.page.locator('.kith-wording li');
  await told.waitFor();
  await worker.says('1 phrase to look at again. Nothing is held up: you decide.');
  await worker.says('Write instead: is being controlled by');
  await worker.look('wording-typed');
  await worker.focus_is_never_hidden('wording-typed');
  await worker.field('What is to be done').focus();
  await worker.tab_to('“lifestyle choice”', ' ');
  const chosen = await worker.page.evaluate(() => [document.activeElement.name, document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)]);
  assert.deepEqual(chosen, ['what', 'lifestyle choice']);
  await worker.press('Ask for it');
  await worker.says('The action is asked for.');
  assert.ok(!(await worker.text()).includes(again), 'it was said while it was typed');
  await worker.leave_with_no_fault();
});

test('what is put right is no longer listed', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await fill(worker);
  await worker.page.locator('.kith-wording li').waitFor();
  await worker.write('What is to be done', 'Walk home with him, and ask what he is afraid of');
  await worker.page.locator('.kith-wording li').waitFor({ state: 'detached' });
  await worker.leave_with_no_fault();
});

test('without script it is said once on the page after the save, with the way back', async () => {
  const worker = await sign_in_at(kith, cast.worker.name, { script: false });
  await fill(worker);
  await worker.press('Ask for it');
  await worker.says('The action is asked for.');
  await worker.says(again);
  await worker.look('wording-saved', { print: true });
  await worker.follow('Back to where you wrote it');
  await worker.says('What is to be done');
  await worker.leave_with_no_fault();
});

test('a manager reads how their agency writes', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  for (const name of ['Flat one of the row', 'Flat two of the row', 'Flat three of the row', 'Flat four of the row', 'Flat five of the row']) {
    await worker.open('/contexts/new?kind=HOME');
    await worker.press('Make the record', { kind: 'HOME', name });
  }
  const early = await sign_in_at(kith, cast.manager.name);
  await early.follow('How we write');
  await early.says('it tells no month before it is over');
  await early.leave_with_no_fault();
  await kith.stop(); // the month after
  kith = await Kith.start(data, { words: ['--now', new Date(Date.now() + 32 * 86_400_000).toISOString()] });
  const manager = await sign_in_at(kith, cast.manager.name);
  await manager.follow('How we write');
  assert.match(await manager.page.locator('svg.kith-trend').first().getAttribute('aria-label'), /Quillshire Council: the share of texts/);
  await manager.look('wording-trend', { print: true });
  await manager.leave_with_no_fault();
});
