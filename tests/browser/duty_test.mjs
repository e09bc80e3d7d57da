// SPDX-License-Identifier: MIT
// Two people have the page of who is missing now on their screens. A third reports somebody at high risk: the row is there without a reload,
// stays until somebody says that they have seen it, and then is quiet on both screens. Whoever may not know of it sees nothing move.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, run } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
let token;
before(async () => {
  const data = demo_folder();
  const made = run('token', cast.worker.name, '--data', data);
  assert.equal(made.status, 0, made.err);
  token = made.out.trim();
  kith = await Kith.start(data);
  await start_browser();
});
after(() => kith?.stop());

async function sent(path, body) {
  const answer = await fetch(kith.staff + path, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const json = await answer.json();
  assert.equal(answer.status, 201, JSON.stringify(json));
  return json;
}
// By somebody of the front door, an hour ago, at high risk.
async function reported(name, birth) {
  const person = await sent('/api/v1/people', { names: [{ kind: 'birth', name }], birth });
  const ago = (minutes) => new Date(Date.now() - minutes * 60000).toISOString();
  return sent('/api/v1/missing', {
    person: person.id,
    answers: { kind: 'M', reported_at: ago(20), left_at: ago(60), absent_from: 'home', reporter: 'Their aunt', last_seen_place: 'The bus stop on Quay Street', exploitation: 'yes', grade: 'HIGH', graded_by: 'The duty inspector', graded_because: 'Somebody older waits for them.' },
  });
}
async function at_duty(name, options) {
  const person = await sign_in_at(kith, name, options);
  await person.open('/missing');
  await person.says('Who is missing now');
  return person;
}
const row = (person, episode) => person.page.locator(`#episode-${episode.id}`);

test('who is reported at high risk is on a second screen without a reload, and waits there until somebody has seen it', async (t) => {
  const one = await at_duty(cast.colleague.name);
  const other = await at_duty(cast.manager.name);
  const elsewhere = await at_duty(cast.lead.name); // of a school, who does not know of it
  await one.page.evaluate(() => (document.body.mark = 'as it was loaded'));
  const began = Date.now();
  const episode = await reported('Tamsin Fenwick', '2012-02-29');
  await row(one, episode).waitFor();
  t.diagnostic(`shown after ${Date.now() - began} ms, the report itself included`);
  await row(other, episode).waitFor();
  assert.equal(await one.page.evaluate(() => document.body.mark), 'as it was loaded');
  await one.page.locator('[role=status]', { hasText: /1 person is missing or away now\.|people are missing or away now\. Reports that nobody has said they have seen: / }).waitFor({ state: 'attached' });
  await one.look('duty-live');
  await row(one, episode).getByRole('button', { name: 'I have seen this' }).click();
  await one.page.waitForLoadState();
  await row(other, episode).getByText('Seen by Tomasz Wilk').waitFor();
  assert.equal(await row(other, episode).getByRole('button').count(), 0);
  assert.equal(await row(elsewhere, episode).count(), 0);
  assert.doesNotMatch(await elsewhere.text(), /Tamsin/);
  for (const person of [one, other, elsewhere]) await person.leave_with_no_fault();
});

test('without a script the row is there too, when the page has loaded itself again', async () => {
  const person = await at_duty(cast.colleague.name, { script: false });
  const episode = await reported('Rowan Ashby', '2011-09-03');
  await row(person, episode).waitFor({ timeout: 60000 });
  await person.leave_with_no_fault();
});
