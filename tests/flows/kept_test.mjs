// SPDX-License-Identifier: MIT
// Nothing typed is lost: a form sent when the sign-in has ended comes back filled in, to whoever typed it and to nobody
// else, and is sent by a person or not at all.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, files_below, own_password, run } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
});

const words = 'Pupils of year 8 are offered "free" food & lifts at the takeaway.';
const referral = {
  safe_now: 'yes',
  about: ['place'],
  postcode: 'ZY1 1EB',
  what: words,
  strengths: 'Their form tutor, whom they talk to.',
  own_words: 'He said: it is only chips, miss.',
  consent: 'nobody_named',
};
const not_sent = 'You were signed out before this was sent. Nothing was sent.';
const secret_of = (page) => page.body.match(/name="csrf" value="([^"]+)"/)[1];

// Signs out in another window of the same browser: the page that is open stays as it is.
async function sign_out_elsewhere(visitor) {
  const answer = await visitor.ask('POST', '/sign-out', { csrf: secret_of(await visitor.ask('GET', '/')) });
  assert.equal(answer.status, 303);
  assert.equal(visitor.cookies.size, 0);
}
async function sign_in_again(visitor, name) {
  assert.equal(visitor.page.status, 403);
  visitor.says('nothing was sent');
  await visitor.press('Sign in', { name, password: own_password });
}

// Opens a page, is signed out in another window, sends the form, signs in: it stands there as typed. Then sends it.
async function kept_and_sent(visitor, name, path, button, answers, expected = Object.keys(answers)) {
  await visitor.open(path);
  await sign_out_elsewhere(visitor);
  await visitor.press(button, answers);
  for (const text of Object.values(answers).flat()) if (text.length > 8) visitor.does_not_say(text);
  await sign_in_again(visitor, name);
  assert.equal(visitor.page.status, 200, `${path}: ${visitor.page.text.slice(0, 400)}`);
  visitor.says(not_sent);
  assert.ok(!visitor.page.text.includes('There is a problem'), visitor.page.text.slice(0, 600));
  for (const field of expected) assert.deepEqual([visitor.value_of(field)], [answers[field]].flat().slice(0, 1), `${path}: ${field}`);
  await visitor.press(button);
  assert.equal(visitor.page.status, 200, `${path}: ${visitor.page.text.slice(0, 800)}`);
  assert.ok(!visitor.page.text.includes(not_sent));
}

test('a restart ends no session; half an hour of silence does, and what was typed comes back and is sent once', async () => {
  const folder = demo_folder();
  const later = new Date(Date.now() + 31 * 60000).toISOString();
  let own = await Kith.start(folder);
  const lead = await own.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await own.stop();
  own = await Kith.start(folder);
  lead.base = own.staff;
  assert.equal((await lead.ask('GET', '/concerns/raised')).status, 200, 'a restart ends no session');
  await lead.press('Send to the team', { what: words, own_words: referral.own_words });
  assert.equal(lead.page.status, 422);
  await own.stop();
  own = await Kith.start(folder, { words: ['--now', later] });
  lead.base = own.staff;
  const key = lead.value_of('key');
  await lead.press('Send to the team', referral);
  lead.does_not_say('takeaway');
  await lead.press('Sign in', { name: cast.lead.name, password: 'not the password at all' });
  assert.equal(lead.page.status, 422);
  lead.says('The name or the password is not right');
  lead.does_not_say('takeaway');
  await lead.press('Sign in', { name: cast.lead.name, password: own_password });
  assert.equal(lead.page.status, 200);
  lead.says(not_sent);
  for (const field of ['what', 'strengths', 'own_words', 'postcode']) assert.equal(lead.value_of(field), referral[field], field);
  assert.equal(lead.value_of('key'), key, 'its key of idempotency is kept');
  // Back from the page, it is there again; and nothing was sent by itself.
  await lead.open(lead.page.path);
  assert.equal(lead.value_of('what'), words);
  const watcher = await own.signed_in(cast.worker.name);
  await watcher.open('/concerns');
  const before = watcher.page.body.match(/href="\/concerns\/[0-9a-f-]{36}"/g).length;
  const sent = await lead.press_twice('Send to the team');
  assert.deepEqual(sent.map((answer) => answer.status), [303, 303]);
  assert.equal(sent[0].headers.location, sent[1].headers.location);
  await watcher.open('/concerns');
  assert.equal(watcher.page.body.match(/href="\/concerns\/[0-9a-f-]{36}"/g).length, before + 1);
  await own.stop();
  for (const path of files_below(folder)) assert.ok(!readFileSync(path).includes(Buffer.from('only chips, miss')), `what was kept lies open in ${path}`);
  assert.equal(run('ledger', 'verify', '--data', folder).status, 0);
});

test('every kind of form comes back: a record of a person, of a context, of the directory', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await kept_and_sent(worker, cast.worker.name, '/people/new', 'Make the record', { name: 'Wren Castellan Oakes', 'birth-year': '2012', 'birth-month': '3', 'birth-day': '9' });
  await worker.open('/contexts/new?kind=PLACE');
  await kept_and_sent(worker, cast.worker.name, '/contexts/new?kind=PLACE', 'Make the record', { name: 'The steps behind the old cinema', kind: 'PLACE', postcode: 'ZY1 1EB' }, ['name', 'postcode']);
  const keeper = await kith.signed_in(cast.administrator.name);
  await keeper.open('/directory');
  await keeper.follow('Add an agency');
  await kept_and_sent(keeper, cast.administrator.name, keeper.page.path, 'Save', { name: 'Lamp Street Youth Club', code: 'lamp_street', kind: 'voluntary' });
});

