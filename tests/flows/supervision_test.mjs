// SPDX-License-Identifier: MIT
// Supervision and the page of whoever leads a team: a note that for everybody but two people and their managers is not there,
// byte for byte.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, one_time_password, run, settle_in } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, of_case;
const leader = 'edith.marlow';
const nothing = '/cases/00000000-0000-4000-8000-000000000000';

before(async () => {
  data = demo_folder();
  const added = run('user', 'add', leader, '--name', 'Edith Marlow', '--role', 'exploitation team manager', '--agency', 'quillshire_council', '--team', 'Harbour', '--data', data);
  assert.equal(added.status, 0, added.err);
  const colleague = run('user', 'add', 'sol.hartnell', '--name', 'Sol Hartnell', '--role', 'exploitation practitioner', '--agency', 'quillshire_council', '--team', 'Harbour', '--data', data);
  assert.equal(colleague.status, 0, colleague.err);
  const passwords = [leader, 'sol.hartnell'].map((name) => [name, one_time_password(data, name)]);
  kith = await Kith.start(data);
  for (const [name, one_time] of passwords) await settle_in(kith.stranger(), name, one_time);
});

async function asked(name, path, options = {}) {
  const made = run('token', name, '--data', data);
  assert.equal(made.status, 0, made.err);
  const told = await fetch(kith.staff + path, { ...options, headers: { Authorization: `Bearer ${made.out.trim()}`, ...options.headers } });
  return { status: told.status, etag: told.headers.get('etag'), text: await told.text() };
}

test('who leads a team writes down a supervision; the worker reads it', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open('/people/new');
  await practitioner.press('Make the record', { name: 'Linnet Ashgrove' });
  await practitioner.follow('Open a case');
  await practitioner.press('Open the case', { strands: ['CSE'], because: 'Two colleagues told of the same worry' });
  of_case = practitioner.page.path.replace(/\?.*/, '');
  assert.match(of_case, /^\/cases\/[0-9a-f-]{36}$/);
  practitioner.does_not_say('Supervision');

  const manager = await kith.signed_in(leader);
  await manager.open('/');
  await manager.follow("My team's cases");
  assert.match(manager.page.text, /\d+ open cases, \d+ not allocated, \d+ time limits? overdue, \d+ reviews? due in 14 days/);
  manager.says('Sol Hartnell: 0 cases');
  manager.says('Linnet Ashgrove');
  await manager.open(of_case);
  await manager.follow('Write down a supervision');
  await manager.press('Keep the note', { reflection: 'She is heard less than the adults', worker: '' });
  assert.equal(manager.page.status, 422);
  manager.says('Choose with whom you went through the case');
  manager.says('She is heard less than the adults');
  const worker = manager.page.body.match(/<option value="([0-9a-f-]{36})"[^>]*>Callum Reyes/)[1];
  await manager.press('Keep the note', { worker, reflection: 'She is heard less than the adults', decisions: 'See her alone, because she asked', next: '1 March 2031' });
  manager.says('The note is kept.');
  await practitioner.open(of_case);
  practitioner.says('Last gone through on');
  await practitioner.follow('Read what was noted');
  practitioner.says('See her alone, because she asked');
  practitioner.does_not_say('Put it right');
});

test('for a colleague who reads the case the note is not there, and no trace of it', async () => {
  const colleague = await kith.signed_in('sol.hartnell');
  const looked = await colleague.ask('GET', of_case);
  assert.equal(looked.status, 200);
  for (const page of ['', '/history', '/print', '/text', '/chronology']) {
    const told = await colleague.ask('GET', of_case + page);
    assert.equal(told.status, 200, page);
    assert.ok(!/supervis|See her alone|gone through/i.test(told.body), page);
  }
  for (const page of ['/supervisions', '/supervisions/new', '/supervisions/00000000-0000-4000-8000-000000000000/correct']) {
    const hidden = await colleague.ask('GET', of_case + page);
    assert.equal(hidden.status, 404, page);
    assert.equal(masked(hidden), masked(await colleague.ask('GET', nothing + page)), page);
  }
  assert.equal((await asked('sol.hartnell', `/api/v1${of_case}/supervisions`)).text, '{"supervisions":[]}');
});

test('for whoever may not know the case neither it nor the page of the team is there', async () => {
  for (const part of ['lead', 'other_lead', 'officer', 'practitioner']) {
    const visitor = await kith.signed_in(cast[part].name);
    const team = await visitor.ask('GET', '/cases/team');
    assert.equal(team.status, 404, part);
    if (part === 'practitioner') continue;
    const hidden = await visitor.ask('GET', `${of_case}/supervisions`);
    assert.equal(masked(hidden), masked(await visitor.ask('GET', `${nothing}/supervisions`)), part);
  }
  // Who leads another team has a page of their own, with nothing of this one.
  const other = await kith.signed_in(cast.manager.name);
  await other.open('/cases/team');
  other.does_not_say('Linnet');
  other.does_not_say('Harbour');
});

test('programs read the team, and put a note right only at the version they read', async () => {
  const team = JSON.parse((await asked(leader, '/api/v1/cases/team')).text).teams[0];
  assert.equal(team.name, 'Harbour');
  assert.ok(team.not_allocated.some((id) => `/cases/${id}` === of_case));
  assert.deepEqual(team.workers.map((one) => one.name), ['Callum Reyes', 'Edith Marlow', 'Eilidh Marchbank', 'Marsha Oyelaran', 'Sol Hartnell']);
  const [note] = JSON.parse((await asked(leader, `/api/v1${of_case}/supervisions`)).text).supervisions;
  const change = (etag, words) => asked(leader, `/api/v1${of_case}/supervisions/${note.id}/correct`, { method: 'POST', headers: { 'If-Match': etag, 'Content-Type': 'application/json' }, body: JSON.stringify(words) });
  const { etag } = await asked(leader, `/api/v1${of_case}/supervisions/${note.id}`);
  assert.equal((await change(etag, { decisions: 'See her on Tuesday' })).status, 422);
  const saved = await change(etag, { decisions: 'See her on Tuesday', reason: 'The day was left out' });
  assert.equal(saved.status, 200, saved.text);
  assert.equal(JSON.parse(saved.text).decisions, 'See her on Tuesday');
  assert.equal((await change(etag, { decisions: 'Another', reason: 'Late' })).status, 409);
});
