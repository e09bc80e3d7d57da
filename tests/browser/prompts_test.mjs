// SPDX-License-Identifier: MIT
// Looks between reviews, and becoming an adult, as people meet them: empty, refused, answered, retired; at 320 and 1280 px, by keyboard.
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { fill } from './assessments.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

const path_of = (person) => new URL(person.page.url()).pathname;

test('a place closes, its case asks for a look, and that is answered', async () => {
  const person = await sign_in_at(kith, cast.practitioner.name);
  await person.open('/contexts/new?kind=PLACE');
  await person.page.locator('input[name=name]').fill('Ropewalk arcade');
  await person.press('Make the record');
  const context = path_of(person);
  await person.follow('Open a case');
  await person.choose('Child sexual exploitation');
  await person.write('Why a case is opened', 'Three people told of the same worry.');
  await person.press('Open the case');
  const href = path_of(person);
  await person.open(`${href}/prompts`);
  await person.says('Nothing asked for another look');
  await person.look('prompts-empty');
  await person.open(`${context}/change`);
  await person.page.locator('[name=owner]').fill('A family from the next street');
  await person.page.locator('[name=reason]').fill('Told by the licensing team');
  await person.press('Save the change');
  await person.open(href);
  await person.says('Look again before the next review');
  await person.look('prompts-case');
  await person.open(`${href}/prompts`);
  await person.look('prompts-waiting');
  await person.press('Say what it changes');
  await person.press('Record what it changed');
  await person.says('There is a problem');
  await person.look('prompt-error');
  await person.focus_is_never_hidden('prompt-error');
  await person.choose('Nothing changed');
  await person.page.locator('[name=because]').fill('We met the new owner, who was told of it');
  await person.press('Record what it changed');
  await person.says('What it changed is recorded.');
  await person.look('prompts', { print: true });
});

test('becoming an adult: what ends, consent and support', async () => {
  const person = await sign_in_at(kith, cast.practitioner.name);
  await person.open('/people/new');
  await person.page.locator('input[name=name]').fill('Bryony Pendle');
  await fill(person, { 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' });
  await person.press('Make the record');
  await person.follow('Open a case');
  await person.choose('Child sexual exploitation');
  await person.write('Why a case is opened', 'Three people told of the same worry.');
  await person.press('Open the case');
  const href = path_of(person);
  await person.open(`${href}/turning-18`);
  await person.look('turning-18-empty');
  await person.press('Record their answer');
  await person.says('There is a problem');
  await person.look('turning-18-error');
  await person.choose('They consent');
  await person.page.locator('[name=own_words]').fill('yes, but not my dad');
  await person.press('Record their answer');
  await person.says('What they answered is recorded.');
  await person.page.locator('[name=service]').fill('Harbour young adults team');
  await person.press('Record the support');
  await person.says('The support is recorded.');
  await person.look('turning-18', { print: true });
  await person.focus_is_never_hidden('turning-18');
});

test('whoever leads a team sees what each kind changed, retires one with a reason, and brings it back', async () => {
  const person = await sign_in_at(kith, cast.manager.name);
  await person.open('/');
  await person.follow('What review prompts changed');
  await person.look('prompt-kinds', { print: true });
  await person.open('/cases/prompts/kinds/police_event');
  await person.press('Retire it');
  await person.says('There is a problem');
  await person.look('prompt-kind-error');
  await person.page.locator('[name=because]').fill('It changed nothing in a year');
  await person.press('Retire it');
  await person.says('The kind is retired. It asks for no more looks.');
  await person.open('/cases/prompts/kinds/police_event');
  await person.says('It changed nothing in a year');
  await person.page.locator('[name=because]').fill('The police tell us more now');
  await person.press('Bring it back');
  await person.says('The kind asks for looks again.');
});
