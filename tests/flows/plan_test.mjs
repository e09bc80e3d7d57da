// SPDX-License-Identifier: MIT
// The contexts of a case are weighed, its plan is made, refused, agreed and handed on, and reviewed, as people meet it; for programs
// too; and nothing of it for whoever may not know the case.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, place, child;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
  const practitioner = await kith.signed_in(cast.practitioner.name);
  place = await case_of(practitioner, '/contexts/new?kind=PLACE', { kind: 'PLACE', name: 'Ropewalk arcade' });
  child = await case_of(practitioner, '/people/new', { name: 'Teasel Ormerod', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' });
});

async function case_of(visitor, path, answers) {
  await visitor.open(path);
  await visitor.press('Make the record', answers);
  await visitor.follow('Open a case');
  await visitor.press('Open the case', { strands: ['CSE'], because: 'Three people told of the same worry' });
  assert.equal(visitor.page.status, 200, visitor.page.text);
  return visitor.page.path.replace(/\?.*/, '');
}

test('contexts are weighed in words, each with its reason, and weighing again keeps what was judged', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(child);
  await practitioner.follow('Weigh the contexts');
  await practitioner.press('Record the weighting', { 'PLACE-harm': 'strongest', 'HOME-safety': 'strong', 'HOME-because': 'She talks with her aunt' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say why it weighs so much');
  practitioner.says('Write their own view, or say why it was not heard');
  assert.equal(practitioner.value_of('HOME-because'), 'She talks with her aunt', 'nothing typed is lost');
  await practitioner.press('Record the weighting', { 'PLACE-because': 'Four things happened at one arcade', own_view: 'home is fine' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('The weighting is recorded.');
  practitioner.says('Four things happened at one arcade');
  practitioner.says('home is fine');
});

test('a goal of effort alone is refused, a plan says what is missing, is agreed, and asks to be agreed again', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(child);
  await practitioner.follow('Begin the plan');
  practitioner.says('Write one goal at least');
  await practitioner.follow('Add a goal');
  await practitioner.press('Save the goal', { statement: 'Teasel has somebody to talk to at the arcade', aims_at: 'PLACE', measured_by: 'observation', observation: 'Leaflets handed out at the door', what_it_tells: 'what_is_different' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('counts what we do');
  assert.equal(practitioner.value_of('observation'), 'Leaflets handed out at the door');
  await practitioner.press('Save the goal', { observation: 'Young people who can name an adult they trust there', baseline_count: '2', baseline_of: '10', target: '6 of 10' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('2 of 10 (20 %)');
  await practitioner.follow('Add who does what');
  await practitioner.press('Ask for it', { what: 'Keep an eye on who comes in', kind: 'watches_or_limits' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Enter the day by which it is done');
  await practitioner.press('Ask for it', { due: '31 December 2027', named_in_words: 'Sam Obi, licensing', how_we_will_know: 'The owner tells us each week', for_agency: first_choice(practitioner, 'for_agency') });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('More actions watch or limit the person than support the person and change what harms');
  practitioner.says("Write the child's own goal, in the child's words");
  await practitioner.follow('Write or change their own words');
  await practitioner.press('Save', { own_goal: 'i want to go skating again', trusted_worker: 'Nadia from the youth centre' });
  practitioner.says('Nothing is missing.');
  await practitioner.follow('Agree the plan');
  await practitioner.press('The plan is agreed', { with: '' });
  assert.equal(practitioner.page.status, 422);
  await practitioner.press('The plan is agreed', { with: 'Her aunt, school and the team', own_view: 'ok' });
  practitioner.says('The plan is agreed. Its next review is set.');
  await practitioner.follow('The plan in plain words, to print');
  practitioner.says('My plan');
  practitioner.says('i want to go skating again');
  await practitioner.open(`${child}/plan`);
  await practitioner.follow('Change the goal');
  await practitioner.press('Save the goal', { target: '8 of 10' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('The plan was agreed: say why it changes');
  await practitioner.press('Save the goal', { reason: 'It goes well' });
  practitioner.says('It changed since then: agree it again.');
});

function first_choice(visitor, name) {
  const select = visitor.page.body.match(new RegExp(`<select[^>]*name="${name}"[\\s\\S]*?</select>`))[0];
  return select.match(/<option value="([0-9a-f-]{36})"/)[1];
}

test('the plan and the review of a context name no child', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(`${place}/plan/goals/new`);
  await practitioner.press('Save the goal', { statement: 'The door is open to Teasel Ormerod' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say it without the name');
  await practitioner.press('Save the goal', { statement: 'Young people are welcome here', measured_by: 'observation', observation: 'Young people who feel safe here', what_it_tells: 'what_is_different', baseline_count: '19', baseline_of: '62', target: 'Half of them' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  await practitioner.open(`${place}/reviews/new`);
  await practitioner.press('Complete the review', {});
  assert.equal(practitioner.page.status, 422);
  for (const words of ['Say who took part', 'Did the harm move elsewhere? Ask and look', 'Judge the level']) practitioner.says(words);
  await practitioner.press('Save as a draft', { who: 'licensing and the team', contexts_words: 'the door is kept' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('the door is kept');
});

test('whoever may not know a case finds no weighting, plan or review of it', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  const nowhere = '/cases/00000000-0000-4000-8000-000000000000';
  for (const page of ['weighting', 'weighting/new', 'plan', 'plan/plain', 'plan/agree', 'plan/goals/new', 'reviews', 'reviews/new', 'follow-up']) {
    const refused = await lead.ask('GET', `${child}/${page}`);
    const absent = await lead.ask('GET', `${nowhere}/${page}`);
    assert.equal(refused.status, 404, page);
    assert.equal(masked(refused).replaceAll(child, ''), masked(absent).replaceAll(nowhere, ''), page);
  }
});

test('programs weigh, plan and review, and are refused as people are', async () => {
  const token = run('token', cast.practitioner.name, '--data', data);
  assert.equal(token.status, 0, token.err);
  const ask = async (method, path, body, headers = {}) => {
    const answer = await fetch(kith.staff + '/api/v1' + path, { method, body: body && JSON.stringify(body), headers: { Authorization: `Bearer ${token.out.trim()}`, 'Content-Type': 'application/json', ...headers } });
    return { status: answer.status, etag: answer.headers.get('etag'), body: await answer.json() };
  };
  const weighting = await ask('GET', `${child}/weighting`);
  assert.equal(weighting.body.version, 1);
  assert.equal(weighting.body.parts.find((one) => one.part === 'PLACE').harm, 'strongest');
  const again = { parts: weighting.body.parts, own_view: 'Still fine at home' };
  assert.equal((await ask('POST', `${child}/weighting`, again, { 'If-Match': '"v0"' })).status, 409);
  assert.equal((await ask('POST', `${child}/weighting`, again, { 'If-Match': weighting.etag })).body.version, 2);
  const effort = { statement: 'The street is lively', measured_by: 'observation', observation: 'Patrols each week', what_it_tells: 'what_is_different' };
  const refused = await ask('POST', `${place}/plan/goals`, effort);
  assert.equal(refused.status, 422);
  const key = { 'Idempotency-Key': 'plan-test-goal-one' };
  const goal = { ...effort, observation: 'Young people who feel safe in the street', baseline: { count: 5, of: 20, on: '2024-03-06' } };
  const made = await ask('POST', `${place}/plan/goals`, goal, key);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal((await ask('POST', `${place}/plan/goals`, goal, key)).body.id, made.body.id);
  const plan = await ask('GET', `${place}/plan`);
  assert.equal(plan.body.goals.length, 2);
  assert.deepEqual(plan.body.goals[1].baseline, { count: 5, of: 20, on: '2024-03-06' });
  const review = await ask('POST', `${place}/reviews`, { findings: [{ goal: made.body.id, after: { count: 9, of: 20 } }] });
  assert.equal(review.status, 201, JSON.stringify(review.body));
  const listed = await ask('GET', `${place}/reviews`);
  assert.ok(listed.body.reviews.some((one) => one.findings.some((finding) => /25 % of 20.*45 % of 20.*20 percentage points more/.test(finding.difference ?? ''))));
});
