// SPDX-License-Identifier: MIT
// A worry becomes a decision, and the decision an answer: the whole way, on both databases.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cast, settle } from './demo.mjs';
import { Kith, demo_folder, fresh_database, fresh_folder, make_demo, postgres, psql, run, until } from './kith.mjs';
import { masked } from './visitor.mjs';
import { a_worry, fill_in, hold_out, receipt_on, tell } from './public_report.mjs';

const told = 'A boy of about 13 is picked up here by a man in a blue car, three evenings this week.';
const worry = {
  ...a_worry,
  about: { about: ['child', 'place'] },
  what: { ...a_worry.what, what: told, postcode: 'ZY1 1EB' },
  safe: { safe_now: 'no' },
};

// The hrefs of the concerns that a list shows.
const listed = (page) => [...page.body.matchAll(/href="(\/concerns\/[0-9a-f-]{36})"/g)].map(([, href]) => href);

// The concern that says these words, in the list of things to decide.
export async function find_in_queue(worker, before, words, within = 5000) {
  const href = await until(
    async () => {
      await worker.open('/concerns');
      return listed(worker.page).find((one) => !before.includes(one));
    },
    'the worry is in the triage queue',
    within
  );
  await worker.open(href);
  worker.says(words);
  return href;
}

async function a_worry_is_answered(kith) {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/concerns');
  worker.says('Concerns to decide');
  const before = listed(worker.page);

  const somebody = kith.somebody();
  await fill_in(somebody, worry);
  const [first, again] = await somebody.press_twice('Send this to us');
  const receipt = receipt_on(first);
  assert.deepEqual(receipt_on(again), receipt, 'sent twice, one receipt');

  const href = await find_in_queue(worker, before, told);
  worker.says('somebody is not safe now');
  worker.says('01632 960 001');
  await worker.open('/');
  assert.ok(worker.page.body.includes(href), 'it stands on the home page of who decides it');
  await worker.open('/concerns');
  assert.equal(listed(worker.page).filter((one) => !before.includes(one)).length, 1, 'sent twice, one concern');

  await worker.open(href);
  await worker.press('I am reading this');
  await until(async () => (await hold_out(somebody, receipt.words)).page.text.includes('A person is reading what you sent.'), 'the receipt says that it is read');

  await worker.open(href);
  await worker.press('Record the decision', { outcomes: ['strategy_discussion'], reason_strategy_discussion: '' });
  assert.equal(worker.page.status, 422, 'a decision needs its reason');
  worker.says('Give the reason for this outcome');
  await worker.press('Record the decision', {
    urgency: 'RED',
    outcomes: ['strategy_discussion', 'context_referral'],
    reason_strategy_discussion: 'Significant harm is likely: three times this week.',
    reason_context_referral: 'The bus stop needs guardians.',
    reply: 'Thank you. You were right to tell us.',
  });
  assert.equal(worker.page.status, 200, worker.page.text);
  worker.says('The decision is recorded.');
  worker.says('Significant harm is likely: three times this week.');

  await until(async () => (await hold_out(somebody, receipt.digits)).page.text.includes('Thank you. You were right to tell us.'), 'the receipt shows the reply');
  somebody.says('A person has read what you sent and has finished with it.');
  somebody.does_not_say('Significant harm');
  somebody.does_not_say('guardians');
  somebody.does_not_say('Strategy');

  await somebody.press('Send the message', { body: 'He was there again today & has a second phone.' });
  somebody.says('Your message is on its way.');
  await until(async () => (await worker.open(href)).text.includes('He was there again today & has a second phone.'), 'the team reads what the reporter wrote');

  await hold_out(somebody, receipt.words);
  await somebody.press('Remove my contact details');
  await until(async () => !(await worker.open(href)).text.includes('01632 960 001'), 'the contact details are gone');
  worker.does_not_say('after four');
  await until(async () => !(await hold_out(somebody, receipt.words)).page.text.includes('Your contact details'), 'nothing is left to withdraw');
  return href;
}

test('a worry is told, weighed, decided and answered: SQLite', async () => {
  const data = demo_folder();
  const kith = await Kith.start(data);
  await a_worry_is_answered(kith);
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const verified = run('ledger', 'verify', '--data', data);
  assert.equal(verified.status, 0, verified.out + verified.err);
});

test('a worry is told, weighed, decided and answered: PostgreSQL; and a flipped byte of its history is named', { skip: postgres() ? false : 'KITH_TEST_POSTGRES is not set' }, async () => {
  const folder = fresh_folder();
  const data = join(folder, 'data');
  const db = fresh_database();
  make_demo(folder, db);
  await settle(data, db);
  assert.equal(readFileSync(join(data, 'database'), 'utf8'), `postgres ${db.match(/dbname=(\S+)/)[1]}\n`);
  for (const words of [['check'], ['who', 'Pendle'], ['user', 'list'], ['serve', '--listen', '127.0.0.1:0', '--public', '127.0.0.1:0'], ['agency', 'list']]) {
    const told = run(...words, '--data', data);
    assert.equal(told.status, 2, `${words}: ${told.out}${told.err}`);
    assert.match(told.err, /are in the PostgreSQL database "flow_\w+": name it with --db/);
  }
  assert.ok(!existsSync(join(data, 'kith.db')), 'no empty file was begun beside it');
  const kith = await Kith.start(data, { db });
  await a_worry_is_answered(kith);
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const whole = run('ledger', 'verify', '--data', data, '--db', db);
  assert.equal(whole.status, 0, whole.out + whole.err);

  const [place, id] = psql(db, 'select place, id from ledger where sealed is not null order by place offset 7 limit 1').split('|');
  psql(db, `update ledger set sealed = set_byte(sealed, 3, get_byte(sealed, 3) # 1) where id = '${id}'`);
  const flipped = run('ledger', 'verify', '--data', data, '--db', db);
  assert.equal(flipped.status, 1, flipped.out);
  assert.ok(flipped.out.includes(id) || new RegExp(`\\b${place}\\b`).test(flipped.out), `the entry ${place} (${id}) is named in: ${flipped.out}`);
  assert.equal(run('check', '--data', data, '--db', db).status, 1);
});

