// SPDX-License-Identifier: MIT
// Partners are asked what they know already: one answers in part and then whole, one says nothing, one is asked again; who
// sees what of it; and the decision that says who had not answered.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith;
let data;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
});

const secret = 'The words of the concern that no partner reads.';
const referral = {
  safe_now: 'yes',
  about: ['child', 'place'],
  postcode: 'ZY1 1EB',
  what: `${secret} It happens on the way to Ropewalk High School.`,
  strengths: 'Their form tutor, whom they talk to.',
  own_words: 'I feel watched.',
  consent: 'agreed',
};
const request = {
  urgency: 'RED',
  ask: ['known', 'strengths'],
  shares: 'A man in a blue car waits for a boy of 13 near the skate bowl.',
  purpose: 'To decide today how he is kept safe.',
  basis: ['G-CA47'],
  told: 'agreed',
};

async function a_concern() {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Send to the team', referral);
  assert.equal(lead.page.status, 200, lead.page.text);
  return lead.page.path.replace(/[?#].*/, '');
}

// The value of the box whose label begins with these words.
function box_of(visitor, words) {
  const found = [...visitor.page.body.matchAll(/<input[^>]*name="partners"[^>]*value="([^"]*)"[^>]*>\s*<label[^>]*>\s*([^<]*?)\s*<\/label>/g)].find(([, , label]) => label.startsWith(words));
  assert.ok(found, `no partner is called ${words}`);
  return found[1];
}
const parts_on = (visitor) => [...new Set([...visitor.page.body.matchAll(/href="(\/requests\/[0-9a-f-]{36})"/g)].map(([, href]) => href))];

test('a request with gaps, or that sends somebody to find out, comes back as it was typed', async () => {
  const href = await a_concern();
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open(href);
  worker.says('No partner has been asked yet.');
  await worker.follow('Ask partners');
  worker.says('Suggested: may have incidents and missing episodes on record');
  worker.says('Suggested: is named in the concern');
  await worker.press('Ask all of them', { shares: request.shares });
  assert.equal(worker.page.status, 422);
  for (const sentence of ['Choose at least one partner', 'Choose how urgent it is', 'Choose at least one lawful basis', 'Choose whether they know that partners are asked']) worker.says(sentence);
  assert.equal(worker.value_of('shares'), request.shares);
  await worker.press('Ask all of them', { ...request, partners: box_of(worker, 'Ropewalk'), own_question: 'Can you find out who drives it?' });
  assert.equal(worker.page.status, 422);
  worker.says('Ask only for what is known already');
  assert.equal(worker.value_of('own_question'), 'Can you find out who drives it?');
});

test('a partner whose every reader is behind the wall of an allegation is not asked, and the officer is told', async () => {
  const raiser = await kith.signed_in(cast.other_lead.name);
  await raiser.open('/concerns/new');
  const about_a_lead = { ...referral, what: 'A pupil says that their safeguarding lead writes to them at night.', worker: 'yes', worker_name: 'Amina Sesay', worker_role: 'Safeguarding lead', worker_told: 'no' };
  await raiser.press('Send to the team', about_a_lead);
  const picked = raiser.page.body.match(/name="worker_account"[^>]*value="([0-9a-f-]{36})"/)[1];
  await raiser.press('Send to the team', { worker_account: picked });
  raiser.says('Your concern was sent to the designated officer.');
  const officer = await kith.signed_in(cast.officer.name);
  await officer.open(`${raiser.page.path.replace(/[?#].*/, '')}/partners`);
  const asking = { ...request, told: 'not_told', told_why: 'It would warn the person.' };
  await officer.press('Ask all of them', { ...asking, partners: box_of(officer, 'Lanternhouse') });
  assert.equal(officer.page.status, 422, officer.page.text);
  officer.says('may see this one, so nobody there could answer. Ask somebody else');
  assert.equal(officer.value_of('shares'), request.shares);
  await officer.press('Ask all of them', { partners: box_of(officer, 'Ropewalk') });
  officer.says('The partners have been asked.');
});

test('two partners are asked at once: one answers, one is silent, and the page shows both until it is decided', async () => {
  const href = await a_concern();
  const worker = await kith.signed_in(cast.worker.name);
  const school = await kith.signed_in(cast.other_lead.name);
  await school.open('/requests');
  const before = parts_on(school);
  await worker.open(`${href}/partners`);
  const partners = [box_of(worker, 'Ropewalk'), box_of(worker, 'Intelligence desk')];
  const sent = await worker.press_twice('Ask all of them', { ...request, partners });
  assert.deepEqual(sent.map((answer) => answer.status), [303, 303]);
  await worker.open(href);
  worker.says('0 of 2 have answered');
  assert.equal(worker.page.text.split('of 2 have answered').length, 2, 'sent twice, asked once');
  worker.says('Not answered yet:');
  assert.match(worker.page.text, /(4 hours|3 hours 59 minutes) left/);

  // the school: Home, its list, its own part and nothing of the concern
  await school.open('/');
  school.says('Answer: What you know already, for Children’s front door'.replace('’', "'"));
  await school.open('/requests');
  const part = parts_on(school).find((one) => !before.includes(one));
  await school.open(part);
  school.says(request.shares);
  school.says('within 4 hours');
  school.does_not_say(secret);
  school.does_not_say('C-');
  school.does_not_say('Intelligence desk');
  assert.equal((await school.ask('GET', href)).status, 404, 'the concern does not exist for them');
  await school.press('Save and come back later', { known: 'now', what: 'Half a thought.' });
  school.says('Your draft is saved. Only you can see it.');
  await school.open(part);
  assert.equal(school.value_of('what'), 'Half a thought.');
  await school.press('Send the answer', { known: 'now' });
  assert.equal(school.page.status, 422);
  school.says('Write at least one strength');
  await school.press('Send the answer', { known: 'now', what: 'He is in year 9.', strengths: 'The art room.', handling: 'Not to be told to his uncle.', complete: 'more_follows' });
  assert.equal(school.page.status, 200, school.page.text);
  school.says('Your answer was sent');
  school.says('Add to your answer');

  await worker.open(href);
  worker.says('1 of 2 have answered');
  worker.says('Answered in part');
  worker.says('Not to be told to his uncle.');
  worker.does_not_say('Half a thought.');
  await worker.press('Ask again Intelligence desk, Quillshire Constabulary');
  worker.says('The partner was asked again.');
  worker.says('Asked again');

  await school.open(part);
  await school.press('Send the answer', { what: 'He is in year 9 and was late on Tuesday.', complete: 'all' });
  await school.open(`${part}?correct=1`);
  await school.press('Send the answer', { what: 'He was late on Monday.' });
  assert.equal(school.page.status, 422);
  school.says('Say why you correct your answer');
  await school.press('Send the answer', { correction: 'The day was wrong.' });
  assert.equal(school.page.status, 200, school.page.text);
  await worker.open(href);
  worker.says('He was late on Monday.');
  worker.says('Changed since');
  worker.says('You may decide without them');

  // nobody else: another school, whoever raised it, an administrator
  for (const name of ['lead', 'administrator']) {
    const other = await kith.signed_in(cast[name].name);
    const there = await other.ask('GET', part);
    const nowhere = await other.ask('GET', '/requests/00000000-0000-4000-8000-000000000000');
    assert.equal(there.status, 404);
    assert.equal(masked(there), masked(nowhere), name);
    await other.open(href).catch(() => null);
    other.does_not_say('He was late on Monday.');
  }

  await worker.open(href);
  await worker.press('Record the decision', { outcomes: 'assessment', reason_assessment: 'Somebody waits for him.', reply: 'We begin an assessment.' });
  assert.equal(worker.page.status, 200, worker.page.text);
  worker.says('Partners who had not answered Intelligence desk, Quillshire Constabulary');
  await worker.follow('Close this request');
  await worker.press('Close the request', { reason: '' });
  assert.equal(worker.page.status, 422);
  worker.says('Say why you close it');
  await worker.press('Close the request', { reason: 'It has been decided.' });
  worker.says('The request to partners is closed.');
  worker.says('It has been decided.');
});

test('programs ask and answer by the same rules, and the history of it all is whole', async () => {
  const tokens = Object.fromEntries(['worker', 'other_lead', 'lead'].map((part) => [part, run('token', cast[part].name, '--data', data).out.trim()]));
  const ask = async (part, method, path, body, headers = {}) => {
    const answer = await fetch(kith.staff + path, { method, headers: { Authorization: `Bearer ${tokens[part]}`, ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers }, body: body && JSON.stringify(body) });
    return { status: answer.status, etag: answer.headers.get('etag'), json: await answer.json() };
  };
  const href = await a_concern();
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open(`${href}/partners`);
  const agency = box_of(worker, 'Ropewalk').replace('agency:', '');
  const path = `/api/v1${href}/partner-requests`;
  const { urgency, ...answers } = request;
  const key = { 'Idempotency-Key': 'a-key-of-partners-0001' };
  assert.equal((await ask('lead', 'POST', path, { urgency, partners: [{ agency }], answers })).status, 404, 'whoever raised it asks nobody');
  const first = await ask('worker', 'POST', path, { urgency, partners: [{ agency }], answers }, key);
  assert.equal(first.status, 201, JSON.stringify(first.json));
  assert.equal((await ask('worker', 'POST', path, { urgency, partners: [{ agency }], answers }, key)).json.partner_requests.length, 1);
  const id = first.json.partner_requests[0].partners[0].id;
  const mine = await ask('other_lead', 'GET', `/api/v1/partner-requests/${id}`);
  assert.equal(mine.status, 200);
  assert.ok(!JSON.stringify(mine.json).includes(href.split('/').pop()), 'nothing leads to the concern');
  assert.equal((await ask('lead', 'GET', `/api/v1/partner-requests/${id}`)).status, 404);
  const said = { answers: { known: 'not_known', complete: 'all' } };
  assert.equal((await ask('other_lead', 'POST', `/api/v1/partner-requests/${id}/answer`, said)).status, 428);
  const told = await ask('other_lead', 'POST', `/api/v1/partner-requests/${id}/answer`, said, { 'If-Match': mine.etag });
  assert.equal(told.status, 200, JSON.stringify(told.json));
  const held = await ask('worker', 'GET', `/api/v1${href}`);
  assert.equal(held.json.partner_requests[0].partners[0].known, 'not_known');
  const raiser = await ask('lead', 'GET', `/api/v1${href}`);
  assert.ok(!('partner_requests' in raiser.json));
  await kith.stop();
  const verified = run('ledger', 'verify', '--data', data);
  assert.equal(verified.status, 0, verified.out + verified.err);
});
