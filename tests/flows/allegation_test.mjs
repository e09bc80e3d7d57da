// SPDX-License-Identifier: MIT
// A worry about somebody who works with children. For that person and for their manager nothing shows that it is there:
// every page of theirs has the same bytes with it and without it, save the time and the tokens in forms.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder } from './kith.mjs';
import { masked } from './visitor.mjs';
import { a_worry, tell } from './public_report.mjs';
import { until } from './kith.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
});

const nowhere = '00000000-0000-4000-8000-000000000000';
const about_rosa = {
  safe_now: 'yes',
  about: ['child'],
  postcode: 'ZY1 1EB',
  what: 'A pupil tells me that Rosa Adeyemi, who helps at the youth club on Fridays, sends her messages at night.',
  strengths: 'She told her form tutor, whom she trusts.',
  own_words: 'I want it to stop, but she is nice to me.',
  consent: 'nobody_named',
  worker: 'yes',
  worker_name: 'Rosa Adeyemi',
  worker_role: 'Helps at a youth club',
  worker_employer: 'Quillshire Council',
  worker_told: 'no',
};

// All that somebody can ask of the room of concerns, and of the pages beside it.
const lists = ['/', '/concerns', '/concerns/decided', '/concerns/raised', '/concerns/new', '/api/v1/concerns', '/people', '/contexts', '/account'];
const of_one = ['', '/copy', '/allegation', '/who/person', '/who/context', `/who/${nowhere}`];
const acts = ['who/link', 'who/not', 'who/person', 'who/context', `who/${nowhere}`, 'take', 'decide', 'message', 'allegation', 'allegation/about', 'allegation/open', `allegation/${nowhere}/close`];

const without_time = (text) => text.replace(/(Overdue by|Due in) \d+ \w+/g, '$1').replace(/\\"kith-[a-z]*nonce[^"]*\\"/g, '');

async function all_lists(visitor) {
  const seen = {};
  for (const path of lists) seen[path] = without_time(masked(await visitor.ask('GET', path)));
  // what stands beside each concern in the queue: known already, earlier concerns of the postcode
  await visitor.open('/concerns');
  for (const [, href] of [...visitor.page.body.matchAll(/href="(\/concerns\/[0-9a-f-]{36})"/g)].slice(0, 5)) seen[href] = without_time(masked(await visitor.ask('GET', href)));
  return seen;
}

async function raise_about_rosa() {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Send to the team', about_rosa);
  assert.equal(lead.page.status, 422);
  lead.says('Choose which colleague it is about, or none of these');
  const picked = lead.page.body.match(/name="worker_account"[^>]*value="([0-9a-f-]{36})"/)[1];
  await lead.press('Send to the team', { worker_account: picked });
  assert.equal(lead.page.status, 200, lead.page.text);
  lead.says('Your concern was sent to the designated officer.');
  lead.says('Do not tell the person.');
  lead.does_not_say('Speak to your safeguarding lead'); // who may be behind the wall
  return { lead, id: lead.page.path.match(/[0-9a-f-]{36}/)[0] };
}

test('neither the person it is about nor their manager can tell that it is there', async () => {
  const parts = ['worker', 'manager'];
  const visitors = Object.fromEntries(await Promise.all(parts.map(async (part) => [part, await kith.signed_in(cast[part].name)])));
  const without = {};
  for (const part of parts) without[part] = await all_lists(visitors[part]);
  const { id } = await raise_about_rosa();
  for (const part of parts) {
    const visitor = visitors[part];
    const now = await all_lists(visitor);
    assert.deepEqual(Object.keys(now), Object.keys(without[part]));
    for (const path of Object.keys(now)) assert.equal(now[path], without[part][path], `${part} ${path}`);
    for (const path of [...of_one.map((one) => (where) => `/concerns/${where}${one}`), (where) => `/api/v1/concerns/${where}`]) {
      const there = await visitor.ask('GET', path(id));
      const not_there = await visitor.ask('GET', path(nowhere));
      assert.equal(there.status, 404, path(id));
      assert.equal(masked(there).replaceAll(id, nowhere), masked(not_there), `${part} ${path(id)}`);
    }
    await visitor.open('/');
    const fields = { csrf: visitor.value_of('csrf'), version: '1', body: 'x', outcomes: 'early_help', reason_early_help: 'x', worker_name: 'x', worker_role: 'x', worker_told: 'no', worker_reason: 'x', reason: 'x', words: 'x', because: 'x' };
    for (const act of acts) {
      const there = await visitor.ask('POST', `/concerns/${id}/${act}`, fields);
      const not_there = await visitor.ask('POST', `/concerns/${nowhere}/${act}`, fields);
      assert.equal(there.status, 404, act);
      assert.equal(masked(there), masked(not_there), `${part} ${act}`);
    }
  }
});

