// SPDX-License-Identifier: MIT
// A place as a case of its own: recorded, drawn, known by what is seen there, and referred with no child named; and where a child lives,
// told to nobody who may not read it: what is unique in one is looked for in every page and answer about it, in the log, in the
// folder and in a backup (src/contexts/addresses_db_test.cc looks into the tables).
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, files_below, fresh_folder, run } from './kith.mjs';

const canary = { street: '7 Quillfeather Passage', postcode: 'ZY1 1EB', transport: 'The Umberwick line', reason: 'They moved to Quillfeather Passage' };
const marks = ['Quillfeather', 'Umberwick'];
const found_in = (text) => marks.filter((mark) => text.includes(mark));

let kith, folder;
before(async () => {
  folder = demo_folder();
  kith = await Kith.start(folder);
});

async function recorded(visitor, kind, fields) {
  await visitor.open(`/contexts/new?kind=${kind}`);
  await visitor.press('Make the record', fields);
  if (visitor.page.text.includes('There may be a record already')) await visitor.press('Make the record', { another: 'yes' });
  visitor.says('The record is made.');
  return visitor.page.path.replace(/\?.*/, '');
}

test('a takeaway is recorded with what a place has, drawn, and known by the harm seen there', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/contexts/new');
  worker.says('What is it?');
  const place = await recorded(worker, 'PLACE', {
    name: 'Copper Lantern',
    sort: 'TAKEAWAY',
    postcode: 'ZY1 1EB',
    owner: 'A company of two brothers',
    'hours-1-days': 'daily',
    'hours-1-opens': '17:00',
    'hours-1-closes': '03:00',
  });
  worker.says('Every day, 17:00 to 03:00 the next day');
  await worker.follow('Add : Harm seen here');
  await worker.press('Add to the record', { code: 'CCE', words: 'Phones are given to children' });
  assert.equal(worker.page.status, 422);
  assert.equal(worker.value_of('words'), 'Phones are given to children');
  await worker.press('Add to the record', { source: 'A driver', 'from-year': '2026' });
  worker.says('Child criminal exploitation: Phones are given to children');
  await worker.follow('Say where it is');
  await worker.press('Save where it is', { extent: 'line', outline: 'up the hill', reason: 'It is a row of shops' });
  assert.equal(worker.page.status, 422);
  assert.equal(worker.value_of('outline'), 'up the hill');
  await worker.open(`${place}/change`);
  await worker.press('Save the change', { name: 'Silver Lantern', reason: 'A new sign' });
  await worker.follow('History: earlier names');
  worker.says('Copper Lantern, from');
  worker.says('A new sign');
  await worker.open('/contexts/new?kind=PLACE');
  await worker.press('Make the record', { name: 'copper lantern' });
  worker.says('Known as “Copper Lantern” until');
});

test('a place is referred from its page with no child named, and stands linked to the concern', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const place = await recorded(worker, 'PLACE', { name: 'Lamplight Steps', sort: 'ALLEY', postcode: 'ZY1 1EB' });
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open(place);
  await lead.follow('Raise a concern about this place');
  lead.says('This concern is about Lamplight Steps');
  assert.equal(lead.value_of('contexts-1-name'), 'Lamplight Steps');
  assert.equal(lead.value_of('contexts-1-postcode'), 'ZY1 1EB');
  const said = { safe_now: 'yes', what: 'Older boys wait there after school.', strengths: 'The caretaker looks out for them.', own_words: '“We go the long way round.”', consent: 'nobody_named' };
  await lead.press('Save and come back later', said); // the draft keeps what it is about
  lead.says('This concern is about Lamplight Steps');
  const [sent] = await lead.press_twice('Send to the team');
  assert.equal(sent.status, 303);
  const concern = sent.headers.location.replace(/\?.*/, '');
  await worker.open(concern);
  worker.says('Lamplight Steps');
  worker.says('The worry is about them');
  await worker.open(place);
  assert.ok(worker.page.body.includes(`href="${concern}"`), worker.page.text);
  // Whoever names what they may not know has the form as if nothing had been named.
  const home = await recorded(worker, 'HOME', { name: 'Home of nobody', address: canary.street });
  const id = home.split('/').pop();
  const shape = async (context) => (await lead.ask('GET', `/concerns/new?context=${context}`)).body.replace(/name="(draft|key)" value="[^"]*"/g, '').replace(/name="csrf" value="[^"]*"/g, '').replaceAll(context, '');
  assert.equal(await shape(id), await shape('00000000-0000-4000-8000-000000000000'));
  // And taken out of the form, it is not linked.
  await lead.open(`/concerns/new?context=${place.split('/').pop()}`);
  const [other] = await lead.press_twice('Send to the team', { ...said, 'contexts-1-name': 'Another place', what: 'Another worry.' });
  await worker.open(place);
  assert.ok(worker.page.body.includes(`href="${concern}"`) && !worker.page.body.includes(other.headers.location.replace(/\?.*/, '')), 'the first stands linked, the other does not');
});

test('where a child lives is told to nobody who may not read it', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const house = await recorded(worker, 'PLACE', { name: 'Beech House', sort: 'CHILDRENS_HOME', address: '11 Umberwick Stairs', postcode: canary.postcode, transport: canary.transport });
  await worker.open(`${house}/change`);
  await worker.press('Save the change', { address: canary.street, reason: canary.reason });
  worker.says(canary.street);
  worker.says(canary.transport);
  const shop = await recorded(worker, 'PLACE', { name: 'Thistledown Shop', sort: 'SHOP', address: '3 Thistledown Mews', postcode: canary.postcode });
  await worker.open(shop);
  worker.does_not_say('Beech House'); // not even beside what is near
  let read = 0;
  for (const part of Object.values(cast).filter((one) => ![cast.worker, cast.colleague, cast.manager].includes(one))) {
    const visitor = await kith.signed_in(part.name);
    for (const path of [house, `${house}/history`, `${house}/change`, `${house}/where`, `${house}/where/map.svg`, `/concerns/new?context=${house.split('/').pop()}`, '/contexts', shop, '/']) {
      const answer = await visitor.ask('GET', path);
      assert.deepEqual(found_in(answer.body + JSON.stringify(answer.headers)), [], `${part.name}, ${path}`);
      if (path === house && answer.status === 200 && answer.body.includes('The address is protected')) ++read;
    }
    const made = run('token', part.name, '--data', folder);
    if (made.status !== 0) continue;
    const api = kith.stranger({ Authorization: `Bearer ${made.out.trim()}`, Accept: 'application/json' });
    for (const path of [house, `${house}/history`, `${house}/around`]) {
      const answer = await api.ask('GET', `/api/v1${path}`);
      assert.deepEqual(found_in(answer.body), [], `${part.name}, ${path}`);
    }
  }
  assert.ok(read > 0, 'somebody reads of it, and not where it is');
  assert.ok(kith.err.includes('/contexts/'), 'the log has been written');
  assert.deepEqual(found_in(kith.err + kith.out), []);
  const backup = join(fresh_folder(), 'copy.kith');
  assert.equal(run('backup', '--out', backup, '--data', folder).status, 0);
  for (const file of [backup, ...files_below(folder)]) if (statSync(file).isFile()) assert.deepEqual(found_in(readFileSync(file, 'latin1')), [], file);
  assert.equal(run('ledger', 'verify', '--data', folder).status, 0);
});
