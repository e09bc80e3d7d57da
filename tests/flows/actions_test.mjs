// SPDX-License-Identifier: MIT
// What somebody is asked to do: asked about a home that few may know, done by somebody who may not know it, given more
// time by those who asked; and about a concern. What one may not know answers as what does not exist.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith;
let home; // the path of a home that the worker recorded
before(async () => {
  kith = await Kith.start(demo_folder());
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/contexts/new?kind=HOME');
  await worker.press('Make the record', { kind: 'HOME', name: 'Flat above the laundrette' });
  home = worker.page.path.replace(/\?.*/, '');
  assert.match(home, /^\/contexts\/[0-9a-f-]{36}$/);
});
after(() => kith?.stop());

const in_days = (days) => {
  const day = new Date(Date.now() + days * 86_400_000);
  return { 'due-day': `${day.getDate()}`, 'due-month': `${day.getMonth() + 1}`, 'due-year': `${day.getFullYear()}` };
};
const agency_of = (page, name) => page.body.match(new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>\\s*${name}`))?.[1] ?? assert.fail(`no agency ${name}`);
async function asked(worker, answers = {}) {
  await worker.open(home);
  await worker.follow('Ask for an action');
  const for_agency = agency_of(worker.page, 'Lanternhouse Academy');
  await worker.press('Ask for it', { what: 'Walk home with the youth group on Fridays', kind: 'supports', for_agency, named: cast.teacher.shown_as, how_we_will_know: 'The group says so after four weeks', ...in_days(3), ...answers });
  assert.match(worker.page.path, /^\/actions\/[0-9a-f-]{36}\?said=asked$/, worker.page.text);
  return worker.page.path.replace(/\?.*/, '');
}

test('whoever is named does it without knowing what it is about, and those who asked see what came of it', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const path = await asked(worker);
  worker.says('Flat above the laundrette');
  worker.says('Robin Ashdown, Lanternhouse Academy');

  const teacher = await kith.signed_in(cast.teacher.name);
  await teacher.open('/');
  teacher.says('Do: an action asked of you');
  teacher.does_not_say('Walk home');
  await teacher.open('/actions');
  teacher.says('Walk home with the youth group on Fridays');
  await teacher.open(path);
  teacher.does_not_say('laundrette');
  teacher.does_not_say(home);
  teacher.does_not_say('Give it more time');
  assert.equal((await teacher.ask('GET', home)).status, 404);
  await teacher.press('Record it', { state: 'not_done' });
  assert.equal(teacher.page.status, 422);
  teacher.says('Say why it was not done');
  await teacher.press('Record it', { state: 'done', result: 'They walk together now' });
  teacher.says('It is recorded.');
  await worker.open(home);
  worker.says('Done');
  await worker.open(path);
  worker.says('They walk together now');
});

test('nobody else learns that an action exists', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const path = await asked(worker);
  for (const who of ['lead', 'other_lead', 'officer', 'administrator']) {
    const visitor = await kith.signed_in(cast[who].name);
    for (const more of ['', '/copy', '/change']) {
      const theirs = await visitor.ask('GET', path + more);
      const none = await visitor.ask('GET', `/actions/${randomUUID()}${more}`);
      assert.equal(theirs.status, 404, `${who} ${more}`);
      assert.equal(masked(theirs), masked(none));
    }
    const about = await visitor.ask('GET', `/actions/new?about=context&id=${home.slice(10)}`);
    assert.equal(masked(about), masked(await visitor.ask('GET', `/actions/new?about=context&id=${randomUUID()}`)));
    await visitor.open('/actions');
    visitor.does_not_say('Walk home');
  }
});

test('more time is given with a reason, and when it was due before stays', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const path = await asked(worker, { named: 'The caretaker' });
  worker.says('Nobody of that name uses Kith there: it stands with whoever answers for Lanternhouse Academy');
  const lead = await kith.signed_in(cast.lead.name); // answers for the school
  await lead.open(path);
  lead.says('The caretaker, Lanternhouse Academy');
  lead.does_not_say('laundrette');
  await worker.press('Give it more time', in_days(9));
  worker.says('Say why more time is needed');
  await worker.press('Give it more time', { extend_reason: 'It is half term' });
  worker.says('There is more time now');
  worker.says('It is half term');
  await worker.follow('Copy as plain text');
  assert.match(worker.page.headers['content-type'], /^text\/plain/);
  assert.match(worker.page.body, /Due .*, not .*It is half term/);
  await worker.open(path);
  await worker.press('Withdraw the action', { withdraw_reason: 'The path is lit now' });
  worker.says('The action is withdrawn.');
  await worker.press('Open the action again', { reopen_reason: 'It is dark again' });
  worker.says('The action is open again.');
});

test('a concern has actions too, known to who weighs it and not to who raised it', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Send to the team', { safe_now: 'yes', about: ['place'], postcode: 'ZY1 1EB', what: 'A car waits at the gate.', strengths: 'The caretaker looks out for them.', own_words: 'He said: it is always there.', consent: 'nobody_named' });
  const concern = lead.page.path.match(/^\/concerns\/([0-9a-f-]{36})/)?.[1] ?? assert.fail(lead.page.text);
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open(`/concerns/${concern}`);
  worker.says('Nothing is asked of anybody yet.');
  await worker.follow('Ask for an action');
  const for_agency = agency_of(worker.page, 'Lanternhouse Academy');
  await worker.press('Ask for it', { what: 'Find out who else saw it', kind: 'finds_out', for_agency, named: cast.teacher.shown_as, how_we_will_know: 'A note', ...in_days(1) });
  worker.says('The action is asked for.');
  worker.says('Concern C-');
  const path = worker.page.path.replace(/\?.*/, '');
  await worker.open(`/concerns/${concern}`);
  worker.says('Find out who else saw it');
  const manager = await kith.signed_in(cast.manager.name); // of the same team
  await manager.open(path);
  manager.says('Find out who else saw it');
  await lead.open(`/concerns/${concern}`);
  lead.does_not_say('Find out who else saw it');
  for (const more of [path, `/actions/new?about=concern&id=${concern}`]) assert.equal((await lead.ask('GET', more)).status, 404, more);
});
