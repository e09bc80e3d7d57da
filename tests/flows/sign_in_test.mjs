// SPDX-License-Identifier: MIT
// Coming in, staying in, and going out; and what keeps others from acting in one's name.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, one_time_password, own_password } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith;
let one_time;
before(async () => {
  const data = demo_folder();
  one_time = one_time_password(data, cast.colleague.name);
  kith = await Kith.start(data);
});

test('whoever is not signed in is sent to sign in, and comes back to the page asked for', async () => {
  const visitor = kith.stranger();
  await visitor.open('/concerns/raised');
  assert.match(visitor.page.path, /^\/sign-in/);
  await visitor.press('Sign in', { name: cast.lead.name, password: own_password });
  assert.equal(visitor.page.path, '/concerns/raised');
});

test('what Kith says of privacy and accessibility is for everybody', async () => {
  const visitor = kith.stranger();
  for (const [path, words] of [['/privacy', 'What Kith keeps about you'], ['/accessibility', 'Accessibility']]) {
    const answer = await visitor.ask('GET', path);
    assert.equal(answer.status, 200, path);
    assert.ok(answer.text.includes(words), path);
    assert.ok(!answer.body.includes('action="/sign-out"'));
  }
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/privacy');
  lead.says(cast.lead.shown_as);
});

test('a one-time password opens nothing until one of one’s own is chosen, and then no longer works', async () => {
  const name = cast.colleague.name;
  const visitor = kith.stranger();
  await visitor.open('/sign-in');
  await visitor.press('Sign in', { name, password: one_time });
  visitor.says('Choose a password');
  for (const path of ['/', '/concerns']) {
    const answer = await visitor.ask('GET', path);
    assert.equal(answer.status, 303, path);
    assert.match(answer.headers.location, /^\/sign-in/);
  }
  await visitor.open('/sign-in/set-password');
  await visitor.press('Save the password', { password: 'password1234', again: 'password1234' });
  assert.equal(visitor.page.status, 422, 'a password that many know is refused');
  await visitor.press('Save the password', { password: 'too short', again: 'too short' });
  assert.equal(visitor.page.status, 422);
  await visitor.press('Save the password', { password: 'kettle orchard violin moss', again: 'kettle orchard violin mist' });
  assert.equal(visitor.page.status, 422);
  const before = visitor.cookies.get('__Host-kith');
  await visitor.press('Save the password', { password: 'kettle orchard violin moss', again: 'kettle orchard violin moss' });
  assert.equal(visitor.page.status, 200);
  visitor.says('My work');
  assert.notEqual(visitor.cookies.get('__Host-kith'), before, 'the session’s token is made afresh');

  const late = kith.stranger();
  await late.open('/sign-in');
  await late.press('Sign in', { name, password: one_time });
  assert.equal(late.page.status, 422);
});

test('a wrong password, an unknown name and a locked account are answered with the same bytes', async () => {
  const answers = [];
  const attempt = async (name) => {
    const visitor = kith.stranger();
    await visitor.open('/sign-in');
    await visitor.press('Sign in', { name, password: 'not the password at all' });
    assert.equal(visitor.page.status, 422);
    visitor.does_not_say('not the password at all');
    return masked(visitor.page).replaceAll(name, 'name');
  };
  const locked = cast.other_lead.name;
  for (let tries = 0; tries < 7; ++tries) answers.push(await attempt(locked));
  answers.push(await attempt('nobody-of-this-name'));
  for (const answer of answers) assert.equal(answer, answers[0]);
  const visitor = kith.stranger();
  await visitor.open('/sign-in');
  await visitor.press('Sign in', { name: locked, password: own_password });
  assert.equal(visitor.page.status, 422, 'after five wrong tries the right password waits too');
  assert.equal(masked(visitor.page).replaceAll(locked, 'name'), answers[0]);
});

