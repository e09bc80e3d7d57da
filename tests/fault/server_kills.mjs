// SPDX-License-Identifier: MIT
// Kills the whole server while people write, starts it again, and compares what was shown with what is there.
//
//     node server_kills.mjs [--cycles 100] [--postgres]
//
// Three people tell a worry on the public side and a safeguarding lead sends referrals by the API, all without a pause. At
// a random moment `kith serve` is killed with SIGKILL; in every second cycle its public process too, in the others that one
// is told to end by the kernel. Whoever had no answer sends the very same again to the server that starts next, as a
// person would; and in each cycle one who had an answer sends again as well. At the end everything that was answered for
// must be there exactly once, nothing else, a receipt must be the same however often it is shown, the boxes of some must
// open, and the ledger must verify. Prints what happened and how long a restart took until the first page.
//
// KITH_PROGRAM names the program (else build/kith); KITH_TEST_POSTGRES the folder of a PostgreSQL (scripts/postgres).
if (process.env.KITH_PROGRAM) process.env.KITH_BIN = process.env.KITH_PROGRAM;
import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
const { Kith, fresh_database, fresh_folder, make_demo, run, until } = await import('../flows/kith.mjs');
const { a_worry, fill_in, hold_out, receipt_on } = await import('../flows/public_report.mjs');

const asked = process.argv.slice(2);
const cycles = asked.includes('--cycles') ? Number(asked[asked.indexOf('--cycles') + 1]) : 100;
const on_postgres = asked.includes('--postgres');
const db = on_postgres ? fresh_database() : '';
const longest_work = 150; // ms from the first press to the kill
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const cycles_of_a_folder = 25; // then a fresh copy: a list of open concerns stops at 1,000
const template = fresh_folder();
make_demo(template, db);
let data = join(template, 'data');
const where = () => ['--data', data, ...(db ? ['--db', db] : [])];
const token_of = (name) => run('token', name, ...where()).out.trim();
const tokens = { lead: token_of('amina.sesay'), worker: token_of('rosa.adeyemi') };

// One call of the API on a connection of its own: {status, json}.
function ask(base, token, method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, base), { method, agent: false, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Accept: 'application/json', ...headers } }, (answer) => {
      let text = '';
      answer.on('data', (piece) => (text += piece));
      answer.on('end', () => resolve({ status: answer.statusCode, json: text ? JSON.parse(text) : null, text }));
      answer.on('error', reject);
      answer.on('aborted', () => reject(new Error('cut off')));
    });
    request.on('error', reject);
    request.end(body && JSON.stringify(body));
  });
}

let shown = new Map(); // what was told -> the receipt, or the id of the concern, that was shown
let sent = new Set(); // what left, answered or not
const tally = { concerns: 0, answered: 0, unanswered: 0, restarts: [] };
const wrong = [];

function was_shown(told, receipt) {
  ++tally.answered;
  const before = shown.get(told);
  if (before && before !== receipt) wrong.push(`"${told}" was answered with ${before}, then with ${receipt}`);
  shown.set(told, receipt);
}

// Somebody who tells one worry after another; `open` is what they sent and had no answer to.
class Teller {
  count = 0;
  open = null;
  last = null;
  constructor(name) {
    this.name = name;
  }
  async prepare(kith) {
    const told = `Worry ${++this.count} of ${this.name}: a van at the park gates.`;
    const visitor = kith.somebody();
    await fill_in(visitor, { ...a_worry, what: { ...a_worry.what, what: told, postcode: 'ZY1 1EB' } });
    this.ready = { told, ...visitor.filled('Send this to us') };
  }
  async send(kith, what) {
    this.open = what;
    sent.add(what.told);
    const page = await kith.somebody().ask('POST', what.action, what.pairs);
    if (page.status === 503) return false;
    assert.equal(page.status, 200, page.text);
    was_shown(what.told, receipt_on(page).words);
    [this.open, this.last] = [null, what];
    return true;
  }
}
class Lead {
  count = 0;
  open = null;
  last = null;
  async prepare() {
    const told = `Referral ${++this.count}: offered food and lifts at the takeaway.`;
    const body = { safe_now: 'yes', about: ['place'], postcode: 'ZY1 1EB', what: told, strengths: 'Their tutor.', own_words: 'It is only chips, miss.', consent: 'nobody_named' };
    this.ready = { told, body, key: `kill-test-referral-${this.count}` };
  }
  async send(kith, what) {
    this.open = what;
    sent.add(what.told);
    const answer = await ask(kith.staff, tokens.lead, 'POST', '/api/v1/concerns', what.body, { 'Idempotency-Key': what.key });
    if (answer.status === 503) return false;
    assert.ok(answer.status === 200 || answer.status === 201, `${answer.status} ${answer.text}`);
    was_shown(what.told, answer.json.id);
    [this.open, this.last] = [null, what];
    return true;
  }
}
let people = [];

async function keep_sending(kith, person, killed) {
  for (;;) {
    try {
      await person.send(kith, person.ready);
      await person.prepare(kith);
    } catch (problem) {
      if (problem instanceof assert.AssertionError && !killed()) wrong.push(problem.message);
      return;
    }
  }
}

