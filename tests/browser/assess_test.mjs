// SPDX-License-Identifier: MIT
// Screening, assessing and measuring as people meet them: empty, half done, refused, complete, corrected, late, measured twice, and a
// safety map; at 320 and 1280 px, on paper, by keyboard and without scripts.
import { after, before, test } from 'node:test';
import { neighbourhood, screening, screening_of_context } from '../flows/assessments.mjs';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { complete, fill } from './assessments.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

const path_of = (person) => new URL(person.page.url()).pathname;
async function opened(person) {
  await person.press('Make the record');
  await person.follow('Open a case');
  await person.choose('Child sexual exploitation');
  await person.write('Why a case is opened', 'Three people told of the same worry.');
  await person.press('Open the case');
  return path_of(person);
}
async function child_case(person, name) {
  await person.open('/people/new');
  await person.page.locator('input[name=name]').fill(name);
  await fill(person, { 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' });
  return opened(person);
}
async function place_case(person, name) {
  await person.open('/contexts/new?kind=PLACE');
  await person.page.locator('input[name=name]').fill(name);
  return opened(person);
}

test('a child is screened: saved by itself, refused with all that is missing, completed, corrected, compared', async () => {
  const person = await sign_in_at(kith, cast.practitioner.name);
  const href = await child_case(person, 'Linnet Overbury');
  await person.open(`${href}/assessments`);
  await person.look('assessments-empty');
  await person.press('Start: Exploitation screening');
  await person.look('assessment-draft');
  await person.focus_is_never_hidden('assessment-draft');
  await fill(person, { signs_words: 'Her school called on Monday' });
  await person.page.locator('.kith-kept').filter({ hasText: 'Saved as a draft at' }).waitFor();
  await person.page.reload();
  await person.says('You have completed 1 of 5 sections.');
  await person.press('Complete it');
  await person.look('assessment-missing');
  await fill(person, screening);
  await person.press('Complete it');
  await person.says('It is complete. Its clock is met.');
  await person.look('assessment-complete', { print: true });
  const read = path_of(person);
  const beside = await sign_in_at(kith, cast.practitioner.name);
  await beside.open(read);
  await beside.follow('Correct it');
  await person.follow('Correct it');
  await fill(person, { judgement: 'Two older people use her friendships', reason: 'Her aunt told us of a second man' });
  await person.press('Save the correction');
  await fill(beside, { judgement: 'One man, and his cousin', reason: 'A call from her mother' });
  await beside.press('Save the correction');
  await beside.says('What you typed is below');
  await beside.look('assessment-late');
  await beside.leave_with_no_fault();
  await person.follow('History');
  await person.look('assessment-history');
  await person.follow('Replaced: complete');
  await person.look('assessment-compare');
  await person.open(`${read}/print`);
  await person.look('assessment-print', { print: true });
  await person.open(href);
  await person.look('case-assessed');
  await person.leave_with_no_fault();
});

test('a place is measured, measured again, and mapped with small numbers hidden', async () => {
  const person = await sign_in_at(kith, cast.practitioner.name);
  const href = await place_case(person, 'Tannery steps');
  await complete(person, href, 'Screening of a context', screening_of_context);
  await complete(person, href, 'Neighbourhood assessment', neighbourhood);
  await person.look('assessment-neighbourhood');
  await person.open(`${href}/measurements`);
  await person.look('measurements-empty');
  await person.press("Use: Young people's safety survey");
  await person.look('measurement-survey');
  await person.press('Enter it');
  await person.look('measurement-survey-error');
  const survey = { 'on-day': '2', 'on-month': '3', n: '62', how: 'On paper, by two youth workers, at three o’clock', 'feel_safe-yes': '19', 'feel_safe-mostly': '20', 'feel_safe-no': '23' };
  await fill(person, { ...survey, 'on-year': '2024' });
  await person.press('Enter it');
  await person.says('It is the baseline');
  await person.open(`${href}/measurements/new/safety_survey`);
  await fill(person, { ...survey, 'on-year': '2025', n: '58', 'feel_safe-yes': '27', 'feel_safe-mostly': '11', 'feel_safe-no': '20' });
  await person.press('Enter it');
  await person.look('measurement');
  await person.open(`${href}/measurements/new/safety_map`);
  await person.look('measurement-map-entry');
  const marks = { squares: 'C4', 'mark-1': 'unsafe', 'count-1': '12', 'square-2': 'C4', 'mark-2': 'avoided', 'count-2': '6', 'square-3': 'A1', 'mark-3': 'safe', 'count-3': '9', 'square-4': 'F6', 'mark-4': 'avoided', 'count-4': '2', 'square-5': 'H8', 'mark-5': 'safe', 'count-5': '1' };
  await fill(person, { 'on-day': '2', 'on-month': '3', 'on-year': '2025', n: '20', how: 'In three lessons, on the same plan', ...marks });
  await person.press('Enter it');
  await person.says('fewer than 5');
  await person.look('measurement-map', { print: true });
  await person.open(`${href}/measurements`);
  await person.says('16 points higher: safer');
  await person.look('measurements');
  await person.open(href);
  await person.look('case-measured');
  await person.leave_with_no_fault();
});

test('without scripts a draft is saved, a sign is added, and it is put aside with a reason', async () => {
  const person = await sign_in_at(kith, cast.practitioner.name, { script: false });
  const href = await child_case(person, 'Corin Ashdown');
  await person.open(`${href}/assessments`);
  await person.press('Start: Exploitation screening');
  await fill(person, { 'signs-1-sign': 'MIS_LATE' });
  await person.press('Add another sign');
  await person.says('Sign 2');
  await person.press('Save and come back later');
  await person.says('Your draft is saved.');
  await person.follow('It is not needed: put it aside');
  await person.press('Put it aside');
  await person.says('Say why it is put aside');
  await person.look('assessment-aside');
  await person.write('Why it is put aside', 'Begun on the wrong child');
  await person.press('Put it aside');
  await person.says('The draft is put aside.');
  await person.leave_with_no_fault();
});
