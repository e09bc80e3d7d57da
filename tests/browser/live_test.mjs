// SPDX-License-Identifier: MIT
// A live page as somebody at a screen has it: the real server, stream and script (tests/browser/live_page.cc), on a page whose rows the test
// changes from outside. What it keeps (focus, what was typed and opened), what it says, and where it stops.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fresh_folder, root, until } from '../flows/kith.mjs';
import { Person, start_browser } from './browser.mjs';

const program = process.env.KITH_LIVE_PAGE ?? join(root, 'build/check/tests/live-page');
const running = new Set();

class LivePage {
  static async start(words = ['900'], scheme = 'http') {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    running.add(child);
    const port = await new Promise((resolve, reject) => {
      child.stdout.once('data', (line) => resolve(Number(String(line))));
      child.once('exit', (code) => reject(new Error(`live-page ended with ${code}`)));
    });
    return Object.assign(new LivePage(), { child, base: `${scheme}://127.0.0.1:${port}`, port });
  }
  // {drawn, streams}: how often the page was drawn, and the streams that are open.
  async set(facts = {}) {
    const answer = await fetch(`${this.base}/set`, { method: 'POST', body: new URLSearchParams(facts) });
    const [drawn, streams] = (await answer.text()).split(' ').map(Number);
    return { drawn, streams };
  }
  async stop() {
    running.delete(this.child);
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin.end();
    return gone;
  }
}

let world;
before(async () => {
  world = await LivePage.start();
  await start_browser();
});
after(() => {
  for (const child of running) child.stdin.end();
});

const as_new = { rows: 'wren', news: '', signed_in: 'yes', streams: 'yes', broken: 'no', alike: 'no', part: 'yes' };
async function at_the_page(options) {
  await world.set(as_new);
  await until(async () => (await world.set()).streams === 0);
  const person = await Person.at(world.base, options);
  await person.open('/page');
  if (options?.script !== false) await until(async () => (await world.set()).streams === 1);
  return person;
}
const row = (person, name) => person.page.locator(`#row-${name}`);
const state = (person) => person.page.locator('.kith-live').first();
const told = (person) => person.page.locator('[role=status]');
const drawn_alone = (person) => person.page.evaluate(() => document.getAnimations().length);

test('what changed is there without a reload, is told once, and nothing moves', async (t) => {
  const person = await at_the_page();
  const began = Date.now();
  await world.set({ rows: 'ada,wren', news: '2 are away. Ada is new.', publish: 'row' });
  await row(person, 'ada').waitFor();
  t.diagnostic(`shown after ${Date.now() - began} ms`);
  await until(async () => (await told(person).textContent()) === '2 are away. Ada is new.');
  assert.equal(await drawn_alone(person), 0);
  await person.says('Changes show here by themselves. Up to date at ');
  await person.look('live');
  await person.leave_with_no_fault();
});

test('two screens show the same change, and neither that of another kind', async () => {
  const one = await at_the_page();
  const other = await Person.at(world.base);
  await other.open('/page');
  await until(async () => (await world.set()).streams === 2);
  await world.set({ rows: 'wren,kim', publish: 'row' });
  await Promise.all([row(one, 'kim').waitFor(), row(other, 'kim').waitFor()]);
  await world.set({ rows: 'wren,kim,lou', publish: 'concern' });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  assert.equal(await row(one, 'lou').count(), 0);
  await one.leave_with_no_fault();
  await other.leave_with_no_fault();
});

test('focus, what was opened and what was typed stay where they were, wherever their row goes', async () => {
  const person = await at_the_page();
  await row(person, 'wren').locator('summary').click();
  await person.write('Note on wren', 'rang home');
  await person.page.getByRole('link', { name: 'About wren' }).focus();
  await world.set({ rows: 'ada,kim,wren', publish: 'row' });
  await row(person, 'ada').waitFor();
  assert.equal(await person.page.evaluate(() => document.activeElement.textContent), 'About wren');
  assert.equal(await person.field('Note on wren').inputValue(), 'rang home');
  assert.equal(await person.field('Note on ada').inputValue(), '');
  assert.ok(await row(person, 'wren').locator('details').evaluate((one) => one.open));
  assert.ok(!(await row(person, 'ada').locator('details').evaluate((one) => one.open)));
  await person.leave_with_no_fault();
});

