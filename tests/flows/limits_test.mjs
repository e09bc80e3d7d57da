// SPDX-License-Identifier: MIT
// How much the public side takes in: a flood is told to wait, loses nothing that it typed, and stops nobody else.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Kith, fresh_folder } from './kith.mjs';
import { a_worry, fill_in, hold_out, receipt_on, tell } from './public_report.mjs';

const figures = (reports, receipts) => `[reports]
place_hour = ${reports[0]}
place_day = ${reports[1]}
everywhere_hour = ${reports[2]}
[receipts]
place_hour = ${receipts[0]}
place_day = ${receipts[1]}
everywhere_hour = ${receipts[2]}
`;
async function kith_with(reports, receipts, words = []) {
  const data = fresh_folder();
  mkdirSync(join(data, 'overlay/data/reference'), { recursive: true });
  writeFileSync(join(data, 'overlay/data/reference/public_limits.toml'), figures(reports, receipts));
  return Kith.start(data, { words });
}
const from = (kith, address, headers) => Object.assign(kith.somebody(headers), { from: address });

test('the third report from one place is kept on its page and told to ring; the next place is not stopped', async () => {
  const kith = await kith_with([2, 9, 50], [50, 50, 50]);
  const visitor = from(kith, '127.0.0.31');
  await tell(visitor);
  await fill_in(visitor);
  const [first, again] = await visitor.press_twice('Send this to us'); // an impatient press is one report
  assert.deepEqual(receipt_on(first), receipt_on(again));
  await fill_in(visitor);
  await visitor.press('Send this to us');
  assert.equal(visitor.page.status, 429);
  assert.equal(visitor.page.headers['retry-after'], '600');
  visitor.says('It was not sent.');
  visitor.says('the numbers are under ‘Help’');
  visitor.says('Call 101, or 999 in an emergency.');
  visitor.says(a_worry.what.what);
  await visitor.press('Change What have you seen or heard?');
  assert.equal(visitor.value_of('what'), a_worry.what.what);
  await tell(from(kith, '127.0.0.32'));
  // What they pretend to stand for changes nothing: nobody told the public side of a proxy.
  const pretends = from(kith, '127.0.0.31', { 'X-Forwarded-For': '198.51.100.9' });
  await fill_in(pretends);
  await pretends.press('Send this to us');
  assert.equal(pretends.page.status, 429);
  assert.match(kith.err, /through a proxy of which it was not told/);
  assert.equal(kith.err.split('of which it was not told').length, 2, 'said once');
});

test('a flood from some places leaves room for the first report of every other', async () => {
  const kith = await kith_with([2, 9, 4], [50, 50, 50]);
  for (const address of ['127.0.1.1', '127.0.1.1', '127.0.1.2', '127.0.1.2']) await tell(from(kith, address));
  for (const address of ['127.0.1.3', '127.0.1.4']) await tell(from(kith, address));
  const flood = from(kith, '127.0.1.3');
  await fill_in(flood);
  await flood.press('Send this to us');
  assert.equal(flood.page.status, 429);
  await tell(from(kith, '127.0.1.5'));
});

test('receipts held out, and messages, are counted too: the same page whatever was held out, with what was typed', async () => {
  const kith = await kith_with([50, 50, 50], [3, 9, 50]);
  const visitor = from(kith, '127.0.2.1');
  const { words } = await tell(from(kith, '127.0.2.9'));
  for (let tries = 0; tries < 3; ++tries) {
    await hold_out(visitor, 'abacus abacus abacus abacus abacus');
    assert.equal(visitor.page.status, 422);
    assert.equal(visitor.value_of('receipt'), 'abacus abacus abacus abacus abacus', 'to be looked at again');
  }
  const pages = [];
  for (const receipt of ['abacus abacus abacus abacus abacus', words, 'nothing like it']) {
    await hold_out(visitor, receipt);
    assert.equal(visitor.page.status, 429);
    assert.equal(visitor.value_of('receipt'), receipt);
    pages.push(visitor.page.body.replaceAll(receipt, 'typed'));
  }
  assert.deepEqual(pages, [pages[0], pages[0], pages[0]]);
  const raiser = from(kith, '127.0.2.2');
  for (let tries = 0; tries < 20 && !raiser.page?.text.includes('Where it stands'); ++tries) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await hold_out(Object.assign(raiser, { from: `127.0.3.${tries + 1}` }), words);
  }
  raiser.from = '127.0.2.2';
  for (let letters = 0; letters < 3; ++letters) {
    await raiser.press('Send the message', { body: `Letter ${letters}.` });
    assert.equal(raiser.page.status, 200);
  }
  await raiser.press('Send the message', { body: 'One more that I wrote.' });
  assert.equal(raiser.page.status, 429);
  assert.equal(raiser.value_of('body'), 'One more that I wrote.');
});

test('behind a proxy it is told of, each place counts by itself; without, this machine is everybody', async () => {
  const behind = await kith_with([1, 9, 50], [50, 50, 50], ['--behind-proxy']);
  for (const address of ['198.51.100.1', '198.51.100.2', '2001:db8:1:100::1', '2001:db8:2:100::1']) await tell(behind.somebody({ 'X-Forwarded-For': address }));
  for (const address of ['198.51.100.1', '2001:db8:1:1ff::9']) {
    const visitor = behind.somebody({ 'X-Forwarded-For': address });
    await fill_in(visitor);
    await visitor.press('Send this to us');
    assert.equal(visitor.page.status, 429, address);
  }
  const alone = await kith_with([1, 9, 3], [50, 50, 50]);
  for (let report = 0; report < 3; ++report) await tell(alone.somebody());
  const visitor = alone.somebody();
  await fill_in(visitor);
  await visitor.press('Send this to us');
  assert.equal(visitor.page.status, 429);
});

test('a wrong figure stops the start and is named', async () => {
  await assert.rejects(kith_with([0, 9, 50], [50, 50, 50]), /place_hour is a whole number from 1 to 1000000/);
});
