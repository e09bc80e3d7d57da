// SPDX-License-Identifier: MIT
// A context conference and the chronologies, on a story: a school tells of a child of 14, an adult nobody knows and a
// takeaway; both become cases; those with reach into the takeaway meet about it, and no child is named in what they record.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assess_context, screen_context } from './assessments.mjs';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, place, child, conference;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
});

const referral = {
  safe_now: 'yes',
  about: ['child', 'place'],
  'children-1-name': 'Fern Attwater',
  'children-1-birth-day': '3',
  'children-1-birth-month': '5',
  'children-1-birth-year': '2012',
  'contexts-1-name': 'Pilot Row Kitchen',
  'contexts-1-postcode': 'ZY1 1EB',
  postcode: 'ZY1 1EB',
  what: 'An adult whom nobody knows gives Fern food at the takeaway and asks for favours.',
  strengths: 'Her aunt, and football.',
  own_words: 'He says I owe him.',
  consent: 'agreed',
};
const today = new Date();
const record = {
  'day-day': String(today.getDate()),
  'day-month': String(today.getMonth() + 1),
  'day-year': String(today.getFullYear()),
  place: 'The town hall',
  chair: 'Quillshire Council, exploitation practitioner, Callum Reyes',
  came: 'Quillshire Council, licensing officer\nQuillshire Constabulary, neighbourhood officer',
  absent: 'Takeaway, owner',
  now_like: 'The back room of Pilot Row Kitchen cannot be seen into, and no adult is there after eight.',
  views: '"I would sit inside if somebody looked in"',
  views_how: 'A survey of 62 young people',
  goals: 'Young people can name an adult they trust here\nThe room can be seen into',
  decisions: 'Licensing reviews the conditions',
  dissent: 'The police: cameras should come first',
  steps: 'Open up the back room; the owner; 27/3/2026\nTrain the evening staff; Licensing',
};
const cases_on = (page) => [...page.body.matchAll(/href="(\/cases\/[0-9a-f-]{36})"[^>]*>\s*K-/g)].map(([, href]) => href);

test('what the school tells opens a case of the child and one of the takeaway', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  const worker = await kith.signed_in(cast.worker.name);
  await lead.open('/concerns/new');
  const [answer] = await lead.press_twice('Send to the team', referral);
  assert.equal(answer.status, 303, answer.text);
  await worker.open(answer.headers.location.replace(/\?.*/, ''));
  await worker.follow('Make a new record of Fern');
  await worker.press('Make the record and link it', { role: 'worry_about' });
  await worker.follow('Make a new record of Pilot Row Kitchen');
  await worker.press('Make the record and link it', { role: 'happened_at' });
  await worker.press('Record the decision', { urgency: 'AMBER', outcomes: ['assessment', 'context_referral'], reason_assessment: 'Harm is likely.', reason_context_referral: 'It needs guardians.', reply: 'We have begun.' });
  assert.equal(worker.page.status, 200, worker.page.text);
  for (const href of cases_on(worker.page)) {
    await worker.open(href);
    if (worker.page.text.includes("A person's case")) child = href;
    else place = href;
  }
  assert.ok(child && place);
});

const weigh = async (visitor, href, answers) => {
  await visitor.open(`${href}/weighting/new`);
  await visitor.press('Record the weighting', answers);
  assert.equal(visitor.page.status, 200, visitor.page.text);
};
test("in the child's own case the place weighs above home", async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(child);
  practitioner.says('Complete the screening');
  await weigh(practitioner, child, { 'PLACE-harm': 'strongest', 'PLACE-because': 'It begins at the takeaway', 'HOME-harm': 'none', 'HOME-safety': 'strong', 'HOME-because': 'She talks with her aunt', own_view: 'home is fine' });
  practitioner.says('The weighting is recorded.');
  practitioner.says('It begins at the takeaway');
});