test('the officer decides it, opens it to the manager, and closes it again', async () => {
  const { lead, id } = await raise_about_rosa();
  const officer = await kith.signed_in(cast.officer.name);
  await officer.open('/concerns');
  officer.says('Somebody who works with children, a child');
  await officer.open(`/concerns/${id}`);
  officer.says('Helps at a youth club');
  officer.says('Yes: Rosa Adeyemi');
  officer.does_not_say('Make a new record');
  officer.does_not_say('Helen Okafor'); // deputy lead of the council, and behind the wall
  const manager = await kith.signed_in(cast.manager.name);
  assert.equal((await manager.ask('GET', `/concerns/${id}`)).status, 404);

  await officer.follow('Put right whom it is about, or open it to somebody');
  await officer.press('Open it to them', { reason: 'x' });
  assert.equal(officer.page.status, 422);
  officer.says('Choose to whom you open it');
  const account = officer.page.body.match(/value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Helen Okafor/)[1];
  await officer.press('Open it to them', { account, reason: 'She plans the rota.', words: 'Please ring me before you plan next week.' });
  assert.equal(officer.page.status, 200, officer.page.text);
  officer.says('It is open to them now.');

  await manager.open('/');
  manager.says('what a designated officer has opened to you');
  await manager.open(`/concerns/${id}`);
  manager.says('Please ring me before you plan next week.');
  manager.does_not_say('messages at night');
  manager.does_not_say('Amina Sesay');
  assert.equal((await manager.ask('GET', `/concerns/${id}/copy`)).status, 403);
  const told = JSON.parse((await manager.ask('GET', `/api/v1/concerns/${id}`)).body);
  assert.deepEqual(Object.keys(told).sort(), ['id', 'reference', 'state', 'version']);
  const worker = await kith.signed_in(cast.worker.name);
  assert.equal((await worker.ask('GET', `/concerns/${id}`)).status, 404, 'opened to the manager alone');

  await officer.press('Close it to Helen Okafor', { because: 'The rota is done.' });
  officer.says('It is closed to them.');
  assert.equal((await manager.ask('GET', `/concerns/${id}`)).status, 404);
  await manager.open('/');
  manager.does_not_say('what a designated officer has opened to you');

  await officer.press('Save', { worker_role: 'Volunteers at a youth club', worker_reason: 'She is not paid.' });
  officer.says('Saved.');
  await officer.open(`/concerns/${id}`);
  officer.says('Volunteers at a youth club');
  await officer.press('Record the decision', { outcomes: 'strategy_discussion', reason_strategy_discussion: 'Police and her employer meet tomorrow.', reply: 'We meet tomorrow and ring you after.' });
  assert.equal(officer.page.status, 200, officer.page.text);
  await lead.open(`/concerns/${id}`);
  lead.says('We meet tomorrow and ring you after.');
});

test('a public report about somebody who works with children is sent on, and leaves the queue', async () => {
  const worker = await kith.signed_in(cast.colleague.name);
  const said = 'The caretaker at the baths asks children for their numbers.';
  await tell(kith.somebody(), { ...a_worry, what: { ...a_worry.what, what: said, postcode: 'ZY1 1EB' } });
  const href = await until(async () => {
    await worker.open('/concerns');
    for (const [, one] of worker.page.body.matchAll(/href="(\/concerns\/[0-9a-f-]{36})"/g)) if ((await worker.ask('GET', one)).text.includes(said)) return one;
    return null;
  }, 'the report is in the queue');
  await worker.open(href);
  await worker.follow('This is about somebody who works with children: send it to the designated officer');
  await worker.press('Send to the designated officer', { worker_role: 'Caretaker' });
  assert.equal(worker.page.status, 422);
  worker.says('Write their name, or how they can be told from others');
  assert.equal(worker.value_of('worker_role'), 'Caretaker');
  await worker.press('Send to the designated officer', { worker_name: 'Not known, grey beard', worker_told: 'not_known', worker_reason: 'A caretaker works among children.' });
  assert.equal(worker.page.status, 200, worker.page.text);
  worker.says('It is with the designated officer now');
  worker.does_not_say(href);
  assert.equal((await worker.ask('GET', href)).status, 404);
  const officer = await kith.signed_in(cast.officer.name);
  await officer.open(href);
  officer.says(said);
  officer.says('Not known, grey beard');
});
