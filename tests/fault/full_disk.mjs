// SPDX-License-Identifier: MIT
// A full disk: nothing is answered for that is not kept, what is there can still be read, and when there is room again
// all goes on. First the store alone, then the whole server, each on a small file system in memory (which root mounts;
// for anybody else this test is skipped, and says so).
if (process.env.KITH_PROGRAM) process.env.KITH_BIN = process.env.KITH_PROGRAM;
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
const { Kith, make_demo, program, run, until } = await import('../flows/kith.mjs');
const { a_worry, fill_in, hold_out, receipt_on } = await import('../flows/public_report.mjs');

const small = mkdtempSync(join(tmpdir(), 'kith-full-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'none', small], { encoding: 'utf8' });
if (mounted.status !== 0) {
  rmSync(small, { recursive: true });
  console.log(`skipped: a small disk cannot be mounted here (${(mounted.stderr ?? String(mounted.error)).trim()})`);
  process.exit(77);
}
const leave = () => {
  spawnSync('umount', ['-l', small]);
  rmSync(small, { recursive: true, force: true });
};

// All the room that is left but `spare` bytes.
function take_room(file, spare) {
  const { bavail, bsize } = statfsSync(small);
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - spare)));
}

function the_store() {
  const writer = join(dirname(realpathSync(program)), 'store-writer');
  const folder = join(small, 'store');
  const said = (...words) => spawnSync(writer, words, { encoding: 'utf8', maxBuffer: 64 << 20, timeout: 120000 }).stdout.split('\n');
  said('make', folder);
  take_room(join(folder, 'ballast'), 2 << 20);
  const lines = said('fill', folder);
  const acked = lines.filter((line) => line.startsWith('acked')).map((line) => Number(line.split(' ')[2]));
  const refused = lines.filter((line) => line.startsWith('refused'));
  assert.ok(lines.includes('done'), `it goes on to the end: ${lines.slice(-5).join('; ')}`);
  assert.ok(refused.length > 0, 'the disk was full at some time');
  assert.ok(acked.length > 20 && acked.every((number, at) => number === at + 1), 'each answer is for the next row');
  assert.ok(lines.indexOf(refused.at(-1)) < lines.lastIndexOf(`acked 0 ${acked.at(-1)}`), 'with room again, it writes again');
  assert.ok(lines.lastIndexOf('holds 3 0') > lines.indexOf(refused[0]), 'on a full disk it can be read');
  const after = said('show', folder);
  assert.deepEqual([...lines, ...after].filter((line) => line.startsWith('problem')), []);
  assert.ok(after.includes(`holds 0 ${acked.at(-1)}`), `all ${acked.length} rows it answered for are there: ${after}`);
  console.log(`store: ${acked.length} rows answered for, ${refused.length} refused on the full disk (${[...new Set(refused.map((line) => line.split(' ').slice(2).join(' ')))].join('; ')}), none lost`);
  rmSync(folder, { recursive: true });
}

async function prepared(kith) {
  const visitor = kith.somebody();
  await fill_in(visitor, { ...a_worry, what: { ...a_worry.what, postcode: 'ZY1 1EB' } });
  return visitor;
}

async function the_server() {
  const made = mkdtempSync(join(tmpdir(), 'kith-full-demo-'));
  make_demo(made);
  const data = join(small, 'data');
  cpSync(join(made, 'data'), data, { recursive: true });
  rmSync(made, { recursive: true });
  const kith = await Kith.start(data);
  const one = await prepared(kith);
  const other = await prepared(kith);
  await one.press('Send this to us');
  const first = receipt_on(one.page);
  await until(async () => (await hold_out(one, first.words)).page.text.includes('Where it stands'), 'the first box opens');

  const ballast = [];
  for (let still = 0; still < 3; ++still) {
    // the server tidies its log when it has nothing to do, which gives some room back
    const before = ballast.length;
    if (statfsSync(small).bavail > 0) take_room(ballast[ballast.push(join(small, `ballast-${before}`)) - 1], 0);
    if (ballast.length > before) still = -1;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  const { action, pairs } = other.filled('Send this to us');
  const answers = [];
  for (let again = 0; again < 3; ++again) answers.push(await other.ask('POST', action, pairs));
  for (const answer of answers) {
    assert.ok(answer.status >= 500, `no answer that could be taken for a receipt: ${answer.status}`);
    assert.ok(!answer.body.includes('kith-receipt'), 'no receipt for what is not kept');
    assert.match(answer.headers['content-type'], /^text\/html/);
  }
  await other.open('/');
  assert.equal(other.page.status, 200, 'pages can still be read');
  await hold_out(other, first.words);
  other.says('Where it stands');
  assert.equal((await kith.stranger().ask('GET', '/sign-in')).status, 200);
  assert.equal(kith.ended, null);

  for (const file of ballast) rmSync(file);
  const sent = await other.ask('POST', action, pairs);
  assert.equal(sent.status, 200, sent.text);
  const second = receipt_on(sent);
  await until(async () => (await hold_out(other, second.words)).page.text.includes('Where it stands'), 'the second box opens');
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const proof = run('ledger', 'verify', '--data', data);
  assert.equal(proof.status, 0, proof.out);
  console.log(`server: ${answers.length} reports refused on the full disk (${answers[0].status}: "${answers[0].text.slice(0, 400)}"), pages still read, taken in once there was room`);
}

let failed;
try {
  the_store();
  await the_server();
} catch (problem) {
  failed = problem;
} finally {
  leave();
}
if (failed) console.log(failed.message);
process.exitCode = failed ? 1 : 0;
