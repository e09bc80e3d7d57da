// SPDX-License-Identifier: MIT
// A place is screened, assessed and measured, and a child screened, as people meet it: drafts, all that is missing at once, corrections,
// two people at one form, repeats beside the baseline; for programs too; and nothing of it for whoever may not know the case.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { neighbourhood, screen_context, screening } from './assessments.mjs';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, place, child;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
  const practitioner = await kith.signed_in(cast.practitioner.name);
  place = await case_of(practitioner, '/contexts/new?kind=PLACE', { kind: 'PLACE', name: 'Tannery steps' });
  child = await case_of(practitioner, '/people/new', { name: 'Linnet Overbury', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' });
});

async function case_of(visitor, path, answers) {
  await visitor.open(path);
  await visitor.press('Make the record', answers);
  await visitor.follow('Open a case');
  await visitor.press('Open the case', { strands: ['CSE'], because: 'Three people told of the same worry' });
  assert.equal(visitor.page.status, 200, visitor.page.text);
  return visitor.page.path.replace(/\?.*/, '');
}

test('a draft saves with anything in it, and completing tells everything that is missing at once', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(`${child}/move?to=assessment`);
  await practitioner.open(child);
  practitioner.says('The screening is not complete');
  await practitioner.follow('Start or read');
  practitioner.does_not_say('Adult safeguarding assessment'); // she is a child
  await practitioner.press('Start: Exploitation screening');
  practitioner.says('You have completed 0 of 5 sections.');
  await practitioner.press('Save and come back later', { judgement: 'Not sure yet' });
  practitioner.says('Your draft is saved.');
  await practitioner.press('Add another sign', { 'signs-1-sign': 'MIS_LATE' });
  assert.equal(practitioner.page.status, 200);
  practitioner.says('Sign 2');
  assert.equal(practitioner.value_of('judgement'), 'Not sure yet');
  await practitioner.press('Complete it');
  assert.equal(practitioner.page.status, 422);
  for (const words of ['Say what brings you to screen now', 'Say what else could explain it, or that nothing else does and why', 'Choose at least one strength', 'Write what the strengths are, with an example', 'Choose whether you have them', 'Choose what comes of it']) practitioner.says(words);
  assert.equal(practitioner.value_of('judgement'), 'Not sure yet', 'nothing typed is lost');
  await practitioner.press('Complete it', screening);
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('It is complete. Its clock is met.');
  practitioner.says('they aint my mates no more');
  practitioner.does_not_say('total');
  await practitioner.open(child);
  practitioner.does_not_say('The screening is not complete');
  await practitioner.open(`${child}/move?to=assessment`);
  await practitioner.press('Start the assessment');
  practitioner.says('No assessment is complete');
});

test('what is complete is corrected with a reason, and both texts stand for two at one form', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  const beside = await kith.signed_in(cast.practitioner.name);
  for (const one of [practitioner, beside]) {
    await one.open(`${child}/assessments`);
    await one.follow('Exploitation screening');
    await one.follow('Correct it');
  }
  await practitioner.press('Save the correction', { judgement: 'Two people use her friendships' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say why it is corrected');
  await practitioner.press('Save the correction', { reason: 'Her aunt told us' });
  practitioner.says('The correction stands.');
  await beside.press('Save the correction', { judgement: 'One person, and his cousin', reason: 'A call' });
  assert.equal(beside.page.status, 409);
  beside.says('Two people use her friendships');
  assert.equal(beside.value_of('judgement'), 'One person, and his cousin');
  await practitioner.follow('History');
  practitioner.says('Her aunt told us');
  await practitioner.follow('Replaced: complete');
  practitioner.says('Somebody older is using her friendships');
  practitioner.says('Two people use her friendships');
});

test('a survey and its repeat stand side by side, and a safety map hides small numbers', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await screen_context(practitioner, place);
  const survey = async (year, n, yes) => {
    await practitioner.open(`${place}/measurements`);
    await practitioner.follow("Use: Young people's safety survey");
    await practitioner.press('Enter it', { 'on-day': '2', 'on-month': '3', 'on-year': year, n: String(n), how: 'On paper, by two youth workers', 'feel_safe-yes': String(yes), 'feel_safe-no': String(n - yes) });
    assert.equal(practitioner.page.status, 200, practitioner.page.text);
  };
  await survey('2024', 62, 19);
  practitioner.says('It is the baseline');
  await survey('2025', 58, 27);
  await practitioner.open(`${place}/measurements`);
  // 19 of 62 is 30.6 %, 27 of 58 is 46.6 %: 15.9 points.
  for (const words of ['31 %', '47 %', '16 points higher: safer', '2 March 2024, n = 62 (baseline)', '2 March 2025, n = 58']) practitioner.says(words);
  await practitioner.follow('Use: Safety map');
  await practitioner.press('Enter it', { 'on-day': '2', 'on-month': '3', 'on-year': '2025', n: '20', how: 'In three lessons', squares: 'C4', 'mark-1': 'unsafe', 'count-1': '12', 'square-2': 'C4', 'mark-2': 'avoided', 'count-2': '3' });
  practitioner.says('C4 none 12 fewer than 5');
});