test('nothing changes under somebody who writes; it is told, and shown when they leave the field', async () => {
  const person = await at_the_page();
  const field = person.field('Note on wren');
  await field.click();
  await field.pressSequentially('seen at');
  await world.set({ rows: 'ada,wren', publish: 'row' });
  await person.page.getByText('Something may have changed. It is shown when you leave the field').waitFor();
  await field.pressSequentially(' the park');
  assert.equal(await row(person, 'ada').count(), 0);
  assert.equal(await field.inputValue(), 'seen at the park');
  await field.press('Tab');
  await row(person, 'ada').waitFor();
  assert.equal(await field.inputValue(), 'seen at the park');
  assert.equal(await person.page.evaluate(() => document.activeElement.textContent.trim()), 'Save wren');
  await person.says('Up to date at ');
  await person.leave_with_no_fault();
});

test('a row that goes takes nothing unsent with it: that is told, and it goes once the note is cleared', async () => {
  const person = await at_the_page();
  await world.set({ rows: 'ada,wren', publish: 'row' });
  await row(person, 'ada').waitFor();
  await person.write('Note on ada', 'rang the school');
  await person.page.getByRole('link', { name: 'About wren' }).focus();
  await world.set({ rows: 'wren', publish: 'row' });
  await person.page.getByText('What you are writing about has changed.').waitFor();
  assert.equal(await person.field('Note on ada').inputValue(), 'rang the school');
  await person.write('Note on ada', '');
  await row(person, 'ada').waitFor({ state: 'detached' });
  assert.notEqual(await person.page.evaluate(() => document.activeElement.tagName), 'BODY', 'the focus is near where it was');
  await person.leave_with_no_fault();
});

test('a page that is drawn alike is left alone, whatever its tokens are', async () => {
  const person = await at_the_page();
  await world.set({ alike: 'yes', publish: 'row' });
  await person.page.getByText('Drawn alike').waitFor();
  await until(async () => (await told(person).textContent()).startsWith('This page changed at '));
  await person.page.evaluate(() => (document.querySelector('#away').mark = 'the same'));
  const { drawn } = await world.set({ publish: 'row' });
  await until(async () => (await world.set()).drawn > drawn);
  await person.page.waitForTimeout(300);
  assert.equal(await person.page.evaluate(() => document.querySelector('#away').mark), 'the same');
  await person.leave_with_no_fault();
});

test('somebody who has scrolled down goes on reading where they are', async () => {
  const person = await at_the_page();
  await world.set({ rows: 'a1,a2,a3,a4,a5,wren,b1,b2,b3,b4,b5', publish: 'row' });
  await row(person, 'b5').waitFor();
  await person.page.getByRole('link', { name: 'About wren' }).evaluate((link) => scrollTo(0, link.getBoundingClientRect().top + scrollY - 100));
  const before = await row(person, 'wren').evaluate((one) => one.getBoundingClientRect().top);
  await world.set({ rows: 'new1,new2,a1,a2,a3,a4,a5,wren,b1,b2,b3,b4,b5', publish: 'row' });
  await row(person, 'new1').waitFor();
  const now = await row(person, 'wren').evaluate((one) => one.getBoundingClientRect().top);
  assert.ok(Math.abs(now - before) < 2, `${before} ${now}`);
  await person.leave_with_no_fault();
});

test('where the stream is refused the page looks each 20 seconds, and asks for a stream again after a minute', async () => {
  await world.set({ ...as_new, streams: 'no' });
  const person = await Person.at(world.base);
  await person.page.clock.install();
  const refused = person.page.waitForResponse((answer) => answer.url().endsWith('/live') && answer.status() === 503);
  await person.open('/page');
  await refused;
  await until(async () => (await world.set()).drawn > 0);
  await world.set({ rows: 'wren,kim', publish: 'row' });
  await person.page.clock.fastForward(21000);
  await row(person, 'kim').waitFor();
  await world.set({ streams: 'yes' });
  await person.page.clock.fastForward(21000);
  await person.page.clock.fastForward(21000);
  await until(async () => (await world.set()).streams === 1);
  await person.leave_with_no_fault();
});

test('a page that is not shown fetches nothing and holds no stream; shown again, it is up to date', async () => {
  const person = await at_the_page();
  const is_hidden = (so) =>
    person.page.evaluate((so) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => so });
      document.dispatchEvent(new Event('visibilitychange'));
    }, so);
  await is_hidden(true);
  await until(async () => (await world.set()).streams === 0);
  await person.page.waitForTimeout(1000); // what was asked for before has come
  const { drawn } = await world.set({ rows: 'wren,kim', publish: 'row' });
  await person.page.waitForTimeout(2000);
  assert.equal((await world.set()).drawn, drawn);
  await is_hidden(false);
  await row(person, 'kim').waitFor();
  await person.leave_with_no_fault();
});

