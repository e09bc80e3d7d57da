// SPDX-License-Identifier: MIT
// The public side says nothing back and keeps nothing of who asked: reports that do and do not name somebody, somewhere or a
// school that Kith knows are answered with the same bytes, from many addresses and browsers of which nothing is left
// behind in any file, print or row. Both databases; an SQLite file is read by bringing its backup back into PostgreSQL.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cast, settle } from './demo.mjs';
import { Kith, demo_folder, files_below, fresh_database, fresh_folder, make_demo, postgres, run, until } from './kith.mjs';
import { a_worry, fill_in, hold_out, receipt_on } from './public_report.mjs';
import { masked } from './visitor.mjs';

const no_limits = '[reports]\nplace_hour = 9999\nplace_day = 9999\neverywhere_hour = 9999\n[receipts]\nplace_hour = 9999\nplace_day = 9999\neverywhere_hour = 9999\n';
const typed_canary = 'Canarytyped lantern';
const referrer = 'canary-referrer.example';
const browser_of = (number) => `CanaryBrowser/${number}.31 (owl)`;
const address_of = (number) => `127.${20 + (number % 200)}.${1 + (number % 250)}.${7 + (number % 240)}`;
const forwarded_of = (number) => `203.0.113.${1 + (number % 250)}`;

// What a report names: each known thing beside one of the same length that nobody knows.
const things = [
  ['a postcode', { postcode: 'ZY1 1EB' }, { postcode: 'ZY9 9ZQ' }],
  ['a school', { who_where: 'Lanternhouse Academy' }, { who_where: 'Mistlethwort College' }],
  ['a child', { who_where: 'Wren Castellan' }, { who_where: 'Abel Quillfern' }],
  ['a place', { who_where: 'Ropewalk High School' }, { who_where: 'Anvil Lane Bus Depot' }],
];

// What a visitor is shown from the first page to the receipt, without what they typed and what is drawn anew.
async function answers_to(visitor, named) {
  const seen = [];
  const keep = () => {
    let page = masked(visitor.page);
    for (const text of Object.values(named)) page = page.replaceAll(JSON.stringify(text).slice(1, -1), 'typed');
    seen.push(page);
  };
  await fill_in(visitor, { ...a_worry, what: { ...a_worry.what, who_where: '', postcode: '', ...named } });
  keep();
  await visitor.press('Send this to us');
  const receipt = receipt_on(visitor.page);
  let page = masked(visitor.page).replaceAll(receipt.digits, 'digits');
  for (const word of receipt.words.split(' ')) page = page.replace(`word\\">${word}<`, 'word\\"><');
  seen.push(page);
  return { seen, receipt };
}

// `pairs` reports that name what is known and as many that do not, each from an address and a browser of its own.
async function tell_in_pairs(kith, pairs) {
  const visitor_of = (number) =>
    Object.assign(kith.somebody({ 'User-Agent': browser_of(number), 'X-Forwarded-For': forwarded_of(number), Forwarded: `for=${forwarded_of(number)}`, Referer: `http://${referrer}/` }), { from: address_of(number) });
  let next = 0;
  const receipts = [];
  const teller = async () => {
    for (let pair = next++; pair < pairs; pair = next++) {
      const [what, known, unknown] = things[pair % things.length];
      const one = await answers_to(visitor_of(2 * pair), known);
      const other = await answers_to(visitor_of(2 * pair + 1), unknown);
      assert.deepEqual(one.seen, other.seen, `a report that names ${what} we know is answered as one that does not`);
      receipts.push(one.receipt, other.receipt);
    }
  };
  await Promise.all([teller(), teller(), teller()]);
  return receipts;
}

const boxes_in = (data) => readdirSync(join(data, 'outbox')).filter((name) => name.endsWith('.sealed'));

