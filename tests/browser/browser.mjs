// SPDX-License-Identifier: MIT
// A person at Debian's Chromium. Pages are read and worked by the words on them; each page that is looked at is held
// against what every page owes: no fault that axe finds, no sideways scroll at 320 and 1280 px, no request to another
// host, nothing on the console, no target too small, help in its place.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after } from 'node:test';
import { own_password, root } from '../flows/kith.mjs';

const from_web = createRequire(join(root, 'web/package.json'));
const { chromium } = from_web('playwright-core');
const axe = readFileSync(from_web.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.KITH_SCREENSHOTS ?? '';
if (pictures) mkdirSync(pictures, { recursive: true });

export const phone = { width: 320, height: 640 };
export const desk = { width: 1280, height: 900 };

let browser;
after(() => browser?.close());

export async function start_browser() {
  const quiet = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  if (process.getuid() === 0) quiet.push('--no-sandbox');
  browser = await chromium.launch({ executablePath: process.env.KITH_CHROMIUM ?? '/usr/bin/chromium', args: quiet });
  return browser;
}

export class Person {
  faults = [];
  looked_at = 0;

  static async at(base, { viewport = desk, script = true } = {}) {
    const context = await browser.newContext({ viewport, javaScriptEnabled: script, serviceWorkers: 'block' });
    context.setDefaultTimeout(15000);
    const person = new Person();
    Object.assign(person, { base, context, script, page: await context.newPage() });
    person.#watch();
    return person;
  }

  #watch() {
    this.page.on('request', (request) => {
      if (!request.url().startsWith(`${this.base}/`)) this.faults.push(`a request to ${request.url()}`);
    });
    this.page.on('console', (message) => {
      // Chromium says itself that a refused form answered 4xx
      if (message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text())) this.faults.push(`on the console: ${message.text()}`);
    });
    this.page.on('pageerror', (problem) => this.faults.push(`a script broke: ${problem.message}`));
  }

  async open(path) {
    return this.page.goto(this.base + path);
  }
  button(words) {
    return this.page.getByRole('button', { name: words, exact: true });
  }
  async press(words) {
    await this.button(words).click();
    await this.page.waitForLoadState();
  }
  async follow(words) {
    await this.page.getByRole('link', { name: words }).first().click();
    await this.page.waitForLoadState();
  }
  async choose(words) {
    await this.page.getByLabel(words, { exact: true }).check();
  }
  async write(label, text) {
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }
  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }
  async text() {
    return (await this.page.locator('body').innerText()).replace(/\s+/g, ' ');
  }
  async says(words) {
    const text = await this.text();
    assert.ok(text.includes(words), `"${words}" is not on the page ${this.page.url()}: ${text.slice(0, 1200)}`);
  }

  // By keyboard alone: on to the next thing until it is the one with this name, then press the key.
  async tab_to(name, key) {
    for (let presses = 0; presses < 80; ++presses) {
      await this.page.keyboard.press('Tab');
      const at = await this.page.evaluate(() => {
        const focused = document.activeElement;
        return (focused.labels?.[0] ?? focused).innerText?.trim() ?? '';
      });
      if (at.split('\n')[0].trim() === name) {
        if (key === 'Enter') await Promise.all([this.page.waitForEvent('domcontentloaded'), this.page.keyboard.press(key)]);
        else if (key) await this.page.keyboard.press(key);
        return;
      }
    }
    assert.fail(`the keyboard does not reach "${name}" on ${this.page.url()}`);
  }

  // Holds the page as it stands against what every page owes, at both widths.
  async look(name, { print = false } = {}) {
    for (const size of [phone, desk]) {
      await this.page.setViewportSize(size);
      const where = `${name} at ${size.width} px`;
      const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) this.faults.push(`${where}: scrolls sideways by ${wide} px`);
      this.faults.push(...(await this.page.evaluate(small_targets)).map((what) => `${where}: smaller than 24 px: ${what}`));
      if (pictures) await this.page.screenshot({ path: join(pictures, `${name}-${size.width}.png`), fullPage: true });
    }
    if (print && pictures) {
      await this.page.emulateMedia({ media: 'print' });
      await this.page.screenshot({ path: join(pictures, `${name}-print.png`), fullPage: true });
      await this.page.emulateMedia({ media: null });
    }
    this.faults.push(...(await this.page.evaluate(outline)).map((what) => `${name}: ${what}`));
    this.faults.push(...(await this.axe(name)));
    ++this.looked_at;
  }

  // What axe finds, by all its rules or by those named.
  async axe(name, rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']) {
    if (!this.script) return [];
    const found = await this.page.evaluate(`(() => { ${axe}; return axe.run(document, { runOnly: ${JSON.stringify(rules)} }); })()`);
    return found.violations.map((one) => `${name}: axe ${one.id}: ${one.help}: ${one.nodes.map((node) => node.target.join(' ')).join('; ')}`);
  }

  // WCAG 2.4.11: walking through the page, what has the focus is never wholly covered by something else.
  async focus_is_never_hidden(name) {
    await this.page.setViewportSize(phone);
    await this.page.evaluate(() => document.activeElement?.blur());
    for (let presses = 0; presses < 60; ++presses) {
      await this.page.keyboard.press('Tab');
      const hidden = await this.page.evaluate(covered_focus);
      if (hidden === 'end') break;
      if (hidden) this.faults.push(`${name}: focus is hidden on ${hidden}`);
    }
    await this.page.setViewportSize(desk);
  }

  async leave_with_no_fault() {
    await this.context.close();
    assert.deepEqual(this.faults, []);
  }
}