test('of two who decide at once the second is told, and keeps the words', async () => {
  const data = demo_folder();
  const kith = await Kith.start(data);
  const one = await kith.signed_in(cast.worker.name);
  const other = await kith.signed_in(cast.colleague.name);
  await one.open('/concerns');
  const before = listed(one.page);
  await tell(kith.somebody(), worry);
  const href = await find_in_queue(one, before, told);
  await other.open(href);
  const words = 'My long and careful reason, which took half an hour.';
  await one.press('Record the decision', { outcomes: 'early_help', reason_early_help: 'First.' });
  assert.equal(one.page.status, 200);
  await other.press('Record the decision', { outcomes: 'assessment', reason_assessment: words, reply: 'We are looking into it.' });
  assert.equal(other.page.status, 409, other.page.text);
  other.says('Somebody changed this concern since you opened it.');
  assert.equal(other.value_of('reason_assessment'), words);
  assert.equal(other.value_of('reply'), 'We are looking into it.');
  other.says('First.');
  await other.press('Record the decision');
  assert.equal(other.page.status, 422);
  other.says('Say why you decide again');
  await other.press('Record the decision', { summary: 'My colleague had not read the second report.' });
  assert.equal(other.page.status, 200, 'having looked, it may be recorded');
  other.says('My colleague had not read the second report.');
  other.says(words);
});

test('the same decision sent twice is one decision', async () => {
  const data = demo_folder();
  const kith = await Kith.start(data);
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/concerns');
  const before = listed(worker.page);
  await tell(kith.somebody(), worry);
  const href = await find_in_queue(worker, before, told);
  const answers = await worker.press_twice('Record the decision', { outcomes: 'no_further_action', reason_no_further_action: 'Known and answered already.', reply: 'Thank you.' });
  assert.deepEqual(answers.map((answer) => answer.status), [303, 303]);
  await worker.open(href);
  assert.equal(worker.page.text.split('Known and answered already.').length, 2);
  assert.ok(!worker.page.text.includes('Earlier decision'));
  await worker.press_twice('Send the message', { body: 'One message only.' });
  await worker.open(href);
  assert.equal(worker.page.text.split('One message only.').length, 2);
});

test('a worry without a place is anybody’s, and its taker’s team’s once it is taken: it stands in a list after the decision too', async () => {
  const data = demo_folder();
  const kith = await Kith.start(data);
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/concerns');
  const before = listed(worker.page);
  const nowhere = 'Somebody on my bus is afraid to go home.';
  await tell(kith.somebody(), { ...a_worry, what: { ...a_worry.what, what: nowhere, postcode: '' } });
  const href = await find_in_queue(worker, before, nowhere);
  worker.says('every front door, because no team holds it yet');
  await worker.press('I am reading this');
  worker.says('your team holds it from now on');
  worker.does_not_say('no team holds it yet');
  await worker.press('Record the decision', { outcomes: 'no_further_action', reason_no_further_action: 'Nobody can be found by it.' });
  worker.says('The decision is recorded.');
  const colleague = await kith.signed_in(cast.colleague.name);
  await colleague.open('/concerns/decided');
  assert.ok(listed(colleague.page).includes(href), 'a colleague of the team finds it among what was decided');
});

test('facts are put right on a page of their own: a form with gaps comes back, what it was stays, and a person’s page tells of the concern', async () => {
  const data = demo_folder();
  const kith = await Kith.start(data);
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/concerns');
  const before = listed(worker.page);
  const words = 'They wait by the old bandstand.';
  await tell(kith.somebody(), { ...worry, what: { ...worry.what, what: words } });
  const href = await find_in_queue(worker, before, words);
  await worker.follow('Put right where it is');
  const page = worker.page.path;
  await worker.press('Save', { postcode: 'nonsense', reason: 'The caller rang & said <where>.' });
  assert.equal(worker.page.status, 422, worker.page.text);
  worker.says('Enter a full postcode');
  assert.equal(worker.value_of('postcode'), 'nonsense');
  assert.equal(worker.value_of('reason'), 'The caller rang & said <where>.');
  await worker.press('Save', { postcode: '', safe_now: 'yes' });
  worker.says('It is put right.');
  worker.says('The caller rang & said <where>.');
  worker.says(words);
  worker.does_not_say('somebody is not safe now');
  const nobody = await kith.signed_in(cast.other_lead.name);
  const hidden = await nobody.ask('GET', page);
  const none = await nobody.ask('GET', page.replace(/[0-9a-f-]{36}/, '00000000-0000-4000-8000-000000000000'));
  assert.equal(hidden.status, 404);
  assert.equal(masked(hidden), masked(none));
  await worker.open(href);
  await worker.press('I am reading this', { urgency: 'RED' });
  await worker.open('/concerns');
  worker.says('red');
});
