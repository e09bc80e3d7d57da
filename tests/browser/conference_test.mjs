// SPDX-License-Identifier: MIT
// A context conference, the chronologies of a context and a case, and what is new since somebody last looked, as people meet
// them: filled, refused, on paper.
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith, data, of_case, of_context;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
  await start_browser();
});
after(() => kith?.stop());

const path_of = (person) => new URL(person.page.url()).pathname;

test('a conference is recorded without a name, refused with one, read and printed', async () => {
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open('/contexts/new?kind=PLACE');
  await practitioner.page.locator('input[name=name]').fill('Pilot Row Kitchen');
  await practitioner.press('Make the record');
  of_context = path_of(practitioner);
  await practitioner.follow('Open a case');
  await practitioner.page.getByLabel('Child sexual exploitation', { exact: true }).check();
  await practitioner.page.locator('[name=because]').fill('Three people told of the same worry');
  await practitioner.press('Open the case');
  of_case = path_of(practitioner);
  await practitioner.follow('Record a context conference');
  await practitioner.look('conference-new');
  const fill = async (name, text) => practitioner.page.locator(`[name=${name}]`).fill(text);
  const today = new Date();
  await fill('day-day', String(today.getDate()));
  await fill('day-month', String(today.getMonth() + 1));
  await fill('day-year', String(today.getFullYear()));
  await fill('place', 'The town hall');
  await fill('chair', 'Quillshire Council, exploitation practitioner, Callum Reyes');
  await fill('came', 'Quillshire Council, licensing officer\nQuillshire Constabulary, neighbourhood officer');
  await fill('now_like', 'They ask Nancy Bracken to wait in the back room.');
  await fill('views', '"I would sit inside if somebody looked in"');
  await fill('goals', 'Young people can name an adult they trust here\nThe back room can be seen into');
  await fill('decisions', 'Licensing reviews the conditions');
  await practitioner.press('It was held: save the record');
  await practitioner.says('This names a young person, or may: “Nancy Bracken”. Say it without the name');
  await practitioner.says('Enter at least one next step, and who does it');
  await practitioner.look('conference-error');
  await practitioner.focus_is_never_hidden('conference-error');
  await fill('now_like', 'The back room cannot be seen into, and no adult is there after eight.');
  await fill('views_how', 'A survey of 62 young people');
  await fill('dissent', 'The police: cameras should come first');
  await fill('steps', 'Open up the back room; the owner; 27/3/2027\nTrain the evening staff; Licensing');
  await practitioner.press('It was held: save the record');
  await practitioner.says('It is recorded as held. No child is named in it.');
  await practitioner.look('conference', { print: true });
  await practitioner.follow('A page to print');
  await practitioner.look('conference-print', { print: true });
  await practitioner.page.goBack();
  await practitioner.follow('Back to case');
  await practitioner.follow('Chronology');
  await practitioner.says('A context conference was held');
  await practitioner.look('case-chronology', { print: true });
  await practitioner.open(`${of_case}/chronology?known_on=2020-01-01`);
  await practitioner.says('There was no case yet.');
  await practitioner.look('case-chronology-known');
  await practitioner.open(`${of_context}/chronology?known_on=${today.toISOString().slice(0, 10)}`);
  await practitioner.says('As it was known on');
  await practitioner.look('context-chronology');
  await practitioner.follow('A page to print');
  await practitioner.look('context-chronology-print', { print: true });
  await practitioner.leave_with_no_fault();
});

test('the next day a page says first what others recorded since', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await worker.open(of_context); // the first time: nothing to tell
  await worker.leave_with_no_fault();
  await kith.stop();
  const from = (hours) => new Date(Date.now() + hours * 3600e3).toISOString();
  kith = await Kith.start(data, { words: ['--now', from(25)] });
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open(`${of_context}/change`);
  await practitioner.page.locator('[name=owner]').fill('The evening manager');
  await practitioner.page.locator('[name=reason]').fill('It changed hands');
  await practitioner.press('Save the change');
  await practitioner.leave_with_no_fault();
  const again = await sign_in_at(kith, cast.worker.name);
  await again.open(of_context);
  await again.says('Since you last looked on');
  await again.says('It changed hands');
  await again.look('context-since', { print: true });
  await again.focus_is_never_hidden('context-since');
  await again.leave_with_no_fault();
});
