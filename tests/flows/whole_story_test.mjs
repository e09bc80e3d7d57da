// SPDX-License-Identifier: MIT
// What must be shown, over HTTP: a child and a place go one way from referral to closure and half a year beyond, and each
// person sees of it what is theirs.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { WholeStory, child, closing, half_a_year_on, offered, place_name, times, told_by } from './whole_story.mjs';
import { masked } from './visitor.mjs';

let story;
before(async () => {
  story = await WholeStory.begin();
});
const absent = '00000000-0000-4000-8000-000000000000';
const named = new RegExp(`${child.first}|${child.last}`);

test('a school tells of a child of 14, an adult nobody knows and a takeaway; both become cases', async () => {
  const school = await story.as('school');
  await school.open('/concerns/new');
  const [answer] = await school.press_twice('Send to the team', {
    safe_now: 'yes', about: ['child', 'place'],
    'children-1-name': `${child.first} ${child.last}`, 'children-1-birth-day': '3', 'children-1-birth-month': '5', 'children-1-birth-year': '2011',
    'contexts-1-name': place_name, 'contexts-1-postcode': 'ZY1 1EB', postcode: 'ZY1 1EB',
    what: `The caretaker, Mr ${told_by}, saw an adult whom nobody knows give ${child.first} food there and ask for favours.`,
    strengths: 'Her aunt, and football.', own_words: 'He says I owe him.', consent: 'agreed',
  });
  assert.equal(answer.status, 303, answer.text);
  await story.decide(answer.headers.location.replace(/\?.*/, ''));
  assert.ok(story.of_child && story.of_place);
});

test('the assessment is due on Wednesday 13 May, 45 working days after Friday 6 March', async () => {
  await story.work();
  const practitioner = await story.as('practitioner');
  await practitioner.open(story.of_child);
  practitioner.says('Complete the assessment');
  practitioner.says('13 May 2026 at 23:59');
});

test('weighting puts the place above home, with the reason', async () => {
  const practitioner = await story.as('practitioner');
  await practitioner.open(`${story.of_child}/weighting`);
  for (const words of ['Strongest', 'It begins at the takeaway', 'She talks with her aunt', 'home is fine']) practitioner.says(words);
});

test('the record of the conference names no child, on any of its pages', async () => {
  const practitioner = await story.as('practitioner');
  for (const page of ['', '/print', '/text', '?as=text']) {
    const shown = await practitioner.ask('GET', story.conference + page);
    assert.equal(shown.status, 200, page);
    assert.doesNotMatch(shown.body, named, page);
    assert.match(shown.body, /cannot be seen into/, page);
  }
});

test('a youth worker who is named sees the child and writes a note, and neither the concern nor who told it', async () => {
  const youth_worker = await story.as('youth_worker');
  const before = await youth_worker.ask('GET', story.child_page);
  assert.equal(masked(before), masked(await youth_worker.ask('GET', `/people/${absent}`)), 'until she is named, nobody is there');
  const practitioner = await story.as('practitioner');
  await practitioner.open(story.child_page);
  await practitioner.follow('Name somebody else who does');
  await practitioner.open(`${story.child_page}/involve/other?whom=nobody`);
  practitioner.says('Choose a team, or an agency');
  await practitioner.open(`${story.child_page}/involve/other`);
  await practitioner.open(`${story.child_page}/involve/other?whom=${encodeURIComponent(offered(practitioner, 'whom', 'Somebody of The Slipway Youth Project'))}`);
  const [, leila] = practitioner.page.body.match(/value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Leila Haddad/);
  await practitioner.press('They work with them', { who: leila });
  practitioner.says('Say why they need to read the record');
  assert.match(practitioner.page.body, new RegExp(`value="${leila}"[^>]*checked`), 'what was chosen comes back');
  await practitioner.press('They work with them', { because: 'Meets her at the youth project each Friday' });
  practitioner.says('They are named, and may open the record.');
  practitioner.says('Leila Haddad');

  await youth_worker.open(story.child_page);
  youth_worker.says(`${child.first} ${child.last}`);
  await youth_worker.follow('New note');
  await youth_worker.press('Save', { said: 'She helped to lay the table, and stayed until the end.' });
  youth_worker.says('The note is saved.');
  for (const page of ['', '?as=text', '/chronology', '/chronology/text', '/family'])
    assert.doesNotMatch((await youth_worker.ask('GET', story.child_page + page)).body, new RegExp(told_by), `who told it is not on ${page}`);
  await practitioner.open(story.child_page);
  const concern = practitioner.page.body.match(/\/concerns\/[0-9a-f-]{36}/)?.[0];
  if (concern) assert.equal(masked(await youth_worker.ask('GET', concern)), masked(await youth_worker.ask('GET', `/concerns/${absent}`)));
});

test('a licensing officer sees the premises and no child; what is not theirs does not exist', async () => {
  const officer = await story.as('licensing');
  await officer.open(story.place_page);
  officer.says(place_name);
  for (const page of ['', '/chronology', '?as=text']) {
    const shown = await officer.ask('GET', story.place_page + page);
    assert.equal(shown.status, 200, page);
    assert.doesNotMatch(shown.body, named, page);
  }
  for (const [path, like] of [[story.child_page, `/people/${absent}`], [story.of_child, `/cases/${absent}`], [`${story.of_child}/weighting`, `/cases/${absent}/weighting`]])
    assert.equal(masked(await officer.ask('GET', path)), masked(await officer.ask('GET', like)), path);
});

test('an analyst sees counts, and nobody', async () => {
  const analyst = await story.as('analyst');
  await analyst.open('/fairness?list=concerns');
  assert.equal(analyst.page.status, 200);
  analyst.does_not_say(child.last);
  for (const [path, like] of [[story.child_page, `/people/${absent}`], [story.of_child, `/cases/${absent}`], [story.of_place, `/cases/${absent}`]])
    assert.equal(masked(await analyst.ask('GET', path)), masked(await analyst.ask('GET', like)), path);
});

test('31 % of 62 feel safe; twelve weeks later 47 % of 58; it moved nowhere else', async () => {
  await story.at(times.first_survey);
  await story.plan();
  await story.at(times.twelve_weeks_later);
  await story.review();
  const practitioner = await story.as('practitioner');
  await practitioner.open(`${story.of_place}/measurements`);
  for (const words of ['31 %', '47 %', 'n = 62 (baseline)', 'n = 58']) practitioner.says(words); // 19 of 62 is 30.6 %, 27 of 58 is 46.6 %
  await practitioner.open(`${story.of_place}/reviews`);
  for (const words of ['31 % of 62', '47 % of 58', '16 percentage points more', 'The arcade, the bus station and two schools were asked']) practitioner.says(words);
});

test('it closes, and half a year on the level is still lower', async () => {
  const practitioner = await story.as('practitioner');
  await practitioner.open(`${story.of_place}/close`);
  await practitioner.press('Close the case', closing);
  practitioner.says('The case is closed.');
  await story.at(times.six_months_on);
  const later = await story.as('practitioner');
  await later.open('/');
  await later.open(`${story.of_place}/follow-up`);
  later.says('When it closed the level was Emerging');
  await later.press('Record it', { on: '1 December 2026', ...half_a_year_on });
  assert.equal(later.page.status, 200, later.page.text);
  await later.open(`${story.of_place}/history`);
  later.says('Level: from not judged to Significant');
  later.says('Emerging');
  await later.open(`${story.of_place}/reviews`);
  later.says('The room is open, and the owner knows whom to call');
  later.does_not_say(child.last);
});
