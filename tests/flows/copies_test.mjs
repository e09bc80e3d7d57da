// SPDX-License-Identifier: MIT
// Every page that somebody reads copies out as plain text, for an agency's own system: what it says, nothing that only
// asks or leads on, and nothing to those who may not see the page.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder } from './kith.mjs';
import { words_of } from './visitor.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
});

const as_text = (path) => path + (path.includes('?') ? '&' : '?') + 'as=text';
const squeezed = (text) => text.replace(/\s+/g, ' ').trim();
// What stands in `main` apart from forms, as words: headings, items, and the cells of tables.
function said_on(page) {
  const main = page.body.match(/<main[\s\S]*<\/main>/)[0].replace(/<form[\s\S]*?<\/form>/g, '').replace(/<svg[\s\S]*?<\/svg>/g, '');
  return [...main.matchAll(/<(h1|h2|h3|td|dt|dd|th)\b([^>]*)>([\s\S]*?)<\/\1>/g)]
    .filter(([, , head]) => !head.includes('kith-screen'))
    .map(([, , , inside]) => words_of(inside.replace(/<(a|p|span)\b[^>]*kith-screen[^>]*>[\s\S]*?<\/\1>/g, '').replace(/<p[^>]*>\s*<a\b[^>]*>[^<]*(<span[^>]*>[^<]*<\/span>)?\s*<\/a>\s*<\/p>/g, '')))
    .filter((words) => words);
}
async function copied(visitor, path) {
  const page = await visitor.ask('GET', path);
  if (page.status !== 200 || !page.headers['content-type'].startsWith('text/html')) return null;
  const copy = await visitor.ask('GET', as_text(path));
  assert.equal(copy.status, 200, path);
  assert.match(copy.headers['content-type'], /^text\/plain/, path);
  assert.equal(copy.headers['cache-control'], page.headers['cache-control'], path);
  return { page, text: copy.body };
}

test('pages of cases, people and contexts copy out with all that they say', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  const seen = new Set(['/', '/cases', '/people', '/contexts', '/actions']);
  const kinds = new Set();
  for (const path of seen) {
    const both = await copied(practitioner, path);
    if (!both) continue;
    kinds.add(path.replace(/[0-9a-f-]{36}/g, '{}').replace(/\?.*/, ''));
    const text = squeezed(both.text);
    for (const words of said_on(both.page)) assert.ok(text.includes(words), `${path}: "${words}" is not in: ${text.slice(0, 3000)}`);
    assert.doesNotMatch(both.text, /<\w|&amp;|csrf/, path);
    for (const [, href] of both.page.body.matchAll(/<a\b[^>]*href="(\/(?:cases|people|contexts|notes|actions)[^"#]*)"/g))
      if (seen.size < 260 && !/\/(new|edit|change|print|text|purpose|move|close|allocate|extend|level|strands|plain)\b/.test(href)) seen.add(href.replaceAll('&amp;', '&'));
  }
  for (const kind of ['/cases/{}/plan', '/cases/{}/weighting', '/cases/{}/reviews', '/cases/{}/measurements', '/cases/{}/history', '/people/{}', '/contexts/{}', '/notes/{}'])
    assert.ok(kinds.has(kind), `${kind} was not come to: ${[...kinds].sort().join(' ')}`);
});

test('the link keeps what the address asks, and a copy says who made it', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open('/cases?show=closed');
  assert.match(practitioner.page.body, /href="\?show=closed&amp;as=text"/);
  await practitioner.open('/cases?show=closed&as=text');
  assert.match(practitioner.page.body, /^Demonstration: .*\nWho can see this page: /);
  assert.match(practitioner.page.body, /\nCopied on \d.* by Callum Reyes\n$/);
});

test('who may not see a page gets of its copy what does not exist', async () => {
  const practitioner = await kith.signed_in(cast.practitioner.name);
  const teacher = await kith.signed_in(cast.teacher.name);
  await practitioner.open('/cases');
  const [href] = practitioner.page.body.match(/\/cases\/[0-9a-f-]{36}/);
  const shown = async (path) => {
    const answer = await teacher.ask('GET', as_text(path));
    return [answer.status, answer.body.replace(/value="[^"]*"/g, '').replace(/Reference for support.*?<\/p>/s, '')];
  };
  for (const part of ['', '/plan', '/weighting', '/reviews'])
    assert.deepEqual(await shown(href + part), await shown('/cases/00000000-0000-4000-8000-000000000000' + part));
});
