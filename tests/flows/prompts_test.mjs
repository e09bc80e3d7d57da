// SPDX-License-Identifier: MIT
// Between reviews something happens: a place closes, so its case asks for another look, is answered once, and the kind is retired;
// and the page on becoming an adult. As people meet it, for programs, and nothing of it for whoever may not know the case.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, place, context, child;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
  const practitioner = await kith.signed_in(cast.practitioner.name);
  place = await case_of(practitioner, '/contexts/new?kind=PLACE', { kind: 'PLACE', name: 'Ropewalk arcade' });
  context = practitioner.page.body.match(/href="(\/contexts\/[0-9a-f-]{36})"/)[1];
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

test('a place that changes hands asks for a look at its case, and is answered once', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(`${context}/change`);
  await practitioner.press('Save the change', { owner: 'A family from the next street', reason: 'Told by the licensing team' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  await practitioner.open(place);
  practitioner.says('Look again before the next review');
  practitioner.says('It changed: owner, opening, rules or licence');
  await practitioner.open(`${place}/prompts`);
  practitioner.says('somebody else owns or manages it');
  await practitioner.follow('Say what it changes');
  const waits = practitioner.page.path;
  await practitioner.press('Record what it changed', { because: 'We asked the new owner' });
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say what changed, or that nothing did');
  assert.equal(practitioner.value_of('because'), 'We asked the new owner', 'nothing typed is lost');
  await practitioner.press('Record what it changed', { changes: ['nothing'] });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  practitioner.says('What it changed is recorded.');
  practitioner.says('Nothing changed');
  await practitioner.open(waits);
  assert.equal(practitioner.page.path, `${place}/prompts`, 'it is answered once');
});

test('a person has a page on becoming an adult, a place has none', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open(`${child}/turning-18`);
  practitioner.says('They turn 18 on 3 May 2030');
  await practitioner.press('Record the support', {});
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say who goes on supporting them');
  await practitioner.press('Record the support', { service: 'Harbour young adults team' });
  practitioner.says('The support is recorded.');
  assert.equal((await practitioner.ask('GET', `${place}/turning-18`)).status, 404);
});

test('whoever may not know a case finds no prompt and no page on becoming an adult', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  const nowhere = '/cases/00000000-0000-4000-8000-000000000000';
  for (const page of ['prompts', 'turning-18']) {
    const refused = await lead.ask('GET', `${child}/${page}`);
    const absent = await lead.ask('GET', `${nowhere}/${page}`);
    assert.equal(refused.status, 404, page);
    assert.equal(masked(refused).replaceAll(child, ''), masked(absent).replaceAll(nowhere, ''), page);
  }
  assert.ok((await lead.ask('GET', '/cases/prompts')).status >= 403, 'kinds are for who leads a team');
});

test('programs read prompts and are refused as people are', async () => {
  const token = run('token', cast.practitioner.name, '--data', data);
  assert.equal(token.status, 0, token.err);
  const ask = async (method, path, body) => {
    const answer = await fetch(kith.staff + '/api/v1' + path, { method, body: body && JSON.stringify(body), headers: { Authorization: `Bearer ${token.out.trim()}`, 'Content-Type': 'application/json' } });
    return { status: answer.status, body: await answer.json() };
  };
  const listed = await ask('GET', `${place}/prompts`);
  assert.equal(listed.status, 200);
  const [prompt, ...others] = listed.body.prompts;
  assert.equal(others.length, 0);
  assert.deepEqual(prompt.changes, ['nothing']);
  assert.equal(prompt.reasons[0].kind, 'context_changed');
  assert.equal((await ask('POST', `${place}/prompts/${prompt.id}/answer`, { changes: ['nothing'], because: 'Again' })).status, 409);
  assert.equal((await ask('POST', `${child}/prompts/${prompt.id}/answer`, { changes: ['nothing'], because: 'Again' })).status, 404);
});
