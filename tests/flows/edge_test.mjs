// SPDX-License-Identifier: MIT
// What every answer carries, whatever was asked and whoever asked: pages, errors, files, on both sides.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, own_password } from './kith.mjs';

let kith;
before(async () => {
  const data = demo_folder();
  kith = await Kith.start(data);
});

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
function well_dressed(answer, side, what) {
  const wanted = {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': side === 'public' ? 'no-referrer' : 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
  for (const [name, value] of Object.entries(wanted)) assert.equal(answer.headers[name], value, `${name} of ${what}`);
  assert.ok(answer.headers['permissions-policy'], what);
  assert.ok(answer.headers['cache-control'], what);
  // A question page is kept until it is left, so that Back finds every word; nothing else but assets is kept at all.
  const question = side === 'public' && / \/tell-us$/.test(what) && answer.status === 200;
  if (!what.includes('/assets/') || answer.status !== 200) assert.equal(answer.headers['cache-control'], question ? 'private, no-cache' : 'no-store', what);
  assert.ok(!('server' in answer.headers) && !('x-powered-by' in answer.headers), what);
  if (side === 'public') assert.ok(!('set-cookie' in answer.headers), `no cookie: ${what}`);
}
const assets_of = (page) => [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);

test('every answer of the public side is dressed, sets no cookie and is kept no longer than it must be', async () => {
  const visitor = kith.somebody({ Cookie: 'kith=planted; __Host-kith=planted' });
  const asked = [
    ['GET', '/'], ['GET', '/tell-us'], ['GET', '/reply'], ['GET', '/help'], ['GET', '/leave'], ['GET', '/privacy'], ['GET', '/accessibility'],
    ['GET', '/nothing-here'], ['POST', '/privacy', {}], ['GET', '/tell-us/send'], ['GET', '/..%2f..%2fkeys'], ['GET', '/%zz'], ['PUT', '/', {}], ['DELETE', '/'],
    ['POST', '/tell-us', {}], ['POST', '/tell-us', { draft: 'x' }], ['POST', '/tell-us/send', {}], ['POST', '/reply', { receipt: '' }], ['POST', '/reply/write', { held: 'x' }], ['POST', '/reply/withdraw', {}],
    ['GET', '/concerns'], ['GET', '/sign-in'], ['GET', '/healthz'], ['GET', '/assets/nothing.css'], ['HEAD', '/'],
  ];
  const seen = new Set();
  for (const [method, path, fields] of asked) {
    const answer = await visitor.ask(method, path, fields);
    well_dressed(answer, 'public', `${method} ${path}`);
    seen.add(answer.status);
  }
  for (const status of [200, 400, 404, 405, 422]) assert.ok(seen.has(status), `${status} was among ${[...seen]}`);
  await visitor.open('/');
  for (const path of assets_of(visitor.page)) well_dressed(await visitor.ask('GET', path), 'public', path);
});

test('every answer of the staff side is dressed, signed in or not', async () => {
  const stranger = kith.stranger();
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/concerns');
  const concern = worker.page.body.match(/\/concerns\/[0-9a-f-]{36}/)?.[0] ?? '/concerns';
  const asked = [
    ['GET', '/'], ['GET', '/concerns'], ['GET', '/concerns/decided'], ['GET', '/concerns/raised'], ['GET', '/concerns/new'], ['GET', concern], ['GET', `${concern}/copy`],
    ['GET', '/sign-in'], ['GET', '/nothing-here'], ['POST', '/concerns', {}], ['POST', '/concerns/new', {}], ['GET', '/concerns/not-an-id'], ['GET', '/%zz'], ['DELETE', '/concerns'], ['GET', '/healthz'], ['GET', '/assets/nothing.css'],
  ];
  for (const visitor of [worker, stranger])
    for (const [method, path, fields] of asked) well_dressed(await visitor.ask(method, path, fields), 'staff', `${method} ${path}`);
  for (const path of assets_of(worker.page)) well_dressed(await worker.ask('GET', path), 'staff', path);
  well_dressed(await stranger.ask('POST', '/sign-in', { name: 'x', password: 'y' }), 'staff', 'a refused sign-in');
  well_dressed(await stranger.ask('POST', '/sign-in', { name: cast.worker.name, password: own_password }), 'staff', 'a sign-in');
});

test('every link of the pages leads somewhere', async () => {
  const walk = async (visitor, starts) => {
    const seen = new Set();
    const next = [...starts];
    while (next.length && seen.size < 60) {
      const path = next.pop();
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await visitor.ask('GET', path);
      assert.ok(answer.status < 400, `${path} answers ${answer.status}`);
      for (const [, href] of answer.body.matchAll(/<a\b[^>]*href="(\/[^"#]*)/g)) if (href !== '/leave' && !seen.has(href)) next.push(href.replaceAll('&amp;', '&'));
    }
    assert.ok(seen.size > 4);
  };
  await walk(kith.somebody(), ['/', '/tell-us', '/reply']);
  for (const part of ['worker', 'lead', 'administrator']) await walk(await kith.signed_in(cast[part].name), ['/']);
});

test('no page holds script or style of its own, or names another host', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const somebody = kith.somebody();
  const pages = [];
  for (const path of ['/', '/tell-us', '/reply', '/help', '/privacy', '/leave']) pages.push(await somebody.ask('GET', path));
  for (const path of ['/', '/concerns', '/concerns/new', '/sign-in', '/nothing-here']) pages.push(await worker.ask('GET', path));
  await worker.open('/concerns');
  const concern = worker.page.body.match(/\/concerns\/[0-9a-f-]{36}/)?.[0];
  if (concern) pages.push(await worker.ask('GET', concern));
  for (const page of pages) {
    assert.ok(!/<script(?![^>]*\bsrc=)|<style|\sstyle="|\son\w+="/.test(page.body), page.path);
    assert.ok(!/(?:href|src|action)="(?:https?:)?\/\//.test(page.body), page.path);
  }
});

test('a wrong method is explained within the frame to people, and every error below /api is a problem', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  for (const [visitor, mark] of [[worker, /kith-top[^]*Sign out/], [kith.stranger(), /kith-top/], [kith.somebody(), /kith-/]]) {
    const page = await visitor.ask('DELETE', '/help');
    assert.equal(page.status, 405);
    assert.match(page.body, mark);
    assert.match(page.text, /This address cannot be used in that way/);
    assert.match(page.headers.allow, /GET, HEAD/);
  }
  const asked = [['DELETE', '/api/v1/concerns', {}, 405], ['GET', '/api/v1/concerns', { 'X-Long': 'x'.repeat(20000) }, 431], ['GET', '/api/v1/%zz', {}, 400], ['GET', '/api/v1/nothing', {}, 404], ['GET', '/api/v1/concerns', {}, 401], ['GET', '/%zz', { Accept: 'application/json' }, 400]];
  for (const [method, path, headers, status] of asked) {
    const answer = await fetch(kith.staff + path, { method, headers });
    assert.equal(answer.status, status, path);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json', `${method} ${path}`);
    assert.equal((await answer.json()).status, status);
  }
});

test('it says that it is alive, and nothing more', async () => {
  const answer = await kith.stranger().ask('GET', '/healthz');
  assert.equal(answer.status, 200);
  assert.equal(answer.body, 'ok\n');
});