test('the cookie is for this host alone, unreadable to script, and never sent across sites', async () => {
  const visitor = kith.stranger();
  const answer = await visitor.ask('POST', '/sign-in', { name: cast.lead.name, password: own_password, to: '/' });
  const [cookie, ...more] = answer.headers['set-cookie'];
  assert.equal(more.length, 0);
  const [pair, ...attributes] = cookie.split('; ');
  assert.match(pair, /^__Host-kith=[\w-]{43}$/);
  const low = attributes.map((one) => one.toLowerCase()).sort();
  for (const wanted of ['httponly', 'path=/', 'secure']) assert.ok(low.includes(wanted), cookie);
  assert.ok(low.some((one) => /^samesite=(lax|strict)$/.test(one)), cookie);
  assert.ok(!low.some((one) => one.startsWith('domain')), cookie);
});

test('it never sends anybody to another site', async () => {
  for (const to of ['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example', 'javascript:alert(1)']) {
    const visitor = kith.stranger();
    const answer = await visitor.ask('POST', '/sign-in', { name: cast.lead.name, password: own_password, to });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, '/', to);
  }
});

test('signing out ends the session at once, also for whoever copied the cookie', async () => {
  const visitor = await kith.signed_in(cast.lead.name);
  const copied = visitor.cookies.get('__Host-kith');
  const answer = await visitor.ask('POST', '/sign-out', { csrf: visitor.value_of('csrf') });
  assert.equal(answer.status, 303);
  assert.match(answer.headers['clear-site-data'], /"cache"/);
  assert.equal(visitor.cookies.size, 0);
  const thief = kith.stranger();
  thief.keep_cookie('__Host-kith', copied);
  const after = await thief.ask('GET', '/concerns');
  assert.equal(after.status, 303);
  assert.match(after.headers.location, /^\/sign-in/);
});

test('a post without the page’s token, with another session’s, or from another site does nothing', async () => {
  const visitor = await kith.signed_in(cast.lead.name);
  const other = await kith.signed_in(cast.worker.name);
  await visitor.open('/concerns/new');
  const { action, pairs } = visitor.filled('Save and come back later', { what: 'Not by my hand.' });
  const forged = {
    'without a token': [pairs.filter(([name]) => name !== 'csrf'), {}],
    'with a token of another session': [pairs.map(([name, value]) => [name, name === 'csrf' ? other.value_of('csrf') : value]), {}],
    'from another origin': [pairs, { Origin: 'https://elsewhere.example' }],
    'across sites': [pairs, { 'Sec-Fetch-Site': 'cross-site' }],
    'from a sister site': [pairs, { 'Sec-Fetch-Site': 'same-site' }],
  };
  for (const [how, [fields, headers]] of Object.entries(forged)) {
    const answer = await visitor.ask('POST', action, fields, headers);
    assert.equal(answer.status, 403, how);
  }
  await visitor.open('/concerns/new');
  visitor.does_not_say('Your drafts');
  assert.equal((await visitor.ask('POST', '/sign-out', {})).status, 403, 'nor is anybody signed out by others');
  await visitor.open('/');
  assert.equal(visitor.page.path, '/');
});

// The picture as a camera would have it: black runs of one path on white, four pixels a module.
function as_picture(svg) {
  const side = Number(svg.match(/viewBox="0 0 (\d+) /)[1]);
  const scale = 4;
  const pixels = Buffer.alloc((side * scale) ** 2, 255);
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    for (let row = y * scale; row < (Number(y) + 1) * scale; ++row) pixels.fill(0, row * side * scale + x * scale, row * side * scale + (Number(x) + Number(run)) * scale);
  return Buffer.concat([Buffer.from(`P5 ${side * scale} ${side * scale} 255\n`), pixels]);
}

test('the key of the second step is shown as a picture that a camera reads', async () => {
  const visitor = await kith.signed_in(cast.deputy.name);
  await visitor.open('/sign-in/set-second-step');
  const svg = visitor.page.body.match(/aria-label="The key as a picture[^"]*">(<svg [^]*?<\/svg>)/)[1];
  assert.doesNotMatch(svg, /style|script|href/);
  const read = spawnSync('zbarimg', ['--quiet', '--raw', '-'], { input: as_picture(svg), encoding: 'utf8' });
  assert.ok(!read.error, 'zbarimg is there: scripts/setup installs it');
  const link = visitor.page.body.match(/href="(otpauth:[^"]+)"/)[1].replaceAll('&amp;', '&');
  assert.equal(read.stdout.trim(), link);
});
