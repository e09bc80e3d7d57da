// SPDX-License-Identifier: MIT
// A visitor without script, mouse or browser: opens pages, fills in the forms they hold and presses their buttons, all by
// the words on the page. It keeps cookies the way a browser on this machine does (`__Host-` over plain http on 127.0.0.1),
// and refuses an answer that the page has no field for, so a test cannot pass by typing into nothing.
import http from 'node:http';
import assert from 'node:assert/strict';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'", nbsp: ' ' };
export const decoded = (html) => html.replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole);
export const words_of = (html) =>
  decoded(
    html
      .replace(/<(script|style|svg|template)\b[\s\S]*?<\/\1>/g, ' ')
      .replace(/<[^>]*>/g, ' ')
  )
    .replace(/\s+/g, ' ')
    .trim();

function attributes(tag) {
  const found = {};
  for (const [, name, quoted] of tag.matchAll(/\s([a-zA-Z:_-][\w:.-]*)(?:="([^"]*)")?/g)) found[name] = decoded(quoted ?? '');
  return found;
}

// The forms of a page: where each goes, what it would send as it stands, what may be filled in, which buttons it has.
// What a <template> holds is copied by a script and sent by nobody.
export function forms_of(html) {
  return [...html.replace(/<template>[\s\S]*?<\/template>/g, '').matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, body]) => {
    const form = { ...attributes(' ' + head), sent: [], fields: new Set(), buttons: [] };
    const parts = /<input\b(?:"[^"]*"|[^>"])*>|<(textarea|button|select)\b(?:"[^"]*"|[^>"])*>([\s\S]*?)<\/\1>/g;
    for (const [tag, kind, inside] of body.matchAll(parts)) {
      if (!kind) {
        take_input(form, attributes(tag));
        continue;
      }
      const set = attributes(tag.slice(0, tag.indexOf('>')));
      if (kind === 'button') form.buttons.push({ text: words_of(inside), name: set.name, value: set.value ?? '', action: set.formaction });
      if (kind === 'button') continue;
      form.fields.add(set.name);
      if (kind === 'select') {
        const options = [...inside.matchAll(/<option\b[^>]*>/g)].map(([option]) => attributes(option));
        form.sent.push([set.name, (options.find((one) => 'selected' in one) ?? options[0])?.value ?? '']);
        continue;
      }
      form.sent.push([set.name, decoded(inside.replace(/^\n/, ''))]);
    }
    return form;
  });
}

function take_input(form, set) {
  if (!set.name) return;
  form.fields.add(set.name);
  const choosable = set.type === 'radio' || set.type === 'checkbox';
  if (!choosable || 'checked' in set) form.sent.push([set.name, set.value ?? (choosable ? 'on' : '')]);
}

export class Visitor {
  #cookies = new Map();
  from = undefined; // an address of this machine to ask from, such as 127.0.0.31
  page = null; // the last answer: {status, headers, raw_headers, body, text, path}

  constructor(base, headers = {}) {
    this.base = base.replace(/\/$/, '');
    this.headers = headers;
  }

  get cookies() {
    return new Map(this.#cookies);
  }
  keep_cookie(name, value) {
    this.#cookies.set(name, value);
  }

  // One request, no redirect followed. `fields` is an object or list of pairs, sent as a form.
  ask(method, path, fields, headers = {}) {
    const url = new URL(path, this.base);
    const list = Array.isArray(fields) ? fields : Object.entries(fields ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    const body = fields === undefined ? undefined : new URLSearchParams(list).toString();
    const all = { 'User-Agent': 'flow', Accept: 'text/html', ...this.headers };
    if (this.#cookies.size) all.Cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (body !== undefined) Object.assign(all, { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) });
    if (method === 'POST') all.Origin = this.base;
    Object.assign(all, headers);
    for (const name of Object.keys(all)) if (all[name] === null) delete all[name];
    return new Promise((resolve, reject) => {
      const request = http.request(url, { method, headers: all, timeout: 60000, ...(this.from && { localAddress: this.from }) }, (answer) => {
        const pieces = [];
        answer.on('data', (piece) => pieces.push(piece));
        answer.on('end', () => resolve(this.#took(url, answer, Buffer.concat(pieces))));
        answer.on('error', reject);
      });
      request.on('timeout', () => request.destroy(new Error(`no answer to ${method} ${path} in a minute`)));
      request.on('error', reject);
      request.end(body);
    });
  }

  #took(url, answer, bytes) {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|1970/i.test(line)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const body = bytes.toString('utf8');
    return { status: answer.statusCode, headers: answer.headers, bytes, body, text: words_of(body), path: url.pathname + url.search };
  }

  // Follows redirects as a browser does, and remembers where it came to.
  async #arrive(answer) {
    for (let hops = 0; answer.status >= 301 && answer.status <= 308 && hops < 6; ++hops)
      answer = await this.ask('GET', answer.headers.location);
    this.page = answer;
    return answer;
  }
  async open(path) {
    return this.#arrive(await this.ask('GET', path));
  }
  async follow(words) {
    const links = [...this.page.body.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)];
    const link = links.find(([, , inside]) => words_of(inside) === words) ?? links.find(([, , inside]) => words_of(inside).includes(words));
    assert.ok(link, `no link says "${words}" on: ${this.page.text.slice(0, 600)}`);
    return this.open(attributes(' ' + link[1]).href);
  }

  // The form that holds the button, filled in; what pressing it would send.
  filled(button_words, answers = {}) {
    const forms = forms_of(this.page.body);
    const form = forms.find((one) => one.buttons.some((button) => button.text === button_words));
    assert.ok(form, `no button says "${button_words}" on: ${this.page.text.slice(0, 600)}`);
    for (const name of Object.keys(answers)) assert.ok(form.fields.has(name), `no field ${name} beside "${button_words}" (there are ${[...form.fields]})`);
    const pairs = form.sent.filter(([name]) => !(name in answers));
    for (const [name, value] of Object.entries(answers)) for (const one of [value].flat()) pairs.push([name, one]);
    const button = form.buttons.find((one) => one.text === button_words);
    if (button.name) pairs.push([button.name, button.value]);
    return { action: button.action ?? form.action ?? this.page.path, pairs };
  }
  async press(button_words, answers = {}) {
    const { action, pairs } = this.filled(button_words, answers);
    return this.#arrive(await this.ask('POST', action, pairs));
  }
  // The same bytes again, as after an impatient second press.
  async press_twice(button_words, answers = {}) {
    const { action, pairs } = this.filled(button_words, answers);
    const first = await this.ask('POST', action, pairs);
    const second = await this.ask('POST', action, pairs);
    this.page = second;
    return [first, second];
  }

  says(words) {
    assert.ok(this.page.text.includes(words), `"${words}" is not on the page (${this.page.status}): ${this.page.text.slice(0, 1500)}`);
  }
  does_not_say(words) {
    assert.ok(!this.page.body.includes(words) && !this.page.text.includes(words), `"${words}" is on the page`);
  }
  value_of(field) {
    for (const form of forms_of(this.page.body)) for (const [name, value] of form.sent) if (name === field) return value;
    return undefined;
  }
}

// What may differ between two answers that must otherwise be the same: sealed fields and fresh tokens, of the same length.
export function masked(answer) {
  const body = answer.body.replace(/(name="(?:csrf|draft|held|key)" value=")[^"]*(")/g, (whole, before, after) => `${before}${'x'.repeat(8)}${after}`);
  const headers = { ...answer.headers };
  for (const name of ['date', 'content-length', 'etag', 'x-request-id', 'request-id']) delete headers[name];
  return JSON.stringify({ status: answer.status, headers, body });
}