test('the conference names no child: a name, initials and code names come back, known or not, with nothing lost', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(`${child}/conferences/new`);
  assert.equal(practitioner.page.status, 404, 'a conference is about a context');
  await screen_context(practitioner, place);
  await weigh(practitioner, place, { 'PLACE-harm': 'strongest', 'PLACE-because': 'Each account begins there', own_view_missing: 'The survey is on Tuesday' });
  await practitioner.open(`${place}/move?to=assessment`);
  await practitioner.press('Start the assessment');
  await assess_context(practitioner, place);
  await practitioner.open(`${place}/move?to=conference`);
  await practitioner.press('Call the context conference');
  practitioner.says('No context conference was held yet');
  await practitioner.follow('Record a context conference');
  const told = [];
  for (const name of ['Fern Attwater', 'Nancy Bracken', 'F.A.', 'young person A']) {
    await practitioner.press('Save the draft', { ...record, now_like: `They ask ${name} to wait.` });
    assert.equal(practitioner.page.status, 422, name);
    assert.equal(practitioner.value_of('now_like'), `They ask ${name} to wait.`);
    assert.equal(practitioner.value_of('steps').replaceAll('\r', ''), record.steps);
    told.push(practitioner.page.text.match(/This names a young person, or may: “[^”]*”\. Say it without the name/)[0].replace(/“.*”/, ''));
  }
  assert.equal(new Set(told).size, 1, 'it does not tell whether anybody is known');
  await practitioner.press('It was held: save the record', { ...record, goals: '' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Enter at least one goal');
  await practitioner.press('It was held: save the record', record);
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('It is recorded as held. No child is named in it.');
  conference = practitioner.page.path.replace(/\?.*/, '');
  await practitioner.open(place);
  await practitioner.follow('Make the plan');
  practitioner.does_not_say('No context conference was held yet');
  for (const page of ['', '/print', '/text', '/edit']) {
    const shown = await practitioner.ask('GET', conference + page);
    assert.equal(shown.status, 200);
    assert.ok(!/Fern|Attwater/.test(shown.body), page);
    assert.ok(shown.body.includes('The room can be seen into'), page);
  }
});

test('what young people say is measured before and after, and the case closes', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  const survey = async (year, n, yes) => {
    await practitioner.open(`${place}/measurements/new/safety_survey`);
    await practitioner.press('Enter it', { 'on-day': '2', 'on-month': '3', 'on-year': year, n: String(n), how: 'On paper, by two youth workers', 'feel_safe-yes': String(yes), 'feel_safe-no': String(n - yes) });
    assert.equal(practitioner.page.status, 200, practitioner.page.text);
  };
  await survey('2024', 62, 19);
  await survey('2025', 58, 27);
  await practitioner.open(`${place}/measurements`);
  for (const words of ['31 %', '47 %', 'n = 62 (baseline)', 'n = 58']) practitioner.says(words); // 19 of 62 is 30.6 %, 27 of 58 is 46.6 %
  const move = async (to, button) => {
    await practitioner.open(`${place}/move?to=${to}`);
    await practitioner.press(button);
    practitioner.says('The case has moved on.');
  };
  const offered = (name, which) => [...practitioner.page.body.match(new RegExp(`<select[^>]*name="${name}"[\\s\\S]*?</select>`))[0].matchAll(/<option value="([0-9a-f-]{36}[^"]*)"[^>]*>([^<]*)/g)].find(([, , text]) => text.includes(which))[1];
  await move('plan', 'Make the plan');
  await practitioner.open(`${place}/plan/goals/new`);
  await practitioner.press('Save the goal', { statement: 'Young people feel safe in the back room', aims_at: 'PLACE', measured_by: 'measure', measured: offered('measured', '62'), target: 'Half of them' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  await practitioner.follow('Add who does what');
  await practitioner.press('Ask for it', { what: 'Open up the back room', kind: 'changes_context', due: '31 December 2027', named_in_words: 'The owner', how_we_will_know: 'It can be seen into from the counter', for_agency: offered('for_agency', 'Quillshire Council') });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  const action = practitioner.page.body.match(/href="(\/actions\/[0-9a-f-]{36})"/)[1];
  await practitioner.open(`${place}/plan`);
  await practitioner.follow('Agree the plan');
  await practitioner.press('The plan is agreed', { with: 'The owner, licensing and the team', own_view: '"I would sit inside if somebody looked in"' });
  practitioner.says('The plan is agreed.');
  await move('review', 'Review the plan');
  await practitioner.open(`${place}/reviews/new`);
  const [goal] = practitioner.page.body.match(/after-[0-9a-f-]{36}-measured/);
  await practitioner.press('Complete the review', { who: 'Licensing, the owner and the team', [goal]: offered(goal, '58'), [goal.replace('measured', 'said')]: 'More of them feel safe', contexts_changed: 'for_the_better', contexts_words: 'The back room can be seen into', life_changed: 'partly', life_words: 'They sit inside again', displacement: 'nothing_found', displacement_words: 'The arcade, the bus station and two schools were asked', level: 'EMERGING', level_why: 'The back room is open and an adult is there', own_view: '"It is better"' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  for (const words of ['31 % of 62', '47 % of 58', '16 percentage points more']) practitioner.says(words);
  await practitioner.open(`${place}/close`);
  practitioner.says('One action is still open');
  await practitioner.open(action);
  await practitioner.press('Record it', { state: 'done', result: 'Seen on two evenings' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  await practitioner.open(`${place}/close`);
  await practitioner.press('Close the case', { reason: 'safer', why: 'Nothing new for twelve weeks', 'contexts-changed': 'The room can be seen into', 'who-keeps': 'The licensing officer', 'way-back': 'Any colleague opens it again', 'own-view': 'It is a normal place now' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('The case is closed.');
  await practitioner.open(`${place}/follow-up`);
  practitioner.says('Emerging');
});

test('the chronologies tell the story, each to those who may know it', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(`${place}/chronology`);
  for (const words of ['The case was closed', 'Level: Emerging', 'A plan was agreed', 'A plan was reviewed', 'Contexts were weighed', 'Something was measured', 'A context conference was held', 'Moved on: Context conference', 'An assessment was completed', 'The case was opened', 'The record was made']) practitioner.says(words);
  await practitioner.open(`${place}/chronology?kind=case&from=spring`);
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Enter a whole date');
  await practitioner.open(`${place}/chronology?known_on=2020-01-01`);
  practitioner.says('There was no case yet.');
  const text = await practitioner.ask('GET', `${place}/chronology/text`);
  assert.match(text.headers['content-type'], /^text\/plain/);
  assert.ok(text.body.includes('A context conference was held'));
  const token = run('token', cast.practitioner.name, '--data', data);
  const read = await fetch(`${kith.staff}/api/v1${place}/chronology?kind=case`, { headers: { Authorization: `Bearer ${token.out.trim()}` } });
  assert.ok((await read.json()).entries.some((one) => one.title === 'A context conference was held'));
  const nothing = '/cases/00000000-0000-4000-8000-000000000000';
  for (const part of ['lead', 'administrator', 'officer']) {
    const visitor = await kith.signed_in(cast[part].name);
    for (const page of ['/chronology', '/chronology/print', '/chronology/text', '/conferences/new', conference.slice(place.length), `${conference.slice(place.length)}/print`]) {
      const hidden = await visitor.ask('GET', place + page);
      assert.equal(hidden.status, 404, part + page);
      assert.equal(masked(hidden), masked(await visitor.ask('GET', nothing + page)), part + page);
    }
  }
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  assert.equal(run('ledger', 'verify', '--data', data).status, 0);
});
