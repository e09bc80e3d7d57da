// SPDX-License-Identifier: MIT
// Steps against the harm, over HTTP: a practitioner lays out what the facts support at a takeaway, rejects one step and carries another
// through; a licensing officer reads the premises' own step, and nothing of children; a breach reaches whoever holds the child's case.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, one_time_password, run, settle_in } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, place, child, reference, step;
const officer = 'gwilym.parrish';
const nothing = '00000000-0000-4000-8000-000000000000';
const people = {};

before(async () => {
  data = demo_folder();
  const one_time = one_time_password(data, officer);
  kith = await Kith.start(data);
  await settle_in(kith.stranger(), officer, one_time);
  people.worker = await kith.signed_in(cast.practitioner.name);
  people.officer = await kith.signed_in(officer);
  people.lead = await kith.signed_in(cast.lead.name);
});

async function asked(name, path, options = {}) {
  const made = run('token', name, '--data', data);
  assert.equal(made.status, 0, made.err);
  const told = await fetch(kith.staff + path, { ...options, headers: { Authorization: `Bearer ${made.out.trim()}`, ...options.headers } });
  return { status: told.status, etag: told.headers.get('etag'), text: await told.text() };
}
const sent = (body, headers = {}) => ({ method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });

test('the year tells of one step rejected, with why, and of one in force that ends soon', async () => {
  const { worker } = people;
  await worker.open('/disruption');
  worker.says('Ends soon, or has ended');
  worker.says('D17 Review of a premises licence');
  await worker.follow('D17 Review of a premises licence');
  worker.says('Served, or in force');
  worker.says('No table stands where the counter cannot see it.');
  worker.says('just make him leave not us');
  await worker.follow('Back to the workbook');
  worker.says('Considered and rejected');
  worker.says('It would send young people away from the only place that is warm and lit');
  worker.says('nothing here is ranked');
  await worker.open('/');
  assert.match(worker.page.text, /Look at: step D-[0-9A-Z-]+ Review of a premises licence/);
});

test('the licensing officer reads the step of the premises, and nothing of what a child said', async () => {
  const { officer: he } = people;
  await he.open('/disruption');
  await he.follow('D17 Review of a premises licence');
  he.says('Say where it stands now');
  he.says('No table stands where the counter cannot see it.');
  he.does_not_say('just make him leave');
  he.does_not_say('Children it touches');
  he.does_not_say('Correct its days');
  await he.follow('Print it');
  he.does_not_say('just make him leave');
});

test('what is known is ticked with where it is from, and lays out what it supports', async () => {
  const { worker } = people;
  await worker.open('/contexts/new?kind=PLACE');
  await worker.press('Make the record', { name: 'The Gantry guest house' });
  place = worker.page.path.match(/\/contexts\/([0-9a-f-]{36})/)[1];
  await worker.follow('What may be done, and why');
  worker.says('The facts that are ticked support none yet');
  await worker.press('Record what is known', { fact: ['hotel', 'child_sexual_exploitation_there'], where_from: '' });
  assert.equal(worker.page.status, 422);
  worker.says('Say where you know this from');
  await worker.press('Record what is known', { fact: ['hotel', 'child_sexual_exploitation_there'], where_from: 'The night porter, on 3 March' });
  worker.says('It is recorded, with where you know it from.');
  worker.says('Child sexual exploitation is believed to happen there: The night porter, on 3 March');
  worker.says('It is for child sexual exploitation only');
});

test('a step is considered, asked about, planned and served; nothing typed is lost on the way', async () => {
  const { worker } = people;
  await worker.follow('D16 Notice to a hotel');
  const late = { 'starts-day': '1', 'starts-month': '3', 'starts-year': '2026', 'expires-day': '1', 'expires-month': '12', 'expires-year': '2026' };
  await worker.press('Record it as considered', { because: 'Rooms are let by the hour', ...late });
  assert.equal(worker.page.status, 422);
  worker.says('31 August 2026 is the last day it can have');
  assert.equal(worker.value_of('because'), 'Rooms are let by the hour');
  await worker.press('Record it as considered', { 'starts-day': '', 'starts-month': '', 'starts-year': '', 'expires-day': '', 'expires-month': '', 'expires-year': '' });
  worker.says('It is recorded as considered.');
  step = worker.page.path.replace(/\?.*/, '');
  await worker.press('Record where it stands', { status: 'planned' });
  assert.equal(worker.page.status, 422);
  worker.says('Answer what is asked before it is planned');
  await worker.follow('Answer what is asked');
  const answers = { effect: 'Nothing is asked of her', child_view: 'good', carer_view: 'Her aunt agrees', displacement: 'The other guest house is told too', retaliation: 'The porter is not named', who_tells: 'Her worker, on Friday' };
  await worker.press('Record the answers', answers);
  worker.says('The answers are recorded.');
  await worker.press('Record where it stands', { status: 'planned' });
  worker.says('Where it stands is recorded.');
  await worker.press('Record where it stands', { status: 'served', why: 'Given to the manager by hand' });
  worker.says('it may last no longer');
  await worker.press('Add the condition', { words: 'The register of guests is given each week' });
  worker.says('The register of guests is given each week');
});