async function first_page(page) {
  for (;;) {
    const status = await new Promise((resolve) => http.get(page, { agent: false }, (answer) => (answer.resume(), resolve(answer.statusCode))).on('error', () => resolve(0)));
    if (status === 200) return;
    await pause(2);
  }
}

async function start() {
  const from = performance.now();
  const kith = new Kith(data, db);
  while (!/^public: .*\n/m.test(kith.out)) {
    if (kith.ended) throw new Error(`kith serve ended with ${kith.ended.code}: ${kith.err}`);
    await pause(2);
  }
  kith.staff = kith.out.match(/^staff:\s+(\S+)/m)[1].replace(/\/$/, '');
  kith.public = kith.out.match(/^public:\s+(\S+)/m)[1].replace(/\/$/, '');
  await Promise.all([first_page(`${kith.public}/`), first_page(`${kith.staff}/healthz`)]);
  tally.restarts.push(performance.now() - from);
  return kith;
}

const children_of = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

async function one_cycle(cycle) {
  const kith = await start();
  for (const person of people) {
    if (person.open) await person.send(kith, person.open);
  }
  const again = people[cycle % people.length];
  if (again.last) await again.send(kith, again.last);
  await Promise.all(people.map((person) => person.prepare(kith)));
  let dead = false;
  const work = people.map((person) => keep_sending(kith, person, () => dead));
  await pause(Math.random() * longest_work);
  const children = children_of(kith.process.pid);
  dead = true;
  process.kill(kith.process.pid, 'SIGKILL');
  if (cycle % 2) for (const child of children) process.kill(child, 'SIGKILL');
  await kith.stop();
  await Promise.all(work);
  tally.unanswered += people.filter((person) => person.open).length;
}

// What the team holds, by what was told: how often each.
async function what_is_held(kith) {
  const inbox = () => readdirSync(join(data, 'inbox')).filter((name) => name.endsWith('.sealed')).length;
  await until(() => inbox() === 0, 'the hub has taken in the inbox', 60000);
  await pause(300);
  const { json } = await ask(kith.staff, tokens.worker, 'GET', '/api/v1/concerns');
  assert.ok(json.concerns.length < 1000, 'the list is whole');
  const held = new Map();
  for (const { id } of json.concerns) {
    const { json: concern } = await ask(kith.staff, tokens.worker, 'GET', `/api/v1/concerns/${id}`);
    const told = concern.answers?.what ?? '';
    if (/^(Worry|Referral) \d/.test(told)) held.set(told, (held.get(told) ?? 0) + 1);
  }
  return held;
}

async function compare(kith) {
  const held = await what_is_held(kith);
  tally.concerns += held.size;
  for (const told of shown.keys()) if (held.get(told) !== 1) wrong.push(`"${told}" was answered for and is there ${held.get(told) ?? 0} times`);
  for (const told of held.keys()) if (!sent.has(told)) wrong.push(`"${told}" is there, and nobody sent it`);
  const receipts = [...shown].filter(([told]) => told.startsWith('Worry')).map(([, words]) => words);
  if (new Set(receipts).size !== receipts.length) wrong.push('two worries have one receipt');
  for (const words of receipts.slice(-3)) {
    const visitor = await hold_out(kith.somebody(), words);
    if (!visitor.page.text.includes('Where it stands')) wrong.push(`the receipt ${words} opens nothing`);
  }
}

async function one_folder(count) {
  if (!on_postgres) {
    data = join(fresh_folder(), 'data');
    cpSync(join(template, 'data'), data, { recursive: true });
  }
  [shown, sent] = [new Map(), new Set()];
  people = [new Teller('Ann'), new Teller('Bashir'), new Teller('Cara'), new Lead()];
  for (let cycle = 0; cycle < count; ++cycle) await one_cycle(cycle);
  const kith = await start();
  for (const person of people) if (person.open) await person.send(kith, person.open);
  await compare(kith);
  const { code } = await kith.stop();
  if (code !== 0) wrong.push(`the last server ended with ${code}`);
  const proof = run('ledger', 'verify', ...where());
  if (proof.status !== 0) wrong.push(`the ledger does not verify: ${proof.out}${proof.err}`);
}

const began = performance.now();
for (let left = cycles; left > 0; left -= cycles_of_a_folder) await one_folder(Math.min(left, cycles_of_a_folder));

const times = tally.restarts.sort((a, b) => a - b);
const ms = (value) => `${Math.round(value)} ms`;
console.log(
  `${on_postgres ? 'PostgreSQL' : 'SQLite'}: ${cycles} kills, ${tally.answered} answers for ${tally.concerns} concerns, ${tally.unanswered} cut off and sent again, ` +
    `${wrong.length} wrong; restart to the first page: median ${ms(times[times.length >> 1])}, at most ${ms(times.at(-1))}; ${Math.round((performance.now() - began) / 1000)} s`
);
for (const sentence of wrong.slice(0, 20)) console.log(`WRONG: ${sentence}`);
if (tally.concerns < cycles || tally.unanswered < cycles / 4) {
  console.log('too little was under way for this to prove anything');
  wrong.push('too little');
}
process.exitCode = wrong.length ? 1 : 0;
