// SPDX-License-Identifier: MIT
// Finding somebody, and who is known already while a name is typed: a front door finds whom a school recorded; another school gets
// the same bytes as if there were nobody; somebody who only refers gets nothing; many look-ups slow down, whatever they found.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run, until } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, person;
const wren = { name: 'Wren Castellan', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' };
const nobody = { name: 'Abel Quillfern', 'birth-day': '4', 'birth-month': '6', 'birth-year': '2012' };

before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/people/new');
  await lead.press('Make the record', wren);
  assert.equal(lead.page.status, 200, lead.page.text);
  person = lead.page.path.replace(/\?.*/, '');
});

const search = (visitor, fields) => visitor.press('Find', { purpose: 'Concern C-000-0000', ...fields });
async function typed(visitor, fields) {
  await visitor.open('/people/new');
  return visitor.ask('POST', '/people/alike', { csrf: visitor.value_of('csrf'), why: 'record', ...fields }, { Accept: 'application/json' });
}
// An answer without what the visitor typed themselves.
const without = (answer, fields) => Object.values(fields).reduce((text, value) => text.replaceAll(`value=\\"${value}\\"`, 'value=\\"typed\\"'), masked(answer));

test('a front door says why, finds somebody and opens the record in three presses; it is kept, and no name stands in an address', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/people');
  await search(worker, wren);
  assert.equal(worker.page.path, '/people/search');
  worker.says('Wren Castellan');
  worker.says('Same name and birth date');
  await worker.press(worker.page.text.match(/Wren Castellan , P-[0-9A-Z]{3}-[0-9A-Z]{4}: open the record/)[0]);
  assert.equal(worker.page.path, person, 'it opens without being asked again');
  await worker.open(person);
  worker.does_not_say('Why do you open this record?');
  assert.equal(run('ledger', 'verify', '--data', data).status, 0);
  assert.ok(!kith.err.includes('Castellan') && !kith.out.includes('Castellan'), 'no name in a log');
});

test('while a name is typed the front door is told, another school as if there were nobody, and who only refers is not asked', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const told = await typed(worker, wren);
  assert.equal(told.status, 200, told.body);
  const { said, rows } = JSON.parse(told.body);
  assert.equal(said, '1 person you may know of is like this:');
  assert.equal(rows[0].href, person);
  assert.equal(rows[0].text, 'Wren Castellan');
  assert.ok(rows[0].reasons.length >= 1 && rows[0].reasons.length <= 3);

  const other = await kith.signed_in(cast.other_lead.name);
  const hidden = await typed(other, wren);
  const absent = await typed(other, nobody);
  assert.equal(masked(hidden), masked(absent));
  assert.equal(JSON.parse(hidden.body).said, 'Nobody you may know of is like this.');
  for (const by of ['Find', 'Is this person already known?']) {
    const pages = [];
    for (const fields of [wren, nobody]) {
      await other.open(by === 'Find' ? '/people/search' : '/people/new');
      await (by === 'Find' ? search(other, fields) : other.press(by, fields));
      assert.equal(other.page.status, 200, other.page.text);
      pages.push(without(other.page, fields));
    }
    assert.equal(pages[0], pages[1], `"${by}" answers a hidden person as nobody`);
  }

  const teacher = await kith.signed_in(cast.teacher.name);
  await teacher.open('/concerns/new');
  teacher.does_not_say('Is this person already known?');
  const refused = await teacher.ask('POST', '/people/alike', { csrf: teacher.value_of('csrf'), ...wren }, { Accept: 'application/json' });
  assert.equal(refused.status, 404);
});

test('a concern’s form asks about one child without a script, and keeps all that is typed', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  const { action, pairs } = lead.filled('Send to the team', {
    'children-1-name': wren.name, 'children-1-birth-day': '3', 'children-1-birth-month': '5', 'children-1-birth-year': '2012', what: 'A van waits at the gate.',
  });
  lead.page = await lead.ask('POST', action, [...pairs.filter(([name]) => name !== 'send'), ['known', 'children-1']]);
  assert.equal(lead.page.status, 200, lead.page.text);
  lead.says('1 person you may know of is like this:');
  lead.says('Same name and birth date');
  assert.equal(lead.value_of('what'), 'A van waits at the gate.');
  assert.equal(lead.value_of('children-1-name'), wren.name);
  lead.does_not_say('There is a problem');
});

test('what is recorded is found within a moment, misspelt and in another script', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  for (const name of ['Ren Castelan', 'Рен Кастеллан', 'Castellan Wren']) {
    await until(async () => {
      await worker.open('/people/search');
      await search(worker, { name, 'birth-year': '2012' });
      return worker.page.text.includes('Wren Castellan');
    }, `${name} finds Wren Castellan`);
  }
});

test('whoever walks the alphabet waits and says why; what is typed stays; others go on', async () => {
  const other = await kith.signed_in(cast.other_lead.name);
  const statuses = [];
  for (const letter of 'abcdefgh') statuses.push((await typed(other, { name: `q${letter}` })).status);
  const first = statuses.indexOf(429);
  assert.ok(first > 0 && first <= 7, `after some steps it slows down: ${statuses}`);
  await other.open('/people/search');
  await search(other, nobody);
  assert.equal(other.page.status, 429);
  assert.ok(Number(other.page.headers['retry-after']) > 0);
  other.says('You have looked up many people in a short while. Wait');
  assert.equal(other.value_of('name'), nobody.name);
  assert.equal(other.value_of('reason'), '');
  const worker = await kith.signed_in(cast.worker.name);
  assert.equal((await typed(worker, nobody)).status, 200);
});

test('the auditor of their agency reads who looked many people up, and of no other agency', async () => {
  const colleague = await kith.signed_in(cast.colleague.name);
  for (const letter of 'abcdefgh') await typed(colleague, { name: `w${letter}` });
  const auditor = await kith.signed_in(cast.auditor.name);
  await auditor.open('/');
  await auditor.follow('Who looked many people up');
  auditor.says(cast.colleague.shown_as);
  auditor.says('They did not go on.');
  assert.ok(!auditor.page.text.includes(cast.other_lead.shown_as), 'another agency is not told of');
  const worker = await kith.signed_in(cast.worker.name);
  assert.equal((await worker.open('/people/lookup-runs')).status, 404);
  await kith.stop();
});
