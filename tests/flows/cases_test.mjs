// SPDX-License-Identifier: MIT
// A case from the concern that led to it to its closing and back: a child's and a place's by the same road; and for whoever
// may not see one it does not exist.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { assess, screen } from './assessments.mjs';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
});

const referral = {
  safe_now: 'yes',
  about: ['child', 'place'],
  'children-1-name': 'Wren Castellan',
  'children-1-birth-day': '3',
  'children-1-birth-month': '5',
  'children-1-birth-year': '2012',
  'contexts-1-name': 'Old Lamp Works',
  'contexts-1-postcode': 'ZY1 1EB',
  postcode: 'ZY1 1EB',
  what: 'An adult waits for Wren at the old lamp works after school.',
  strengths: 'Her aunt.',
  own_words: 'I said no and he still waits.',
  consent: 'agreed',
};
const nothing = '/cases/00000000-0000-4000-8000-000000000000';
const hidden_from = ['lead', 'other_lead', 'officer', 'administrator'];
const pages_of_a_case = ['', '/history', '/print', '/text', '/move', '/level', '/strands', '/extend', '/allocate', '/close', '/reopen'];

const cases_on = (page) => [...page.body.matchAll(/href="(\/cases\/[0-9a-f-]{36})"[^>]*>\s*(K-[0-9A-Y-]+)/g)].map(([, href, reference]) => ({ href, reference }));

let of_child, of_place, concern;

test('a decision opens the cases of the child and of the place, once who and where are linked', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  const worker = await kith.signed_in(cast.worker.name);
  await lead.open('/concerns/new');
  const [answer] = await lead.press_twice('Send to the team', referral);
  assert.equal(answer.status, 303, answer.text);
  concern = answer.headers.location.replace(/\?.*/, '');
  await worker.open(concern);
  worker.does_not_say('Cases that came from this');
  await worker.press('Record the decision', { urgency: 'AMBER', outcomes: ['assessment', 'context_referral'], reason_assessment: 'Harm is likely.', reason_context_referral: 'It needs guardians.', reply: 'We have begun.' });
  assert.equal(worker.page.status, 200, worker.page.text);
  worker.says('No case was opened: nobody and no place that the worry is about is linked to this concern.');

  await worker.follow('Make a new record of Wren');
  await worker.press('Make the record and link it', { role: 'worry_about' });
  await worker.follow('Make a new record of Old Lamp Works');
  await worker.press('Make the record and link it', { role: 'happened_at' });
  worker.says('Open a case about Wren Castellan');
  await worker.press('Record the decision', { outcomes: ['assessment', 'context_referral'], reason_assessment: 'Harm is likely.', reason_context_referral: 'It needs guardians.', summary: 'Who and where are known now.', reply: 'We have begun.' });
  assert.equal(worker.page.status, 200, worker.page.text);
  worker.does_not_say('Open a case about');
  const opened = cases_on(worker.page);
  assert.equal(opened.length, 2, worker.page.text);
  for (const one of opened) {
    await worker.open(one.href);
    if (worker.page.text.includes('A person\'s case')) of_child = one;
    else of_place = one;
    worker.says('Screening It stands here');
    worker.says('Kinds of harm: Not known yet.');
    worker.says('Harbour, not allocated yet');
  }
  assert.ok(of_child && of_place);
  await worker.open(of_place.href);
  worker.does_not_say('Wren');
});

test('what is not yours to see answers as what does not exist, on every page and for programs', async () => {
  for (const part of hidden_from) {
    const visitor = await kith.signed_in(cast[part].name);
    for (const one of [of_child, of_place])
      for (const page of pages_of_a_case) {
        const hidden = await visitor.ask('GET', one.href + page);
        const absent = await visitor.ask('GET', nothing + page);
        assert.equal(hidden.status, 404, `${part} ${page}`);
        assert.equal(masked(hidden), masked(absent), `${part} ${page}`);
      }
    const list = await visitor.ask('GET', '/cases');
    assert.ok(!list.body.includes(of_child.reference) && !list.body.includes(of_place.reference), part);
    const made = run('token', cast[part].name, '--data', data);
    if (made.status !== 0) continue;
    const asked = async (path) => {
      const told = await fetch(kith.staff + path, { headers: { Authorization: `Bearer ${made.out.trim()}` } });
      return [told.status, await told.text()];
    };
    assert.deepEqual(await asked(`/api/v1${of_child.href}`), await asked(`/api/v1${nothing}`), part);
  }
});

