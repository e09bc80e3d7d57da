// SPDX-License-Identifier: MIT
// Fairness in numbers, as whoever leads a team and an analyst meet it: a list chosen, split six ways, on a phone and on paper.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Kith, demo_folder, one_time_password, run, settle_in } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

const leader = 'edith.marlow';
const analyst = 'mab.thistlewood';
let kith;
before(async () => {
  const data = demo_folder();
  const add = (name, shown, role, ...team) =>
    run('user', 'add', name, '--name', shown, '--role', role, '--agency', 'quillshire_council', ...team, '--data', data);
  add(leader, 'Edith Marlow', 'exploitation team manager', '--team', 'Harbour');
  add(analyst, 'Mab Thistlewood', 'analyst');
  const passwords = [leader, analyst].map((name) => [name, one_time_password(data, name)]);
  kith = await Kith.start(data);
  for (const [name, password] of passwords) await settle_in(kith.stranger(), name, password);
  await start_browser();
});
after(() => kith?.stop());

test('who leads a team compares groups of those whom it holds, and nobody is named', async () => {
  const manager = await sign_in_at(kith, leader);
  await manager.open('/');
  await manager.follow('Fairness in numbers');
  await manager.says('Counted is what your teams hold.');
  await manager.says('People with an open case today.');
  await manager.look('fairness');
  await manager.page.getByLabel('What is compared').selectOption({ label: 'Open cases: allocated to somebody' });
  await manager.press('Show');
  for (const split of ['Age', 'Sex', 'Ethnicity', 'Disability', 'Care status', 'District where they live']) await manager.says(split);
  await manager.look('fairness-allocated');
  const words = await manager.page.locator('main').innerText();
  assert.doesNotMatch(words, /Anwar|Rahimi/);
  // The number of people in all is told; no number under 5 is.
  assert.match(words, /\d+ in all/);
  for (const cell of await manager.page.locator('main td').allInnerTexts())
    assert.ok(cell === 'Not told' || Number.parseInt(cell, 10) >= 5, cell);
});

test('an analyst compares the whole partnership, also by what concerns led to', async () => {
  const person = await sign_in_at(kith, analyst);
  await person.open('/fairness?list=concerns');
  await person.says('Counted is the whole partnership.');
  await person.says('People whom a concern of the last 12 months was about, by the latest of these.');
  await person.look('fairness-concerns');
});
