// SPDX-License-Identifier: MIT
// A note as somebody writes one on a phone in the street: three actions, kept while typing, refused with nothing lost, undone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { phone, sign_in_at, start_browser } from './browser.mjs';

let kith, girl;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());
const path_of = (person) => new URL(person.page.url()).pathname;
const box = 'What you saw, heard or talked about';

test('from a record to a saved note in three actions, with one thumb', async () => {
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open('/people/new');
  await practitioner.page.locator('input[name=name]').fill('Wren Hollowell');
  await practitioner.press('Make the record');
  girl = path_of(practitioner);
  await practitioner.look('note-person');
  await practitioner.page.setViewportSize(phone);
  let actions = 0;
  const act = async (doing) => (await doing(), ++actions);
  await act(() => practitioner.press('Add a note'));
  const save = await practitioner.button('Save').boundingBox();
  assert.ok(save.height >= 44, `Save is ${save.height} px high`);
  assert.ok(save.width >= 44);
  await act(() => practitioner.write(box, 'She waved from the bus.'));
  await act(() => practitioner.press('Save'));
  await practitioner.says('The note is saved.');
  assert.equal(actions, 3);
  await practitioner.look('note', { print: true });
  await practitioner.follow('A page to print');
  await practitioner.look('note-print', { print: true });
  await practitioner.leave_with_no_fault();
});

test('by keyboard alone', async () => {
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open(girl);
  await practitioner.tab_to('Add a note', 'Enter');
  await practitioner.tab_to(box);
  await practitioner.page.keyboard.type('She rang about Monday.');
  await practitioner.tab_to('Save', 'Enter');
  await practitioner.says('The note is saved.');
  await practitioner.leave_with_no_fault();
});

test('all that can be said, refused with nothing lost, then undone into a draft', async () => {
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open('/contexts/new?kind=PLACE');
  await practitioner.page.locator('input[name=name]').fill('Pilot Row Kitchen');
  await practitioner.press('Make the record');
  await practitioner.press('Add a note');
  await practitioner.look('note-new');
  await practitioner.write(box, 'Wren was by the door.');
  await practitioner.page.getByText('When, own words, seen alone').click();
  await practitioner.press('Choose from those I work with');
  await practitioner.choose('Wren Hollowell');
  await practitioner.press('Add them to the note');
  await practitioner.page.locator('[name=said-2]').fill('She has a new phone.');
  await practitioner.page.locator('[name=own-2]').fill('nobody asks me');
  await practitioner.choose('Yes, alone');
  await practitioner.look('note-unfolded');
  await practitioner.press('Save');
  await practitioner.says('This names a young person, or may: “Wren”');
  await practitioner.look('note-error');
  await practitioner.focus_is_never_hidden('note-error');
  assert.equal(await practitioner.page.locator('[name=own-2]').inputValue(), 'nobody asks me');
  await practitioner.write(box, 'We talked by the door.');
  await practitioner.press('Save');
  await practitioner.says('nobody asks me');
  await practitioner.look('note-both');
  await practitioner.press('Undo');
  await practitioner.says('The note is taken back.');
  await practitioner.look('note-undone');
  await practitioner.leave_with_no_fault();
});

test('what is typed is kept by itself, and without a script by a button', async () => {
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open(girl);
  await practitioner.press('Add a note');
  await practitioner.write(box, 'The bus was late, and');
  await practitioner.page.getByText('Saved as a draft at').waitFor();
  assert.match(practitioner.page.url(), /\/notes\/new\?draft=/);
  await practitioner.page.reload();
  assert.equal(await practitioner.field(box).inputValue(), 'The bus was late, and');
  await practitioner.leave_with_no_fault();
  const plain = await sign_in_at(kith, cast.practitioner.name, { script: false });
  await plain.open(girl);
  await plain.press('Add a note');
  await plain.write(box, 'She asked for the number of');
  await plain.press('Save and come back later');
  await plain.says('Your draft is saved. Only you can see it.');
  assert.equal(await plain.field(box).inputValue(), 'She asked for the number of');
  await plain.leave_with_no_fault();
});
