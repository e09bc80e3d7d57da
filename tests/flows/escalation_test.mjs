// SPDX-License-Identifier: MIT
// Professionals who do not agree about a case: raised, answered, moved on, settled; never ended by the side that holds the
// case; moved on by the clock while nobody is there; and for whoever may not know the case, not there.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, one_time_password, run, settle_in, until } from './kith.mjs';
import { masked } from './visitor.mjs';

const leader = 'edith.marlow';
const head_of_service = 'ida.brook';
const nothing = '/cases/00000000-0000-4000-8000-000000000000';
let kith, data, of_case, raised;

before(async () => {
  data = demo_folder();
  const added = run('user', 'add', leader, '--name', 'Edith Marlow', '--role', 'exploitation team manager', '--agency', 'quillshire_council', '--team', 'Harbour', '--data', data);
  assert.equal(added.status, 0, added.err);
  const head = run('user', 'add', head_of_service, '--name', 'Ida Brook', '--role', 'head of service', '--agency', 'quillshire_council', '--data', data);
  assert.equal(head.status, 0, head.err);
  const passwords = [leader, head_of_service].map((name) => [name, one_time_password(data, name)]);
  kith = await Kith.start(data);
  for (const [name, one_time] of passwords) await settle_in(kith.stranger(), name, one_time);
});

const words = {
  about: 'The screening ended with advice',
  why: 'Two more adults were seen since',
  wanted: 'An assessment',
  tried: 'We spoke on Thursday and see it differently',
};

test('a disagreement is refused without what is done for safety, and then raised', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open('/people/new');
  await practitioner.press('Make the record', { name: 'Linnet Ashgrove' });
  await practitioner.follow('Open a case');
  await practitioner.press('Open the case', { strands: ['CSE'], because: 'Two colleagues told of the same worry' });
  of_case = practitioner.page.path.replace(/\?.*/, '');
  await practitioner.follow('Say that you disagree');
  practitioner.says('who have 2 working days');
  await practitioner.press('Raise the disagreement', words);
  assert.equal(practitioner.page.status, 422);
  practitioner.says('Say what is done for safety meanwhile: that never waits');
  practitioner.says('Two more adults were seen since');
  await practitioner.press('Raise the disagreement', { ...words, meanwhile: 'Her aunt fetches her each evening' });
  practitioner.says('The disagreement is raised. It lies with the line managers.');
  raised = practitioner.page.path.replace(/\?.*/, '');
  practitioner.says('Line managers: It lies here');
  practitioner.says('Heads of service: Not reached');
});

test('whoever may not know the case finds no disagreement, byte for byte', async () => {
  for (const part of ['lead', 'other_lead', 'officer']) {
    const visitor = await kith.signed_in(cast[part].name);
    for (const page of ['', '/change']) {
      const hidden = await visitor.ask('GET', raised + page);
      const absent = await visitor.ask('GET', `${nothing}/escalations/00000000-0000-4000-8000-000000000000${page}`);
      assert.equal(hidden.status, 404, part);
      assert.equal(masked(hidden), masked(absent), part);
    }
    assert.equal((await visitor.ask('GET', `${of_case}/escalations/new`)).status, 404);
    await visitor.open('/');
    visitor.does_not_say('a disagreement about case');
  }
});

test('a head of service knows nothing of it before it comes to them', async () => {
  const head = await kith.signed_in(head_of_service);
  await head.open('/');
  head.does_not_say('a disagreement about case');
  const hidden = await head.ask('GET', raised);
  assert.equal(hidden.status, 404);
  assert.equal(masked(hidden), masked(await head.ask('GET', `${nothing}/escalations/00000000-0000-4000-8000-000000000000`)));
});

test('the team answers, the case does not close over it, and the clock moves it on once', async () => {
  const manager = await kith.signed_in(leader);
  await manager.open(raised);
  manager.does_not_say('Is it settled?');
  manager.says('It has come to you');
  await manager.press('Send the answer', { said: 'We look again on Monday', meanwhile: 'Her aunt fetches her, and a colleague waits there' });
  manager.says('The answer is sent.');
  manager.says('We look again on Monday');
  await manager.open(`${of_case}/close`);
  manager.says('A disagreement is not settled');

  await kith.stop();
  kith = await Kith.start(data, { words: ['--now', new Date(Date.now() + 14 * 86400e3).toISOString()] });
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await until(async () => (await practitioner.open(raised), practitioner.page.text.includes('Heads of service: It lies here')), 'the clock moves it on');
  practitioner.says('The time passed with nothing agreed: moved on');
  practitioner.says('Her aunt fetches her, and a colleague waits there');
  practitioner.says('Directors: Not reached');
  const head = await kith.signed_in(head_of_service);
  await head.open('/');
  head.says('Decide: a disagreement about case');
  await head.open(raised);
  head.says('Why do you open this disagreement?');
  head.does_not_say('Nobody looked');
  head.does_not_say('Linnet');
  await head.press('Open the disagreement', { purpose: 'It came to me to decide' });
  head.says('Two more adults were seen since');
  head.does_not_say('Linnet');
  assert.equal((await head.ask('GET', of_case)).status, 404);
  await practitioner.press('Answer, and move it on: Directors', { said: 'Nobody looked' });
  practitioner.says('Directors: It lies here');
  await practitioner.press('It is settled', { agreed: 'An assessment begins on Monday' });
  practitioner.says('It is settled, with what was agreed.');
  practitioner.does_not_say('Send the answer');
});
