// SPDX-License-Identifier: MIT
// The intelligence desk in a browser, from what came in to its recall: each page at both widths, held against axe; what was typed is kept
// where it is refused; the handling stands with the text on the screen and on paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith, one, shared;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());
const path_of = (person) => new URL(person.page.url()).pathname;
const condition = 'Say nothing of it to the licence holder';

test('somebody tells the desk; the desk receives it, says how urgent it is and grades it', async () => {
  const lead = await sign_in_at(kith, cast.lead.name);
  await lead.open('/intelligence/new');
  await lead.choose('No');
  await lead.write('What is it about, in one line?', 'A back room of the takeaway');
  await lead.write('What is known?', 'Young people go up the back stairs after school. A man they call Skipper lets them in at 15:40.');
  await lead.write('How is it known?', 'A pupil told me in the art room');
  await lead.write('What could happen, and to whom, if it came out that this is known?', 'He knows which pupil sits there');
  await lead.choose('I saw or heard it myself');
  await lead.press('Send to the intelligence desk');
  await lead.leave_with_no_fault();

  const officer = await sign_in_at(kith, cast.desk.name);
  await officer.open('/intelligence');
  await officer.look('desk-list');
  await officer.follow('A back room of the takeaway');
  one = path_of(officer);
  await officer.press('I have received this');
  await officer.look('desk-received');
  assert.doesNotMatch(await officer.text(), /Grade it/); // first: is it urgent?
  await officer.follow('Say how urgent it is');
  await officer.press('Keep how urgent it is');
  await officer.look('desk-triage-error');
  await officer.choose('Yes: it was told to whoever acts');
  await officer.press('Keep how urgent it is');
  await officer.says('Write the reference of the incident or crime');
  await officer.write('Reference of the incident or crime', 'QC-0412');
  await officer.write('Told to whom', 'The duty inspector');
  await officer.press('Keep how urgent it is');
  await officer.says('It is kept how urgent it is.');
  await officer.follow('Grade it');
  await officer.look('desk-grade');
  await officer.choose('2: untested');
  await officer.choose('B: known indirectly to the source but corroborated');
  await officer.choose('C: lawful sharing permitted with conditions');
  await officer.write('Why it is graded so', 'Two others have told of the stairs');
  await officer.press('Keep this grade');
  await officer.says('Say on what conditions it may be shared');
  await officer.look('desk-grade-error');
  assert.equal(await officer.field('Why it is graded so').inputValue(), 'Two others have told of the stairs');
  await officer.write('On what conditions', condition);
  await officer.press('Keep this grade');
  await officer.says('Grade 2B C');
  await officer.leave_with_no_fault();
});

test('a text is written beside what was told, checked, and let out by somebody else', async () => {
  const officer = await sign_in_at(kith, cast.desk.name);
  await officer.open(one);
  await officer.follow('Write the text that may leave');
  await officer.page.locator('textarea[name=text]').fill('Young people go up the back stairs of the takeaway. Skipper lets them in.');
  await officer.choose('No: I looked at each mark');
  await officer.press('Put it forward');
  await officer.says('Look at what is marked below first');
  await officer.says('In the same words as it was told');
  await officer.look('desk-text-marks');
  await officer.page.locator('textarea[name=text]').fill('A back room above the takeaway is used by young people.');
  await officer.press('Check it');
  await officer.look('desk-text-checked');
  await officer.press('Put it forward');
  await officer.says('It is put forward');
  await officer.says('Somebody else at the desk decides');
  assert.equal(await officer.button('Decide').count(), 0);
  await officer.leave_with_no_fault();

  const second = await sign_in_at(kith, cast.second_desk.name);
  await second.open('/');
  await second.follow('Let out, or refuse');
  await second.look('desk-text-decide');
  await second.choose('No');
  await second.press('Decide');
  await second.says('Say why it may not leave');
  await second.look('desk-text-decide-error');
  await second.choose('Yes: I have read it beside what was told');
  await second.press('Decide');
  await second.says('It may leave the desk now.');
  await second.look('desk-text-out');
  await second.follow('The 3x5x2 form, to print');
  await second.look('desk-form', { print: true });
  await second.says(condition);
  await second.leave_with_no_fault();
});

test('it is shared with one person, who reads it under its handling, acknowledges it and says what came of it', async () => {
  const officer = await sign_in_at(kith, cast.desk.name);
  await officer.open(one);
  await officer.follow('Share it');
  await officer.look('desk-share');
  await officer.press('Share it');
  await officer.says('Say with whom it is shared');
  await officer.look('desk-share-error');
  await officer.write('Or one person alone', cast.licence.name);
  await officer.choose('Licensing, housing, trading standards or other regulation');
  await officer.write('What it may be used for', 'Look at the licence of the premises');
  await officer.page.locator('input[name=special][value=no]').check();
  await officer.choose('UK GDPR Article 6: public task');
  await officer.choose('Crime and Disorder Act 1998 section 115');
  await officer.write('Why it is necessary that they know it', 'They alone review the licence');
  const soon = new Date(Date.now() + 30 * 24 * 3600 * 1000);
  for (const [part, value] of [['day', soon.getUTCDate()], ['month', soon.getUTCMonth() + 1], ['year', soon.getUTCFullYear()]]) await officer.page.locator(`input[name=expires-${part}]`).fill(`${value}`);
  await officer.press('Share it');
  await officer.says('It is shared.');
  shared = path_of(officer);
  await officer.open(one);
  await officer.look('desk-worked');
  await officer.leave_with_no_fault();

  const licence = await sign_in_at(kith, cast.licence.name);
  await licence.open('/');
  await licence.follow('Read: intelligence G-');
  assert.equal(path_of(licence), shared);
  await licence.says('A back room above the takeaway');
  await licence.says(condition);
  assert.doesNotMatch(await licence.text(), /Skipper|art room|Amina|15:40|They alone review/);
  await licence.look('shared');
  await licence.press('I have read it, and keep to its conditions');
  await licence.says('It is kept that you read it.');
  await licence.follow('Tell the desk what came of it');
  await licence.press('Tell the desk');
  await licence.look('shared-outcome-error');
  await licence.choose('We acted on it');
  await licence.write('In your words', 'The licence is under review');
  await licence.press('Tell the desk');
  await licence.says('The desk sees what came of it.');
  await licence.follow('Print it');
  await licence.look('shared-print', { print: true });
  await licence.says(condition);
  await licence.open('/intelligence');
  await licence.look('shared-list');
  await licence.leave_with_no_fault();
});

test('recalled, it is not read any more, and the recipient is told so', async () => {
  const second = await sign_in_at(kith, cast.second_desk.name);
  await second.open(shared);
  await second.follow('Recall it');
  await second.look('desk-recall');
  await second.write('Why it is recalled', 'The room has been found empty');
  await second.press('Recall it');
  await second.says('It is recalled');
  await second.leave_with_no_fault();

  const licence = await sign_in_at(kith, cast.licence.name);
  const answer = await licence.open(shared);
  assert.equal(answer.status(), 404);
  await licence.open('/intelligence');
  await licence.says('Recalled');
  assert.doesNotMatch(await licence.text(), /back room|found empty/);
  await licence.look('shared-recalled');
  await licence.leave_with_no_fault();
});
