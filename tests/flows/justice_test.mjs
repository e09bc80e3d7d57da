// SPDX-License-Identifier: MIT
// Referral and justice over HTTP: a child is referred from what the case holds already, the decision that comes asks for another look, a
// guardian is asked for; an adult who does not agree is notified without a word of who they are; a victim is told of each stage; and none of it is
// there for who may not know them.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, run } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, child, of_case, referral, adult, notice, matter;
const nothing = '00000000-0000-4000-8000-000000000000';
const canary = { name: 'Zanthippe Quorlwicke', known_as: 'Zanny Quorl', said: 'Her uncle Brambletoft must not hear of it', sent: 'Told to Mr Ferncastle at the desk' };
const people = {};
const day = (name, date) => Object.fromEntries(['day', 'month', 'year'].map((part, at) => [`${name}-${part}`, String(date[at])]));
const path_of = (visitor) => visitor.page.path.replace(/\?.*/, '');
const id_of = (visitor) => path_of(visitor).split('/').find((part) => /^[0-9a-f-]{36}$/.test(part));

before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
  people.worker = await kith.signed_in(cast.practitioner.name);
  people.lead = await kith.signed_in(cast.lead.name);
});

async function asked(name, path, options = {}) {
  const made = run('token', name, '--data', data);
  assert.equal(made.status, 0, made.err);
  const told = await fetch(kith.staff + path, { ...options, headers: { Authorization: `Bearer ${made.out.trim()}`, ...options.headers } });
  return { status: told.status, etag: told.headers.get('etag'), text: await told.text() };
}
const sent = (body, headers = {}) => ({ method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });

test('a child is referred without consent, from what the person and the case hold already', async () => {
  const { worker } = people;
  await worker.open('/people/new');
  await worker.press('Make the record', { name: 'Odette Farrowmere', ...day('birth', [3, 5, 2012]) });
  child = id_of(worker);
  await worker.follow('Open a case');
  await worker.press('Open the case', { strands: ['CCE'], because: 'She was found with bags that are not hers' });
  of_case = path_of(worker);
  worker.says('NRM and justice');
  await worker.follow('Referral and justice');
  worker.says('Under 18 that day, by their date of birth');
  worker.says('There is no duty to notify for a child');
  worker.does_not_say('Notify without identity');
  await worker.follow('Write a referral');
  assert.equal(worker.value_of('name'), 'Odette Farrowmere');
  assert.equal(worker.value_of('route'), 'child');
  assert.equal(worker.value_of('what_happened'), 'She was found with bags that are not hers');
  assert.equal(worker.value_of('exploitation-1-kind'), 'forced_crime');
  assert.equal(worker.value_of('authority'), 'X10000001'); // the worker's own council
  await worker.press('Continue', { age_disputed: 'no', child_then: 'yes', exploiter_known: 'no', other_victims: 'not_known', police_told: 'no' });
  assert.equal(worker.page.status, 422);
  worker.says('Say what was done first so that they are safe');
  await worker.press('Save and come back later', { safe_first: 'She stays with her grandmother', 'exploitation-1-place': 'The coach station' });
  await worker.open(`/justice/people/${child}/refer`);
  worker.says('It was sent to nobody');
  assert.equal(worker.value_of('safe_first'), 'She stays with her grandmother');
  await worker.press('Continue', { age_disputed: 'no', child_then: 'yes', exploiter_known: 'no', other_victims: 'not_known', police_told: 'no' });
  worker.says('Check before it is prepared');
  worker.says('She stays with her grandmother');
  await worker.press('Record it as prepared');
  worker.says('It is prepared.');
  worker.says('No guardian has been asked for yet');
  worker.says('0800 043 4303');
  referral = path_of(worker);
});

test('the field set goes out as paper and as a file, and it is recorded when and how it was sent', async () => {
  const { worker } = people;
  await worker.follow('Print it');
  worker.says('Official-sensitive');
  worker.says('The coach station');
  await worker.open(referral);
  const { action, pairs } = worker.filled('Export it as JSON');
  const file = await worker.ask('POST', action, pairs);
  assert.match(file.headers['content-disposition'], /referral-R-[0-9A-Z-]+\.json/);
  const fields = JSON.parse(file.body);
  assert.equal(fields.route, 'child');
  assert.deepEqual(fields.fields.what_happened.answer, ['She was found with bags that are not hers']);
  assert.equal(fields.exploitation[0].place, 'The coach station');
  await worker.open('/');
  worker.says('Send: referral R-');
  await worker.open(referral);
  await worker.press('Record it', { kind: 'sent', words: '' });
  assert.equal(worker.page.status, 422);
  worker.says('Say how it was sent, and to whom');
  await worker.press('Record it', { kind: 'sent', words: 'By the form on the web', reference: 'HO-4471' });
  worker.says('Expected by');
  worker.says('It is their aim, not yours.');
  worker.says('HO-4471');
  await worker.open('/');
  worker.says('Ask: referral R-');
  await worker.open(referral);
  await worker.press('Record it', { kind: 'guardian_asked', words: 'By phone' });
  worker.does_not_say('No guardian has been asked for yet');
});