// Somebody of the cast at the staff side, with a password of their own.
export async function sign_in_at(kith, name, options) {
  const person = await Person.at(kith.staff, options);
  await person.open('/');
  await person.write('Sign-in name', name);
  await person.write('Password', own_password);
  await person.press('Sign in');
  await person.says('My work');
  return person;
}

// A list that is brought in, for the children's front door where a team is to be chosen.
export async function choose_list(person, name, text) {
  await person.page.getByLabel('The file', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const team = person.page.locator('#team');
  if ((await team.inputValue()) === '') await team.selectOption({ label: "Children's front door" });
}

// WCAG 2.5.8, with its exceptions for links in a sentence and for targets with room around them. Runs in the page.
function small_targets() {
  const least = 24;
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary')].filter((one) => {
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    // What a closed fold holds has a box, and is not there.
    return box.width > 1 && box.height > 1 && one.checkVisibility() && style.visibility !== 'hidden' && !one.closest('.govuk-visually-hidden') && box.right > 0 && box.bottom > 0;
  });
  const boxes = all.map((one) => one.getBoundingClientRect());
  return all
    .filter((one, at) => {
      const box = boxes[at];
      if (box.width >= least && box.height >= least) return false;
      const parent = one.parentElement;
      if (one.tagName === 'A' && getComputedStyle(one).display === 'inline' && parent.textContent.trim() !== one.textContent.trim()) return false;
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      return boxes.some((other, index) => {
        if (index === at) return false;
        const dx = Math.max(other.left - x, 0, x - other.right);
        const dy = Math.max(other.top - y, 0, y - other.bottom);
        return Math.hypot(dx, dy) < least / 2;
      });
    })
    .map((one) => `${one.tagName} ${one.name ?? ''} ${one.textContent.trim().slice(0, 40)}`);
}

// One heading of the first rank, none skipped, a language, a title, help at the foot. Runs in the page.
function outline() {
  const faults = [];
  const ranks = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((one) => Number(one.tagName[1]));
  const firsts = ranks.filter((rank) => rank === 1).length;
  if (firsts !== 1) faults.push(`${firsts} headings of the first rank`);
  if (!document.title.trim()) faults.push('no title');
  if (!document.documentElement.lang) faults.push('no language');
  const help = document.querySelector('footer a[href="/help"]');
  if (document.querySelector('footer') && help?.closest('li')?.previousElementSibling) faults.push('help is not the first thing at the foot');
  for (const field of document.querySelectorAll('input, textarea')) if (/return\s+false/.test(field.getAttribute('onpaste') ?? '')) faults.push('pasting is forbidden');
  return faults;
}

// The name of what has the focus if nothing of it can be seen; '' if all is well; 'end' when the focus has left the page.
function covered_focus() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return 'end';
  const box = (focused.labels?.[0] && focused.type !== 'text' ? focused.labels[0] : focused).getBoundingClientRect();
  for (const [fx, fy] of [[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9]]) {
    const x = Math.min(Math.max(box.left + box.width * fx, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height * fy, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    if (top && (focused.contains(top) || top.contains(focused) || top.closest('label') === focused.labels?.[0])) return '';
  }
  return `${focused.tagName} ${focused.textContent.trim().slice(0, 40)}`;
}
