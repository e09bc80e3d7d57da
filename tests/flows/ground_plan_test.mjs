// SPDX-License-Identifier: MIT
// The plan of a place that young people mark: added, printed without a name, laid under the marks of a safety map, replaced, taken off.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder } from './kith.mjs';
import { picture } from './pictures.mjs';
import { masked } from './visitor.mjs';
import { press_with_file } from './with_file.mjs';

let kith, practitioner, place, child;
const file_in = (page) => page.body.match(/\/attachments\/[0-9a-f-]{36}/)?.[0];

before(async () => {
  kith = await Kith.start(demo_folder(), { words: ['--without-public'] });
  practitioner = await kith.signed_in(cast.practitioner.name);
  place = await case_of('/contexts/new?kind=PLACE', { kind: 'PLACE', name: 'Ropewalk arcade' });
  child = await case_of('/people/new', { name: 'Teasel Ormerod', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' });
});

async function case_of(path, answers) {
  await practitioner.open(path);
  await practitioner.press('Make the record', answers);
  await practitioner.follow('Open a case');
  await practitioner.press('Open the case', { strands: ['CSE'], because: 'Three people told of the same worry' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  return practitioner.page.path.replace(/\?.*/, '');
}
const choose = (fields, bytes) => press_with_file(practitioner, 'Save the plan', fields, { field: 'plan', bytes });
async function marks() {
  await practitioner.open(`${place}/measurements/new/safety_map`);
  await practitioner.press('Enter it', { 'on-day': '1', 'on-month': '2', 'on-year': '2026', n: '20', how: 'On paper, at the arcade', squares: 'C4', 'mark-1': 'safe', 'count-1': '12' });
  practitioner.says('It is entered');
  return practitioner.page.path.replace(/\?.*/, '');
}

test('without a plan empty squares are printed, and a form that is refused keeps its file', async () => {
  await practitioner.open(`${place}/measurements`);
  await practitioner.follow('Add the plan that young people mark');
  practitioner.says('No plan is here yet');
  practitioner.says('Never view, copy or send a sexual image of a child');
  await practitioner.follow('Print it for young people to mark');
  practitioner.says('Where do you feel safe?');
  practitioner.does_not_say('Ropewalk');
  assert.doesNotMatch(practitioner.page.body, /<image/);
  await practitioner.open(`${place}/ground-plan`);
  assert.equal((await choose({ shows: 'The arcade from above' }, Buffer.from('no picture'))).status, 422);
  practitioner.says('Choose a picture: a JPEG or PNG file');
  assert.equal(practitioner.value_of('shows'), 'The arcade from above');
  assert.equal((await choose({ shows: '' }, picture(200, 200))).status, 422);
  practitioner.says('Say what the plan shows');
  practitioner.says('is kept: choose another file only to replace it');
  await practitioner.press('Save the plan', { shows: 'The arcade from above' });
  practitioner.says('The plan is saved.');
});

test('it is printed under the squares, and laid under the marks of each map', async () => {
  const first = file_in(practitioner.page);
  await practitioner.follow('Print it for young people to mark');
  practitioner.says('The arcade from above');
  assert.match(practitioner.page.body, new RegExp(`<image href="${first}/picture"`));
  const map = await marks();
  practitioner.says('Under the marks: The arcade from above');
  assert.match(practitioner.page.body, new RegExp(`<image href="${first}/picture"`));
  await practitioner.open(`${place}/ground-plan`);
  await choose({ shows: 'The arcade after it was changed' }, picture(200, 100));
  const second = file_in(practitioner.page);
  assert.notEqual(second, first);
  await practitioner.open(map); // keeps the plan it was marked on
  assert.match(practitioner.page.body, new RegExp(`<image href="${first}/picture"`));
  await marks();
  assert.match(practitioner.page.body, new RegExp(`<image href="${second}/picture"`));
  await practitioner.open(`${place}/ground-plan`);
  await practitioner.press('Take it off', { because: '' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say why it is taken off');
  await practitioner.press('Take it off', { because: 'A face is on it' });
  practitioner.says('The plan is taken off.');
  practitioner.says('taken off by');
  practitioner.says('A face is on it');
  practitioner.says('The arcade from above');
  assert.equal((await practitioner.ask('GET', `${second}/picture`)).status, 200); // whoever assesses still can look
});

test('a case of a person has none; who may not know the case finds nothing, byte for byte', async () => {
  const nothing = '/cases/00000000-0000-4000-8000-000000000000';
  assert.equal((await practitioner.ask('GET', `${child}/ground-plan`)).status, 404);
  await practitioner.open(`${place}/ground-plan`);
  const file = file_in(practitioner.page);
  const stranger = await kith.signed_in(cast.teacher.name);
  for (const page of ['/ground-plan', '/ground-plan/print']) assert.equal(masked(await stranger.ask('GET', place + page)), masked(await stranger.ask('GET', nothing + page)));
  assert.equal(masked(await stranger.ask('GET', `${file}/picture`)), masked(await stranger.ask('GET', '/attachments/00000000-0000-4000-8000-000000000000/picture')));
});
