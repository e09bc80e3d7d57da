// SPDX-License-Identifier: MIT
// What must be shown, in a browser: the school lead reports, the practitioner names a youth worker, closes the case and
// looks again half a year on; in between each person looks at what is theirs. Forms that other tests fill in by hand are
// sent as the flow of the same story sends them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { WholeStory, child, closing, half_a_year_on, place_name, times, told_by, who } from '../flows/whole_story.mjs';
import { fill } from './assessments.mjs';
import { phone, sign_in_at, start_browser } from './browser.mjs';

let story;
before(async () => {
  story = await WholeStory.begin();
  await start_browser();
});
after(() => story?.kith?.stop());
const named = new RegExp(`${child.first}|${child.last}`);
const as = (part, options) => sign_in_at(story.kith, who[part], options);

test('a school tells of a child of 14, an adult nobody knows and a takeaway; both become cases', async () => {
  const school = await as('school');
  await school.open('/concerns/new');
  await fill(school, {
    safe_now: 'yes', about: ['child', 'place'],
    'children-1-name': `${child.first} ${child.last}`, 'children-1-birth-day': '3', 'children-1-birth-month': '5', 'children-1-birth-year': '2011',
    'contexts-1-name': place_name, 'contexts-1-postcode': 'ZY1 1EB', postcode: 'ZY1 1EB',
    what: `The caretaker, Mr ${told_by}, saw an adult whom nobody knows give ${child.first} food there and ask for favours.`,
    strengths: 'Her aunt, and football.', own_words: 'He says I owe him.', consent: 'agreed',
  });
  await school.press('Send to the team');
  await school.look('story-sent');
  await story.decide(new URL(school.page.url()).pathname);
  await story.work();
  const practitioner = await as('practitioner');
  await practitioner.open(story.of_child);
  await practitioner.says('13 May 2026 at 23:59'); // 45 working days after Friday 6 March
  await practitioner.says('It stands here');
  await practitioner.look('story-case-of-child', { print: true });
  await practitioner.open(`${story.of_child}/weighting`);
  await practitioner.says('It begins at the takeaway');
  await practitioner.look('story-weighting', { print: true });
  await practitioner.open(story.conference);
  assert.doesNotMatch(await practitioner.text(), named);
  await practitioner.look('story-conference', { print: true });
  await practitioner.leave_with_no_fault();
  await school.leave_with_no_fault();
});

test('a youth worker who is named sees the child, by phone, and not who told it', async () => {
  const practitioner = await as('practitioner');
  await practitioner.open(story.child_page);
  await practitioner.follow('Name somebody else who does');
  await practitioner.look('name-somebody');
  await practitioner.page.getByLabel('Team or agency').selectOption({ label: 'Somebody of The Slipway Youth Project' });
  await practitioner.press('Continue');
  await practitioner.press('They work with them');
  await practitioner.says('Say why they need to read the record');
  await practitioner.look('name-somebody-error');
  await practitioner.page.getByLabel('Leila Haddad').check();
  await practitioner.write('Why they need to read the record', 'Meets her at the youth project each Friday');
  await practitioner.press('They work with them');
  await practitioner.says('They are named, and may open the record.');
  await practitioner.leave_with_no_fault();

  const youth_worker = await as('youth_worker', { viewport: phone });
  await youth_worker.open(story.child_page);
  await youth_worker.says(`${child.first} ${child.last}`);
  assert.doesNotMatch(await youth_worker.text(), new RegExp(told_by));
  await youth_worker.look('story-child-for-youth-worker');
  await youth_worker.follow('New note');
  await youth_worker.page.locator('[name=said]').fill('She helped to lay the table, and stayed until the end.');
  await youth_worker.press('Save');
  await youth_worker.says('The note is saved.');
  await youth_worker.leave_with_no_fault();
});

test('a licensing officer sees the premises and no child, an analyst counts and nobody', async () => {
  const officer = await as('licensing');
  await officer.open(story.place_page);
  await officer.says(place_name);
  assert.doesNotMatch(await officer.text(), named);
  await officer.look('story-place-for-licensing', { print: true });
  const analyst = await as('analyst');
  await analyst.open('/fairness?list=concerns');
  await analyst.says('All together');
  assert.doesNotMatch(await analyst.text(), named);
  await analyst.look('story-counts');
  for (const [person, path] of [[officer, story.child_page], [officer, story.of_child], [analyst, story.child_page], [analyst, story.of_place]]) {
    const answer = await person.open(path);
    assert.equal(answer.status(), 404, path);
    await person.says('Page not found');
  }
  await officer.leave_with_no_fault();
  await analyst.leave_with_no_fault();
});

test('31 % of 62 feel safe, twelve weeks later 47 % of 58; it closes, and half a year on the level is still lower', async () => {
  await story.at(times.first_survey);
  await story.plan();
  await story.at(times.twelve_weeks_later);
  await story.review();
  const practitioner = await as('practitioner');
  await practitioner.open(`${story.of_place}/reviews`);
  for (const words of ['31 % of 62', '47 % of 58', 'The arcade, the bus station and two schools were asked']) await practitioner.says(words);
  await practitioner.look('story-review', { print: true });
  await practitioner.open(`${story.of_place}/close`);
  await fill(practitioner, closing);
  await practitioner.press('Close the case');
  await practitioner.says('The case is closed.');
  await practitioner.look('story-closed');
  await practitioner.leave_with_no_fault();

  await story.at(times.six_months_on);
  const later = await as('practitioner');
  await later.open(`${story.of_place}/follow-up`);
  await fill(later, { on: '1 December 2026', ...half_a_year_on });
  await later.look('story-half-a-year-on');
  await later.press('Record it');
  await later.says('The room is open, and the owner knows whom to call');
  await later.says('Emerging');
  await later.look('story-end', { print: true });
  assert.doesNotMatch(await later.text(), named);
  await later.leave_with_no_fault();
});