test('a child is linked by reference, and a breach reaches whoever holds their case, until it is read', async () => {
  const { worker } = people;
  await worker.open('/people/new');
  await worker.press('Make the record', { name: 'Wilfred Ottershaw' });
  child = worker.page.path.match(/\/people\/([0-9a-f-]{36})/)[1];
  reference = worker.page.text.match(/P-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
  await worker.follow('Open a case');
  await worker.press('Open the case', { strands: ['CSE'], because: 'A porter told of him' });
  const of_case = worker.page.path.replace(/\?.*/, '');
  const case_reference = worker.page.text.match(/K-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
  await worker.open(step);
  await worker.press('Link them', { child: 'P-000-0000', child_because: 'He was there' });
  worker.says('Nobody you may know has this reference');
  await worker.press('Link them', { child: reference, child_because: 'He was there' });
  worker.says('Wilfred Ottershaw');
  worker.says('He was there');
  await worker.press('Record where it stands', { status: 'breached', why: 'A room was let to two men without names' });
  await worker.open('/');
  worker.says(`Read: breach near case ${case_reference}`);
  worker.does_not_say('Ottershaw');
  await worker.open(of_case);
  worker.says('A step was breached');
  await worker.follow(`A step near case ${case_reference} was breached`);
  await worker.press('I have read this');
  await worker.open('/');
  worker.does_not_say(`breach near case ${case_reference}`);
});

test('the officer of the same council reads that step without the child; a school reads nothing, as of what does not exist', async () => {
  const { officer: he, lead } = people;
  await he.open(step);
  assert.equal(he.page.status, 200);
  for (const words of ['Ottershaw', reference, child, 'He was there', 'Her aunt agrees']) he.does_not_say(words);
  const missing = await lead.ask('GET', `/disruption/steps/${nothing}`);
  const hidden = await lead.ask('GET', step);
  assert.equal(hidden.status, 404);
  assert.equal(masked(hidden), masked(missing));
  const no_target = await lead.ask('GET', `/disruption/targets/person/${nothing}`);
  const no_child = await lead.ask('GET', `/disruption/targets/person/${child}`);
  assert.equal(no_child.status, 404);
  assert.equal(masked(no_child), masked(no_target));
});

test('the API says the same, makes a step once for a key, and asks for the version of what it changes', async () => {
  const name = cast.practitioner.name;
  const target = `/api/v1/disruption/targets/context/${place}`;
  const workbook = JSON.parse((await asked(name, target)).text);
  assert.deepEqual(workbook.supported.map((one) => one.code), ['D16']);
  assert.ok(workbook.not_offered.every((one) => one.reasons.length > 0));
  const wanted = { tactic: 'D38', because: 'The yard at the back is dark' };
  const key = { 'Idempotency-Key': 'a-key-of-this-test-0001' };
  const made = await asked(name, `${target}/steps`, sent(wanted, key));
  assert.equal(made.status, 201, made.text);
  const again = await asked(name, `${target}/steps`, sent(wanted, key));
  assert.equal(JSON.parse(again.text).id, JSON.parse(made.text).id);
  const one = `/api/v1/disruption/steps/${JSON.parse(made.text).id}`;
  const rejected = { status: 'rejected', why: 'The owner mends it by himself' };
  assert.equal((await asked(name, `${one}/move`, sent(rejected))).status, 428);
  assert.equal((await asked(name, `${one}/move`, sent(rejected, { 'If-Match': '"v9"' }))).status, 409);
  const moved = await asked(name, `${one}/move`, sent(rejected, { 'If-Match': made.etag }));
  assert.equal(JSON.parse(moved.text).status, 'rejected');
  const read = JSON.parse((await asked(officer, `/api/v1${step}`)).text);
  assert.deepEqual(read.children, []);
  assert.equal('answers' in read, false);
  assert.equal((await asked(cast.lead.name, `/api/v1${step}`)).status, 404);
});