async function a_concern() {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Send to the team', referral);
  assert.equal(lead.page.status, 200, lead.page.text);
  return lead.page.path.replace(/[?#].*/, '');
}

test('a decision, a message and what partners are asked and answer come back', async () => {
  const href = await a_concern();
  const worker = await kith.signed_in(cast.worker.name);
  await kept_and_sent(worker, cast.worker.name, href, 'Send the message', { body: 'May I ring you on Thursday?' });
  await worker.open(`${href}/partners`);
  const school = worker.page.body.match(/name="partners"[^>]*value="([^"]*)"[^>]*>\s*<label[^>]*>\s*Ropewalk/)[1];
  const asked = { urgency: 'RED', ask: ['known', 'strengths'], shares: 'A man waits for a boy of 13 near the skate bowl.', purpose: 'To decide today.', basis: ['G-CA47'], told: 'agreed', partners: school };
  const answerer = await kith.signed_in(cast.other_lead.name);
  const parts = async () => [...new Set([...(await answerer.open('/requests')).body.matchAll(/href="(\/requests\/[0-9a-f-]{36})"/g)].map(([, one]) => one))];
  const earlier = await parts();
  await kept_and_sent(worker, cast.worker.name, `${href}/partners`, 'Ask all of them', asked, ['shares', 'purpose']);
  const part = (await parts()).find((one) => !earlier.includes(one));
  await kept_and_sent(answerer, cast.other_lead.name, part, 'Send the answer', { known: 'now', what: 'He is in year 9 here.', strengths: 'The art room.', complete: 'more_follows' }, ['what', 'strengths']);
  await kept_and_sent(
    worker,
    cast.worker.name,
    href,
    'Record the decision',
    { urgency: 'AMBER', outcomes: ['context_referral'], reason_context_referral: 'The bus stop needs guardians.', reply: 'Thank you for telling us.' },
    ['reason_context_referral', 'reply', 'outcomes']
  );
  worker.says('The decision is recorded.');
});

test('a button that was pressed too late is told apart, and leads back to its page', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/account');
  await worker.press('Make a token', { name: 'the weekly list' });
  await worker.open('/account');
  await sign_out_elsewhere(worker);
  const { action, pairs } = worker.filled('End this token : the weekly list');
  worker.page = await worker.ask('POST', action, pairs, { Referer: `${kith.staff}/account` });
  await sign_in_again(worker, cast.worker.name);
  worker.says('This was not done');
  await worker.follow('Go back to the page you were on');
  assert.equal(worker.page.path, '/account');
  await worker.press('End this token : the weekly list');
  assert.equal(worker.page.status, 200);
});

test('whoever else signs in on that page gets nothing, and so does another account with a page of before', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await sign_out_elsewhere(lead);
  const open_page = lead.page;
  await lead.press('Send to the team', referral);
  const carried = lead.page;
  await lead.press('Sign in', { name: cast.worker.name, password: own_password });
  assert.equal(lead.page.path, '/');
  lead.does_not_say('takeaway');
  lead.does_not_say('only chips');
  // The worker is signed in now; the lead's page is still open in another window.
  lead.page = open_page;
  const { action, pairs } = lead.filled('Send to the team', referral);
  const refused = await lead.ask('POST', action, pairs);
  assert.equal(refused.status, 403);
  assert.ok(!refused.body.includes('takeaway'));
  // The lead gets it, and at its address nobody else does.
  const again = kith.stranger();
  again.page = carried;
  await again.press('Sign in', { name: cast.lead.name, password: own_password });
  again.says(words);
  const thief = await kith.signed_in(cast.other_lead.name);
  const stolen = await thief.ask('GET', again.page.path);
  const none = await thief.ask('GET', '/kept/00000000-0000-4000-8000-000000000000');
  assert.equal(stolen.status, 404);
  assert.equal(masked(stolen), masked(none));
});

test('who has lost the right meanwhile gets the page of what does not exist, and none of what was typed', async () => {
  const href = await a_concern();
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open(href);
  await sign_out_elsewhere(worker);
  await worker.press('Send the message', { body: 'May I ring you on Friday?' });
  // A colleague finds that it is about somebody who works with children: it goes behind the officer's wall.
  const colleague = await kith.signed_in(cast.colleague.name);
  await colleague.open(`${href}/allegation`);
  await colleague.press('Send to the designated officer', { worker_name: 'Bram Ostler', worker_role: 'Helps at the takeaway', worker_told: 'no', worker_reason: 'He teaches on Mondays.' });
  assert.equal(colleague.page.status, 200, colleague.page.text);
  await sign_in_again(worker, cast.worker.name);
  assert.equal(worker.page.status, 404);
  worker.does_not_say('Friday');
  worker.does_not_say('signed out');
  assert.equal(masked(worker.page), masked(await worker.ask('GET', '/concerns/00000000-0000-4000-8000-000000000000')));
});