test('while the server fails the page says since when it is not up to date, and mends itself', async () => {
  const person = await at_the_page();
  await world.set({ broken: 'yes', publish: 'row' });
  await person.page.getByText('Not up to date since ').first().waitFor();
  await world.set({ broken: 'no', rows: 'wren,kim', publish: 'row' });
  await row(person, 'kim').waitFor();
  assert.doesNotMatch(await person.text(), /Not up to date/);
  person.faults = person.faults.filter((fault) => !fault.includes('status of 500')); // which the browser says itself
  await person.leave_with_no_fault();
});

test('signed out elsewhere, the page stops and says so where nobody overlooks it', async () => {
  const person = await at_the_page();
  await world.set({ signed_in: 'no' }); // nothing changes: the server ends the stream by itself
  const alert = person.page.getByRole('alert');
  await alert.waitFor();
  assert.match(await alert.innerText(), /^You have been signed out\. What is shown here is from \d\d:\d\d, and changes no more\./);
  assert.match(await person.page.title(), /^Stopped: /);
  await until(async () => (await world.set()).streams === 0);
  const { drawn } = await world.set({ publish: 'row' });
  await person.page.waitForTimeout(2000);
  assert.equal((await world.set()).drawn, drawn);
  await person.look('live-stopped');
  await person.focus_is_never_hidden('live-stopped');
  await person.follow('Load the page again');
  await person.says('Sign in');
  person.faults = person.faults.filter((fault) => !fault.includes('EventSource')); // the browser says itself that it was sent to a page
  await person.leave_with_no_fault();
});

test('a page that is no longer what it was stops too', async () => {
  const person = await at_the_page();
  await world.set({ part: 'no', publish: 'row' });
  await person.page.getByRole('alert').getByText('This page has changed its shape.').waitFor();
  assert.equal(await row(person, 'wren').count(), 1);
  await person.leave_with_no_fault();
});

test('a stream that came to the end of its life is opened again by the browser, and misses nothing', async () => {
  const short = await LivePage.start(['2']);
  const person = await Person.at(short.base);
  await person.open('/page');
  await until(async () => (await short.set()).streams === 1);
  await until(async () => (await short.set()).streams === 0);
  await short.set({ rows: 'wren,kim', publish: 'row' }); // nobody is told
  await row(person, 'kim').waitFor();
  await person.page.goto('about:blank');
  person.faults = [];
  await person.leave_with_no_fault();
  assert.equal(await short.stop(), 0);
});

test('without a script the page loads itself again', async () => {
  const person = await at_the_page({ script: false });
  await world.set({ rows: 'wren,kim' });
  await row(person, 'kim').waitFor();
  await person.leave_with_no_fault();
});

test('over TLS a stream is told, found out when it hangs up, and ended when the server stops', async () => {
  const folder = fresh_folder();
  const [cert, key] = [join(folder, 'live.pem'), join(folder, 'live.key')];
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=live.example', '-keyout', key, '-out', cert], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const secure = await LivePage.start(['900', cert, key], 'https');
  const ca = readFileSync(cert);
  const asked = (path, method = 'GET', body = '') =>
    new Promise((resolve, reject) => {
      const request = https.request({ host: '127.0.0.1', port: secure.port, path, method, ca, rejectUnauthorized: false, agent: false, headers: method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {} }, (answer) => {
        answer.heard = '';
        answer.on('data', (piece) => (answer.heard += piece));
        answer.on('error', () => {});
        answer.ended = new Promise((done) => answer.once('close', done));
        resolve(answer);
      });
      request.on('error', reject);
      request.end(body);
    });
  const set = async (facts) => {
    const answer = await asked('/set', 'POST', String(new URLSearchParams(facts)));
    await answer.ended;
    return Number(answer.heard.split(' ')[1]);
  };
  const stays = await asked('/live');
  const leaves = await asked('/live');
  assert.equal(stays.headers['content-type'], 'text/event-stream');
  await until(async () => (await set({})) === 2);
  await set({ publish: 'row' });
  await until(() => stays.heard.includes('event: changed\ndata: changed\n\n') && leaves.heard.includes('event: changed'));
  await until(() => stays.heard.includes(':\n\n'));
  leaves.destroy();
  await until(async () => (await set({})) === 1);
  const gone = secure.stop();
  await stays.ended;
  assert.equal(await gone, 0);
});