test('a decision asks for another look at the case, stands in the chronology, and is taken back with a reason', async () => {
  const { worker } = people;
  await worker.press('Record it', { kind: 'rg_positive', words: 'By letter' });
  worker.says('Reasonable grounds: positive');
  worker.says('there is no latest day');
  await worker.open(of_case);
  worker.says('A decision of the National Referral Mechanism came');
  await worker.open(`/people/${child}/chronology`);
  worker.says('The National Referral Mechanism decided');
  await worker.open(referral);
  const back = [...worker.page.body.matchAll(/action="([^"]*take-back)"/g)].at(-1)[1];
  const csrf = worker.value_of('csrf');
  const refused = await worker.ask('POST', back, { csrf, taken_back: '' });
  assert.equal(refused.status, 422);
  const taken = await worker.ask('POST', back, { csrf, taken_back: 'It was a letter about her brother' });
  assert.equal(taken.status, 303);
  await worker.open(referral);
  worker.says('Taken back: It was a letter about her brother');
  await worker.press('Record it', { kind: 'rg_positive', words: 'By a second letter' });
});

test('section 45 is recorded as considered, with both tests, and without a verdict', async () => {
  const { worker } = people;
  await worker.open(`/justice/people/${child}`);
  await worker.follow('Record that it was considered');
  worker.says('no realistic alternative');
  worker.says('direct consequence');
  worker.says('Outside it (Schedule 4)');
  await worker.press('Record it', { considered_by: 'Her solicitor', contact: 'Her arrest on 2 March', words: 'Both tests were looked at' });
  worker.says('It is recorded that section 45 was considered.');
  worker.says('Her arrest on 2 March');
});