test('the team that holds it allocates it, judges the level, moves it on, and nothing typed is lost', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open('/');
  await practitioner.follow('Cases');
  const held = cases_on(practitioner.page).map((one) => one.reference);
  assert.ok(held.includes(of_child.reference) && held.includes(of_place.reference), practitioner.page.text);
  const beside = await kith.signed_in(cast.practitioner.name);
  await beside.open(`${of_child.href}/move?to=assessment`);
  beside.says('Start the assessment');

  await practitioner.open(of_child.href);
  await practitioner.follow('Allocate or hand over');
  const team = practitioner.page.body.match(/<option value="([0-9a-f-]+)" selected>/)[1];
  await practitioner.open(`${of_child.href}/allocate?team=${team}`);
  practitioner.says('Who in Harbour?');
  const worker = practitioner.page.body.match(/<option value="([0-9a-f-]+)"[^>]*>Callum Reyes/)[1];
  await practitioner.press('Allocate', { worker });
  practitioner.says('The case is allocated.');
  practitioner.says('Callum Reyes, Harbour');

  await practitioner.follow('Judge the level');
  await practitioner.press('Record the level', { level: 'SIGNIFICANT', rationale: 'One adult, one place, each week', evidence: '' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say what this rests on: what was seen, said or measured');
  assert.equal(practitioner.value_of('rationale'), 'One adult, one place, each week');
  await practitioner.press('Record the level', { evidence: 'Her own words, and the school' });
  practitioner.says('The level is recorded, with its reasons.');
  practitioner.says('Significant');

  await beside.press('Start the assessment', { because: 'Her aunt agreed this morning' });
  assert.equal(beside.page.status, 409, 'somebody was first');
  beside.says('What stands now');
  beside.says('Level Significant');
  assert.equal(beside.value_of('because'), 'Her aunt agreed this morning');
  await beside.press('Start the assessment');
  assert.equal(beside.page.status, 422);
  beside.says('The screening is not complete');
  await screen(practitioner, of_child.href);
  await beside.press('Start the assessment');
  assert.equal(beside.page.status, 200, beside.page.text);
  beside.says('The case has moved on.');
  beside.says('Assessment It stands here');

  await beside.follow('It takes longer');
  beside.says('Complete the assessment');
  const [, clock] = beside.page.body.match(/name="clock"[^>]*value="([0-9a-f-]+)"[^>]*>\s*<label[^>]*>\s*Complete the assessment/);
  await beside.press('Record the new day', { clock, 'due-day': '1', 'due-month': '2', 'due-year': '2020', reason: 'The family is away' });
  assert.equal(beside.page.status, 422);
  beside.says('Enter a day after the one that stands');
  assert.equal(beside.value_of('reason'), 'The family is away');
  await beside.press('Record the new day', { 'due-year': '2099' });
  beside.says('It takes longer, and the reason stands in the history.');
  await beside.follow('Put the kinds of harm right');
  await beside.press('Save the kinds of harm', { strands: ['CSE', 'CCE'] });
  beside.says('Kinds of harm: Child criminal exploitation, Child sexual exploitation.');
});

test('it closes with what changed, is read for as long as it stands, and opens again', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(`${of_child.href}/close`);
  const closing = { reason: 'safer', why: 'Nothing new for twelve weeks', 'life-changed': 'She is back at football', 'contexts-changed': 'The works are lit and locked', 'who-keeps': 'Her school lead', 'way-back': 'She calls the team' };
  await practitioner.press('Close the case', closing);
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say what the person and their family say, or why nobody was asked');
  for (const [field, text] of Object.entries(closing)) assert.equal(practitioner.value_of(field), text);
  await practitioner.press('Close the case', { 'own-view': 'I feel like me again' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('“Complete the assessment” is not done');
  await assess(practitioner, of_child.href);
  await practitioner.open(`${of_child.href}/close`);
  await practitioner.press('Close the case', { ...closing, 'own-view': 'I feel like me again' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('The case is closed. It can be opened again.');
  practitioner.says('I feel like me again');

  await practitioner.follow('History');
  for (const words of ['Stage: from Screening to Assessment', 'Level: from not judged to Significant', 'The family is away', 'The works are lit and locked', 'Opened. Stage: Screening', 'Stopped when the case closed', 'A decision on a concern: Assessment (section 17)']) practitioner.says(words);
  practitioner.does_not_say('Harm is likely.');
  const text = await practitioner.ask('GET', `${of_child.href}/text`);
  assert.match(text.headers['content-type'], /^text\/plain/);
  assert.match(text.body, /What changed in their life: She is back at football/);
  const print = await practitioner.ask('GET', `${of_child.href}/print`);
  assert.ok(print.body.includes('Copy for Callum Reyes'));

  await practitioner.open(of_child.href);
  await practitioner.follow('Open it again');
  await practitioner.press('Open it again', { because: '' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say why the case is opened again');
  await practitioner.press('Open it again', { because: 'He was seen at the works' });
  practitioner.says('The case is open again.');
  practitioner.says('Screening It stands here');
});

test('a second concern opens nothing where a case stands, and a case is opened by hand once', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/contexts/new?kind=PLACE');
  await worker.press('Make the record', { kind: 'PLACE', name: 'Tannery steps' });
  await worker.follow('Open a case');
  worker.says('Open a case about Tannery steps');
  await worker.press('Show who works in this team');
  assert.equal(worker.page.status, 200);
  await worker.press('Open the case', { strands: [], because: 'Pupils are met there' });
  assert.equal(worker.page.status, 422);
  worker.says('Choose at least one kind of harm');
  assert.equal(worker.value_of('because'), 'Pupils are met there');
  const answers = await worker.press_twice('Open the case', { strands: ['CCE'] });
  assert.deepEqual(answers.map((one) => one.status), [303, 409]);
  worker.says('There is an open case already');
  for (const gone of ['/cases/new', '/cases/new?person=00000000-0000-4000-8000-000000000000', '/cases/new?context=x']) assert.equal((await worker.ask('GET', gone)).status, 404, gone);
  const administrator = await kith.signed_in(cast.administrator.name);
  assert.equal((await administrator.ask('GET', '/cases')).status, 404);
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const verified = run('ledger', 'verify', '--data', data);
  assert.equal(verified.status, 0, verified.out + verified.err);
});
