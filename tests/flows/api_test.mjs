// SPDX-License-Identifier: MIT
// Programs raise and decide as people do: by the same policies, once however often they ask, and never over a newer version.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, root, run } from './kith.mjs';

let kith;
let data;
const tokens = {};
before(async () => {
  data = demo_folder();
  for (const part of ['lead', 'worker', 'other_lead', 'administrator']) {
    if (!cast[part]) continue;
    const made = run('token', cast[part].name, '--data', data);
    assert.equal(made.status, 0, made.err);
    tokens[part] = made.out.trim();
  }
  kith = await Kith.start(data);
});
after(() => kith?.stop());

async function ask(part, method, path, { body, headers = {} } = {}) {
  const answer = await fetch(kith.staff + path, {
    method,
    headers: { ...(part ? { Authorization: `Bearer ${tokens[part]}` } : {}), ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, type: answer.headers.get('content-type'), etag: answer.headers.get('etag'), json: text ? JSON.parse(text) : null };
}

const worry = { safe_now: 'yes', about: ['child'], what: 'A car waits for him after school.', strengths: 'A trusted aunt.', own_words: '“I feel watched.”', consent: 'agreed', postcode: 'ZY1 1EB' };

test('the description of the API is valid OpenAPI 3.1, without a warning', async () => {
  const { json } = await ask(null, 'GET', '/api/v1/openapi.json');
  assert.equal(json.openapi, '3.1.0');
  const file = join(data, 'openapi.json');
  writeFileSync(file, JSON.stringify(json));
  const lint = spawnSync(process.execPath, [join(root, 'web/node_modules/@redocly/cli/bin/cli.js'), 'lint', file], { encoding: 'utf8', timeout: 60000, env: { ...process.env, REDOCLY_TELEMETRY: 'off' } });
  assert.equal(lint.status, 0, lint.stdout + lint.stderr);
  assert.ok(!/You have \d+ warning/.test(lint.stdout + lint.stderr), lint.stdout + lint.stderr);
});

test('a program reads who works with a context, names somebody, and ends it with a reason', async () => {
  const made = await ask('worker', 'POST', '/api/v1/contexts', { body: { kind: 'PLACE', name: 'Slater steps kiosk' } });
  assert.equal(made.status, 201, JSON.stringify(made.json));
  const path = `/api/v1/contexts/${made.json.id}/involvements`;
  const first = await ask('worker', 'GET', path);
  assert.equal(first.json.involvements.length, 1, JSON.stringify(first.json)); // the team of whoever made the record
  const [{ team }] = first.json.involvements;
  assert.equal((await ask('worker', 'POST', path, { body: { team, because: '' } })).json.field, 'because');
  const again = await ask('worker', 'POST', path, { body: { team, because: 'They are the front door' } });
  assert.equal(again.json.involvements.length, 1, 'the same once more changes nothing');
  const end = (body) => ask('worker', 'POST', `${path}/${first.json.involvements[0].id}/end`, { body });
  assert.equal((await end({ reason: ' ' })).json.field, 'reason');
  const ended = await end({ reason: 'It closed' });
  assert.deepEqual([ended.status, ended.json.end_reason], [200, 'It closed']);
  const nowhere = path.replace(made.json.id, '00000000-0000-4000-8000-000000000000');
  const [hidden, none] = [await ask('administrator', 'GET', path), await ask('administrator', 'GET', nowhere)];
  assert.deepEqual([hidden.status, hidden.json.detail], [none.status, none.json.detail]);
});

test('a concern raised twice with one key is one concern, and a decision on an older version is refused', async () => {
  const key = { 'Idempotency-Key': 'a-key-of-this-test-0001' };
  const first = await ask('lead', 'POST', '/api/v1/concerns', { body: worry, headers: key });
  assert.equal(first.status, 201, JSON.stringify(first.json));
  const again = await ask('lead', 'POST', '/api/v1/concerns', { body: worry, headers: key });
  assert.equal(again.json.id, first.json.id);
  const other = await ask('lead', 'POST', '/api/v1/concerns', { body: { ...worry, what: 'Words that must not be lost.' }, headers: key });
  assert.equal(other.status, 422, 'the same key with other words is refused');
  assert.match(other.type, /application\/problem\+json/);
  assert.equal(other.json.field, 'Idempotency-Key');
  assert.match(other.json.detail, /send it again with a key of its own/);
  const path = `/api/v1/concerns/${first.json.id}`;
  const held = await ask('worker', 'GET', path);
  assert.equal(held.status, 200, JSON.stringify(held.json));
  const decision = { outcomes: [{ outcome: 'early_help', reason: 'The family asked for it.' }], urgency: 'GREEN', reply: 'A family worker calls tomorrow.' };
  assert.equal((await ask('worker', 'POST', `${path}/decide`, { body: decision })).status, 428, 'a version must be named');
  const done = await ask('worker', 'POST', `${path}/decide`, { body: decision, headers: { 'If-Match': held.etag } });
  assert.equal(done.status, 200, JSON.stringify(done.json));
  assert.equal(done.json.state, 'decided');
  const late = await ask('worker', 'POST', `${path}/decide`, { body: decision, headers: { 'If-Match': held.etag } });
  assert.equal(late.status, 409);
  assert.match(late.type, /application\/problem\+json/);
  const raiser = await ask('lead', 'GET', path);
  assert.equal(raiser.status, 200);
  assert.ok(!('decisions' in raiser.json), 'whoever raised it does not read the reasons');
});

test('what may not be known, what is wrong and who is nobody each answer with a problem', async () => {
  const missing = await ask('worker', 'GET', '/api/v1/concerns/00000000-0000-4000-8000-000000000000');
  assert.equal(missing.status, 404);
  assert.match(missing.type, /application\/problem\+json/);
  const wrong = await ask('lead', 'POST', '/api/v1/concerns', { body: { about: ['child'] } });
  assert.equal(wrong.status, 422);
  assert.ok(wrong.json.detail, 'it says what to do');
  const unknown = await ask('lead', 'POST', '/api/v1/concerns', { body: { ...worry, safe_now: 'perhaps' } });
  assert.equal(unknown.status, 422);
  assert.match(unknown.json.detail, /^[A-Z][a-z]+ .+/, 'a sentence, and not the key of one');
  assert.equal(unknown.json.field, 'safe_now');
  const broken = await fetch(`${kith.staff}/api/v1/concerns`, { method: 'POST', body: '{"about":', headers: { Authorization: `Bearer ${tokens.lead}`, 'Content-Type': 'application/json' } });
  assert.equal(broken.status, 422);
  assert.match((await broken.json()).detail, /not JSON/);
  assert.equal((await ask(null, 'GET', '/api/v1/concerns')).status, 401);
});

test('a person and a place are recorded, found, read and changed by a program, as its owner may', async () => {
  const named = { names: [{ kind: 'birth', name: 'Tamsin Fenwick' }], birth: '2012-02-29', contacts: [{ kind: 'mobile', value: '01632 960111', safe: 'no' }] };
  const key = { 'Idempotency-Key': 'a-key-of-this-test-0003' };
  const made = await ask('lead', 'POST', '/api/v1/people', { body: named, headers: key });
  assert.equal(made.status, 201, JSON.stringify(made.json));
  assert.equal((await ask('lead', 'POST', '/api/v1/people', { body: named, headers: key })).json.id, made.json.id);
  const again = await ask('lead', 'POST', '/api/v1/people', { body: named });
  assert.equal(again.status, 409);
  assert.match(again.type, /application\/problem\+json/);
  assert.equal(again.json.known[0].reference, made.json.reference);

  const path = `/api/v1/people/${made.json.id}`;
  const sought = { purpose: 'Weighing a concern', names: ['tamsin fenwick'], birth: '2012-02-29' };
  assert.equal((await ask('worker', 'GET', path)).status, 403, 'a front door says why first');
  const found = await ask('worker', 'POST', '/api/v1/people/find', { body: sought });
  assert.deepEqual(found.json.people.map((one) => one.id), [made.json.id]);
  assert.equal((await ask('worker', 'POST', `${path}/purpose`, { body: { purpose: 'Weighing a concern' } })).status, 200);
  const read = await ask('worker', 'GET', path);
  assert.equal(read.status, 200, JSON.stringify(read.json));
  for (const part of ['other_lead', 'administrator']) {
    assert.deepEqual((await ask(part, 'POST', '/api/v1/people/find', { body: sought })).json.people ?? [], [], part);
    assert.deepEqual((await ask(part, 'GET', path)).json, (await ask(part, 'GET', '/api/v1/people/00000000-0000-4000-8000-000000000000')).json, part);
  }
  const change = { language: 'Polish', reason: 'Her mother told us' };
  assert.equal((await ask('lead', 'POST', `${path}/change`, { body: change })).status, 428);
  assert.equal((await ask('lead', 'POST', `${path}/change`, { body: change, headers: { 'If-Match': read.etag } })).json.language, 'Polish');
  assert.equal((await ask('lead', 'POST', `${path}/change`, { body: change, headers: { 'If-Match': read.etag } })).status, 409);

  const place = await ask('worker', 'POST', '/api/v1/contexts', { body: { kind: 'PLACE', name: 'Steps behind the old baths' } });
  assert.equal(place.status, 201, JSON.stringify(place.json));
  const near = await ask('lead', 'POST', '/api/v1/contexts/find', { body: { purpose: 'A worry', name: 'steps behind the OLD baths' } });
  assert.deepEqual(near.json.contexts.map((one) => one.id), [place.json.id]);
  const closed = await ask('worker', 'POST', `/api/v1/contexts/${place.json.id}/change`, { body: { closed: true, reason: 'Bricked up' }, headers: { 'If-Match': place.etag } });
  assert.equal(closed.json.closed, true, JSON.stringify(closed.json));
  assert.equal((await ask('worker', 'POST', '/api/v1/people', { body: { name: 'Tamsin' } })).json.field, 'name', 'a misspelt field is told of');
  assert.equal((await ask(null, 'POST', '/api/v1/people/find', { body: sought })).status, 401);
  assert.ok(!kith.err.includes('Fenwick') && !kith.err.includes('fenwick'), 'no name in the log');
});