test('programs start, save and complete, and are told all that is missing', async () => {
  const token = run('token', cast.practitioner.name, '--data', data);
  assert.equal(token.status, 0, token.err);
  const ask = async (method, path, body, headers = {}) => {
    const answer = await fetch(kith.staff + '/api/v1' + path, { method, body: body && JSON.stringify(body), headers: { Authorization: `Bearer ${token.out.trim()}`, 'Content-Type': 'application/json', ...headers } });
    return { status: answer.status, etag: answer.headers.get('etag'), body: await answer.json() };
  };
  const key = { 'Idempotency-Key': 'assess-neighbourhood-1' };
  const begun = await ask('POST', `${place}/assessments`, { kind: 'neighbourhood' }, key);
  assert.equal(begun.status, 201, JSON.stringify(begun.body));
  assert.equal((await ask('POST', `${place}/assessments`, { kind: 'neighbourhood' }, key)).body.id, begun.body.id);
  const one = `${place}/assessments/${begun.body.id}`;
  const saved = await ask('POST', `${one}/save`, { needs: 'So far' }, { 'If-Match': begun.etag });
  assert.equal(saved.status, 200);
  const late = await ask('POST', `${one}/save`, { needs: 'Later' }, { 'If-Match': begun.etag });
  assert.equal(late.status, 409);
  const refused = await ask('POST', `${one}/complete`, { needs: 'So far' }, { 'If-Match': saved.etag });
  assert.equal(refused.status, 422);
  const fields = refused.body.errors.map((problem) => problem.field);
  for (const field of ['guardians', 'strengths_words', 'own_words_obtained', 'methods', 'judgement']) assert.ok(fields.includes(field), field);
  const done = await ask('POST', `${one}/complete`, neighbourhood, { 'If-Match': saved.etag });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.equal(done.body.state, 'complete');
  assert.equal(done.body.own_words_not, 'The survey is on Tuesday');
  const measured = await ask('GET', `${place}/measurements`);
  assert.deepEqual(measured.body.measurements.map((use) => use.n), [62, 58, 20]);
  const added = await ask('POST', `${place}/measurements`, { instrument: 'observation', on: '2025-03-02', n: 4, how: 'Fridays at eight', tallies: [{ question: 'well_lit', answer: 'seen', count: 1 }, { question: 'well_lit', answer: 'not_seen', count: 3 }] });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  assert.equal(added.body.results.well_lit, 25);
  assert.equal((await ask('POST', `${place}/measurements`, { instrument: 'observation', on: '2025-03-02', n: 4, how: 'x', names: ['Wren'] })).status, 422);
});

test('whoever may not know the case finds nothing of it', async () => {
  const nothing = '/cases/00000000-0000-4000-8000-000000000000';
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(`${child}/assessments`);
  const screened = practitioner.page.body.match(/assessments\/([0-9a-f-]{36})"/)[1];
  for (const part of ['lead', 'administrator']) {
    const visitor = await kith.signed_in(cast[part].name);
    for (const page of ['/assessments', `/assessments/${screened}`, `/assessments/${screened}/print`, `/assessments/${screened}/text`, `/assessments/${screened}/history`, `/assessments/edit/${screened}`, '/measurements', '/measurements/new/safety_survey']) {
      const hidden = await visitor.ask('GET', child + page);
      assert.equal(hidden.status, 404, `${part} ${page}`);
      assert.equal(masked(hidden), masked(await visitor.ask('GET', nothing + page)), `${part} ${page}`);
    }
  }
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const verified = run('ledger', 'verify', '--data', data);
  assert.equal(verified.status, 0, verified.out + verified.err);
});
