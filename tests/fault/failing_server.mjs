// SPDX-License-Identifier: MIT
// A whole server on a disk that stops to take what the database writes: staff pages say so plainly and show nothing that
// could not be recorded, what was typed can be sent again, the public side goes on taking worries, and once the disk is
// well again everything is taken in, with no new start. The disk is the library failing-disk, put before libc.
if (process.env.KITH_PROGRAM) process.env.KITH_BIN = process.env.KITH_PROGRAM;
import assert from 'node:assert/strict';
import { existsSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
const { cast, settle } = await import('../flows/demo.mjs');
const { Kith, fresh_folder, make_demo, program, run, until } = await import('../flows/kith.mjs');
const { a_worry, fill_in, hold_out, receipt_on } = await import('../flows/public_report.mjs');

const library = join(dirname(realpathSync(program)), 'libfailing-disk.so');
assert.ok(existsSync(library), `${library} is not there: run scripts/build first`);

const worry = { ...a_worry, what: { ...a_worry.what, postcode: 'ZY1 1EB' } };
const referral = {
  safe_now: 'yes',
  about: ['place'],
  postcode: 'ZY1 1EB',
  what: 'Sent while the disk was broken, and again when it was not.',
  strengths: 'Their tutor, whom they talk to.',
  own_words: 'It is only chips, miss.',
  consent: 'nobody_named',
};

test('on a disk that fails nothing is answered for that is not kept, and nobody has to start anything again', async () => {
  const folder = fresh_folder();
  make_demo(folder);
  const data = join(folder, 'data');
  await settle(data);
  const sign = join(folder, 'the disk is broken');
  Object.assign(process.env, { LD_PRELOAD: library, KITH_FAULT_WHILE: sign });
  const kith = await Kith.start(data);
  delete process.env.LD_PRELOAD;
  const lead = await kith.signed_in(cast.lead.name);
  const worker = await kith.signed_in(cast.worker.name);
  await lead.open('/concerns/new');
  const { action, pairs } = lead.filled('Send to the team', referral);
  const teller = kith.somebody();
  await fill_in(teller, worry);

  writeFileSync(sign, '');
  for (let again = 0; again < 3; ++again) {
    const refused = await lead.ask('POST', action, pairs);
    assert.equal(refused.status, 503, refused.text);
    assert.match(refused.headers['content-type'], /^text\/html/);
    assert.match(refused.text, /nothing was saved/);
    assert.ok(!/disk I\/O|sqlite|errno/i.test(refused.body), 'no word of ours about the machine');
  }
  for (const path of ['/', '/concerns', '/concerns/decided']) {
    const hidden = await worker.ask('GET', path);
    assert.equal(hidden.status, 503, `${path}: what cannot be recorded is not shown`);
    assert.ok(!/\/concerns\/[0-9a-f]{8}-/.test(hidden.body), `${path} shows a concern nobody could record the look of`);
  }
  await kith.stranger().open('/sign-in');
  assert.equal((await kith.stranger().ask('GET', '/healthz')).status, 200);
  await teller.press('Send this to us');
  assert.equal(teller.page.status, 200, 'a worry can be told all the same');
  const receipt = receipt_on(teller.page);
  await new Promise((resolve) => setTimeout(resolve, 2500)); // the hub tries to take it in, and cannot
  assert.equal(kith.ended, null, kith.err);
  assert.match(kith.err, /The disk under the database refuses/, 'whoever runs it is told');

  rmSync(sign);
  const sent = await lead.ask('POST', action, pairs);
  assert.equal(sent.status, 303, sent.text);
  const twice = await lead.ask('POST', action, pairs);
  assert.equal(twice.headers.location, sent.headers.location, 'it was taken in once');
  await until(async () => (await hold_out(teller, receipt.words)).page.text.includes('Where it stands'), 'the box opens');
  await worker.open('/concerns');
  assert.equal(worker.page.status, 200);
  assert.ok(worker.page.body.includes(sent.headers.location.replace(/\?.*/, '')), 'the referral is in the queue');
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const proof = run('ledger', 'verify', '--data', data);
  assert.equal(proof.status, 0, proof.out);
});