// A receipt that is wrong, near, of the right shape, or whose box is gone: one answer.
async function all_refused_alike(kith, data, receipts, before) {
  const [{ words }, gone] = receipts;
  const list = words.split(' ');
  await until(() => boxes_in(data).length === before + receipts.length, 'each report has its box');
  const visitor = kith.somebody();
  await hold_out(visitor, gone.words);
  visitor.says('Where it stands');
  for (const box of boxes_in(data)) rmSync(join(data, 'outbox', box)); // as boxes that were cleared away
  const answers = [];
  for (const receipt of [gone.words, [...list.slice(0, 4), list[4] === 'otter' ? 'lamp' : 'otter'].join(' '), '00000 00000 00000 00001', 'xxxx yyyy zzzz qqqq vvvv', '99999 99999 99999 99999', list.slice(0, 4).join(' ')]) {
    await hold_out(visitor, receipt);
    assert.equal(visitor.page.status, 422);
    answers.push(masked(visitor.page).replaceAll(receipt, 'typed'));
  }
  for (const answer of answers) assert.equal(answer, answers[0]);
}

function dump_of(db) {
  const done = spawnSync('pg_dump', ['--data-only', '--inserts', db], { encoding: 'latin1', maxBuffer: 512 << 20 });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

// The rows of a Kith as text. Bytes are written in hexadecimal digits there, so both spellings are looked for.
function rows_of(data, db) {
  if (db) return dump_of(db);
  const file = join(fresh_folder(), 'copy.kith');
  const home = fresh_folder();
  const into = fresh_database();
  assert.equal(run('backup', '--out', file, '--data', data).status, 0);
  cpSync(join(data, 'keys'), join(home, 'keys'), { recursive: true });
  cpSync(join(data, 'demo'), join(home, 'demo'));
  const back = run('restore', file, '--data', home, '--db', into);
  assert.equal(back.status, 0, back.err);
  return dump_of(into);
}

function nothing_is_left(kith, data, db, reports) {
  const needles = ['CanaryBrowser', referrer];
  for (let number = 0; number < reports; ++number) needles.push(address_of(number), forwarded_of(number));
  const rows = rows_of(data, db);
  assert.ok(rows.includes(typed_canary), 'what was typed is found in the rows: so would the rest be');
  const places = [['the rows', rows], ['what was printed', kith.out + kith.err]];
  for (const path of files_below(data)) places.push([path, readFileSync(path).toString('latin1')]);
  assert.ok(places.length > 10);
  const planted = join(data, 'planted');
  writeFileSync(planted, `x ${address_of(3)} y`);
  assert.ok(readFileSync(planted).toString('latin1').includes(needles.find((one) => one === address_of(3))), 'a planted address is found');
  for (const [place, text] of places)
    for (const needle of needles) {
      assert.ok(!text.includes(needle), `${needle} is in ${place}`);
      if (place === 'the rows') assert.ok(!text.includes(Buffer.from(needle).toString('hex')), `${needle} is in ${place}, as bytes`);
    }
}

async function whole_story(data, db, pairs) {
  mkdirSync(join(data, 'overlay/data/reference'), { recursive: true });
  writeFileSync(join(data, 'overlay/data/reference/public_limits.toml'), no_limits);
  const kith = await Kith.start(data, { db });
  const before = boxes_in(data).length;
  const receipts = await tell_in_pairs(kith, pairs);
  await all_refused_alike(kith, data, receipts, before);
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/people/new');
  await worker.press('Make the record', { name: typed_canary }); // what a row holds in the clear
  assert.equal(worker.page.status, 200);
  await kith.stop();
  assert.ok(!/"route":"\/(tell-us|reply|help|privacy)/.test(kith.err), 'no public request is in the log');
  nothing_is_left(kith, data, db, 2 * pairs);
}

test('200 reports in pairs, from as many addresses and browsers: the same answers, and nothing of who asked is left (SQLite)', { timeout: 230000, skip: !postgres() && 'no PostgreSQL' }, () => whole_story(demo_folder(), '', 100));

test('the same with 100 reports on PostgreSQL', { timeout: 200000, skip: !postgres() && 'no PostgreSQL' }, async () => {
  const folder = fresh_folder();
  const db = fresh_database();
  make_demo(folder, db);
  await settle(join(folder, 'data'), db);
  await whole_story(join(folder, 'data'), db, 50);
});