test('an adult who does not agree is notified, and nothing that leaves says who she is', async () => {
  const { worker } = people;
  await worker.open('/people/new');
  await worker.press('Make the record', { name: canary.name, ...day('birth', [9, 1, 1990]) });
  adult = id_of(worker);
  const reference = worker.page.text.match(/P-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
  await worker.open(`/justice/people/${adult}`);
  worker.says('18 or over that day');
  await worker.follow('Notify without identity');
  await worker.press('Record it as prepared', { why: 'does_not_agree', kept_here: canary.said });
  assert.equal(worker.page.status, 422);
  worker.says('Choose what happened to them');
  const chosen = { exploitation: ['household', 'forced_work'], region: 'north_west', ...day('year_from', [14, 7, 2025]), age_band: '35_44', sex: 'F', police_told: 'no', others_harmed: 'not_known', exploiter_known: 'yes', support_offered: 'yes', adult_doubted: 'no' };
  await worker.press('Record it as prepared', chosen);
  worker.says('It is prepared.');
  worker.says(canary.said);
  worker.says(canary.name);
  notice = path_of(worker);
  await worker.press('Record it', { kind: 'sent', words: canary.sent, reference: 'HO-8812' });
  const { action, pairs } = worker.filled('Export it as JSON');
  const file = await worker.ask('POST', action, pairs);
  const paper = await worker.ask('GET', `${notice}/print`);
  const program = await asked(cast.practitioner.name, `/api/v1${notice}/leaves`);
  for (const left of [file.body, paper.body, program.text, JSON.stringify(file.headers)]) {
    for (const words of [...Object.values(canary).flatMap((text) => text.split(' ').filter((word) => word.length > 5)), reference, adult, 'HO-8812', '14', 'July']) {
      if (words === '14' && left !== program.text && left !== file.body) continue; // a stylesheet's name may hold it
      assert.ok(!left.includes(words), `"${words}" leaves: ${left.slice(0, 400)}`);
    }
  }
  assert.deepEqual(JSON.parse(program.text).exploitation, ['Made to work', 'Unpaid work in a household']);
  assert.deepEqual(JSON.parse(program.text).year_from, ['2025']);
  const made = await asked(cast.practitioner.name, `/api/v1/justice/people/${child}/notices`, sent({ answers: { why: 'does_not_agree', exploitation: ['forced_crime'], region: 'north_west', age_band: '18_24', sex: 'F', police_told: 'no', others_harmed: 'no', exploiter_known: 'no', support_offered: 'yes', adult_doubted: 'no', kept_here: 'x' } }));
  assert.equal(made.status, 422);
  assert.match(made.text, /no duty to notify/);
});

test('a victim is told of each stage, may ask for a review, and help waits for nothing', async () => {
  const { worker } = people;
  await worker.open(`/justice/people/${child}`);
  await worker.follow('Record a case of theirs');
  assert.equal(worker.value_of('enhanced'), 'yes');
  await worker.press('Record it', { kind: 'reported', harm: 'criminal', words: 'She was made to carry bags', wishes: 'i want them to leave gran alone' });
  worker.says('Therapy and counselling');
  worker.says('It does not wait for a trial');
  matter = path_of(worker);
  await worker.press('Record the stage', { stage: 'reported' });
  await worker.press('Record the stage', { stage: 'not_charged', words: 'The police, for want of evidence' });
  worker.says('They may ask for a review within 3 months of being told');
  worker.says('To be told:');
  await worker.open('/');
  worker.says('Tell: case J-');
  await worker.open(matter);
  const links = [...worker.page.body.matchAll(/href="([^"]*\/told)"/g)];
  await worker.open(links.at(-1)[1]);
  await worker.press('Record it', { told_by: 'DC Winslow' });
  assert.equal(worker.page.status, 422);
  assert.equal(worker.value_of('told_by'), 'DC Winslow');
  await worker.press('Record it', { how: 'in_person', wishes: 'i want to know why' });
  worker.says('It is recorded that they were told.');
  worker.says('They may ask for a review until');
  await worker.press('Record the offer', { entitlement: 'therapy', answer: 'taken' });
  worker.says('Taken up');
  await worker.press('Record the stage', { stage: 'review_asked', words: 'In her own letter' });
  worker.says('They asked for a review of that');
  await worker.open('/');
  worker.does_not_say('Tell: case J-');
  await worker.open('/justice');
  worker.says('Cases of victims');
  await worker.follow('Case J-');
  await worker.follow('Print it');
  worker.says('Nobody who is suspected stands on this paper');
});

test('who may not know her finds none of it, as of what does not exist', async () => {
  const { lead } = people;
  for (const path of [referral, `${referral}/print`, notice, `${notice}/print`, matter, `/justice/people/${child}`]) {
    const hidden = await lead.ask('GET', path);
    const missing = await lead.ask('GET', path.replace(/[0-9a-f-]{36}/, nothing));
    assert.equal(hidden.status, 404, path);
    assert.equal(masked(hidden), masked(missing));
  }
  await lead.open('/people');
  lead.does_not_say('Referral and justice');
  assert.equal((await lead.ask('GET', '/justice')).status, 404);
  assert.equal((await asked(cast.lead.name, `/api/v1${referral}`)).status, 404);
});

test('the API prepares once for a key, and asks for the version of what it changes', async () => {
  const name = cast.practitioner.name;
  const read = await asked(name, `/api/v1${referral}`);
  const one = JSON.parse(read.text);
  assert.equal(one.status, 'rg_positive');
  const right = { authority: one.authority, answers: { ...one.answers, police_told: 'yes', police_reference: 'QC/1/26' }, reason: 'The police told us' };
  assert.equal((await asked(name, `/api/v1${referral}/correct`, sent(right))).status, 428);
  assert.equal((await asked(name, `/api/v1${referral}/correct`, sent(right, { 'If-Match': '"v9"' }))).status, 409);
  const saved = await asked(name, `/api/v1${referral}/correct`, sent(right, { 'If-Match': read.etag }));
  assert.equal(saved.status, 200, saved.text);
  const key = { 'Idempotency-Key': 'a-key-of-this-test-0002' };
  const note = { considered_by: 'The prosecutor', contact: 'The charge', words: 'Both tests' };
  const made = await asked(name, `/api/v1/justice/people/${child}/defence-notes`, sent(note, key));
  const again = await asked(name, `/api/v1/justice/people/${child}/defence-notes`, sent(note, key));
  assert.equal(made.status, 201, made.text);
  assert.equal(JSON.parse(again.text).id, JSON.parse(made.text).id);
  assert.equal(JSON.parse((await asked(name, `/api/v1/justice/people/${child}`)).text).defence_notes.length, 2);
});
