// SPDX-License-Identifier: MIT
// A person of concern, over HTTP: recorded by a practitioner, refused on a public report alone, decided by a manager, matched with a person,
// cleared, and told to whoever was shown it. Who works with the same person as somebody who is harmed sees not a byte of it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, one_time_password, run, settle_in } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data, record, reference, person, person_reference;
const decider = 'marsha.oyelaran';
const called = 'Barnaby Thistlewick';
const nothing = '00000000-0000-4000-8000-000000000000';
const people = {};

before(async () => {
  data = demo_folder();
  const one_time = one_time_password(data, decider);
  kith = await Kith.start(data);
  people.decider = await settle_in(kith.stranger(), decider, one_time);
  people.worker = await kith.signed_in(cast.practitioner.name);
  people.front_door = await kith.signed_in(cast.worker.name);
  people.lead = await kith.signed_in(cast.lead.name);
  people.desk = await kith.signed_in(cast.desk.name);
});

async function asked(name, path, options = {}) {
  const made = run('token', name, '--data', data);
  assert.equal(made.status, 0, made.err);
  const told = await fetch(kith.staff + path, { ...options, headers: { Authorization: `Bearer ${made.out.trim()}`, ...options.headers } });
  return { status: told.status, etag: told.headers.get('etag'), text: await told.text() };
}
const sent = (body, headers = {}) => ({ method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });

test('what is typed is kept as a draft of whoever types it, and comes back when it is refused', async () => {
  const { worker } = people;
  await worker.open('/disruption/people');
  worker.says('No person of concern is recorded that you may know');
  await worker.follow('Record a person of concern');
  await worker.press('Save and come back later', { known_as: called });
  worker.says('It was sent to nobody, and only you can see it.');
  assert.equal(worker.value_of('known_as'), called);
  await worker.press('Put them under consideration', { grounds: 'Ring the child on 01632 960001' });
  assert.equal(worker.page.status, 422);
  worker.says('Say whether they are 18 or over');
  worker.says('Say whether you know them outside your work');
  assert.equal(worker.value_of('known_as'), called);
  await worker.press('Put them under consideration', { age: 'adult', harms: ['CCE'], knows_them: 'yes' });
  worker.says('Somebody who does not know them outside work must record this');
  worker.says('Leave out phone numbers');
  await worker.press('Put them under consideration', { grounds: 'Said to hand out parcels by the flagpole', knows_them: 'no' });
  worker.says('They are under consideration.');
  record = worker.page.path.replace(/\?.*/, '');
  reference = worker.page.text.match(/H-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
  await worker.open('/disruption/people/new');
  assert.notEqual(worker.value_of('known_as'), called); // the draft is gone
});

test('a public report alone never makes one; a second kind of source does, by somebody else', async () => {
  const { worker, decider: manager } = people;
  await worker.open(record);
  await worker.press('Record what it rests on', { source: 'public_report', words: 'A caller named him' });
  worker.says('A report from the public');
  worker.does_not_say('Still:');
  await manager.open('/');
  manager.says(`Decide about: person of concern ${reference}`);
  manager.does_not_say(called);
  await manager.open(record);
  await manager.press('Record where it stands', { standing: 'alleged', why: 'Named by a caller', apart: 'yes' });
  assert.equal(manager.page.status, 422);
  manager.says('A public report alone never makes a person of concern');
  assert.equal(manager.value_of('why'), 'Named by a caller');
  await worker.open(record);
  await worker.press('Record what it rests on', { source: 'practitioner_saw', words: 'He stood there three Fridays running' });
  await manager.open(record);
  await manager.press('Record where it stands', { standing: 'alleged', why: 'Two kinds of source say the same', apart: 'yes' });
  manager.says('Where it stands is recorded.');
  manager.says('Looked at again by');
  await worker.open('/disruption/people?stands=of_concern');
  worker.says(called);
  worker.says('Alleged, since');
});

test('what they use, a step against the harm, and the paper', async () => {
  const { worker } = people;
  await worker.open(record);
  await worker.press('Record what they use', { kind: 'vehicle', used: 'ab12 cde', used_source: 'The warden wrote it down' });
  worker.says('Vehicle ab12 cde');
  await worker.follow('What may be done, and why');
  worker.says(called);
  await worker.open(record);
  await worker.follow('Print it');
  worker.says(called);
  worker.says('If they are cleared later, whoever printed this is told');
});

test('matched with a person, each view stays as if the other were not there', async () => {
  const { worker, front_door } = people;
  await worker.open('/people/new');
  await worker.press('Make the record', { name: 'Crispin Ollerenshaw' });
  person = worker.page.path.match(/\/people\/([0-9a-f-]{36})/)[1];
  person_reference = worker.page.text.match(/P-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
  const harmed = async () => masked(await front_door.ask('GET', `/people/${person}`));
  await front_door.open(`/people/${person}`);
  if (front_door.page.text.includes('Say why')) await front_door.press('Open the record', { purpose: 'A worry came in' });
  const seen_before = await harmed();
  // A team of the police works on the record, and knows no such person.
  const { decider: manager, desk } = people;
  await manager.open(record);
  const team = manager.page.body.match(/<option value="([0-9a-f-]{36})"[^>]*>[^<]*[Ii]ntelligence[^<]*</)[1];
  await manager.press('Let them work on it', { team, team_because: 'They grade what comes in' });
  manager.says('That team works on this record from now on.');
  const harming = async () => masked(await desk.ask('GET', record));
  const shown_before = await harming();
  assert.ok(shown_before.includes(called));
  await worker.open(record);
  await worker.press('Match them', { person: person_reference, person_because: 'He said so himself' });
  worker.says('They are matched.');
  worker.says('Crispin Ollerenshaw');
  await worker.open(`/people/${person}`);
  worker.says('As somebody who may harm others');
  worker.says(called);
  const seen_after = await harmed();
  for (const words of [called, reference, record, 'harm others', 'parcels']) assert.ok(!seen_after.includes(words), words);
  assert.equal(seen_after.replaceAll(/since you last looked.*?<\/section>/gis, ''), seen_before.replaceAll(/since you last looked.*?<\/section>/gis, ''));
  const hidden = await front_door.ask('GET', record);
  const missing = await front_door.ask('GET', `/disruption/people/${nothing}`);
  assert.equal(hidden.status, 404);
  assert.equal(masked(hidden), masked(missing));
  assert.equal(await harming(), shown_before);
  assert.ok(!shown_before.includes('Ollerenshaw'));
});

test('cleared stands wherever the name was shown, and whoever was shown it is told on Home', async () => {
  const { worker, decider: manager, lead } = people;
  await manager.open(record);
  await manager.press('Record where it stands', { standing: 'cleared', why: 'It was another man' });
  manager.says('They are cleared.');
  const day = manager.page.text.match(/Cleared on (\d+ \w+ \d{4})/)[1];
  const cleared = `${called} (cleared on ${day})`;
  for (const path of [record, `${record}/print`, '/disruption/people', `/people/${person}`]) {
    await worker.open(path);
    worker.says(cleared);
    assert.equal(worker.page.text.split(called).length, worker.page.text.split(cleared).length, path);
    worker.does_not_say('Alleged, since');
  }
  await worker.open(record);
  worker.says(`Alleged (cleared on ${day})`);
  await worker.open('/');
  worker.says(`Read: ${reference} was cleared`);
  await worker.follow(`${reference} was cleared`);
  worker.says('What you noted, printed or passed on of it stands no longer');
  const address = worker.page.path;
  await worker.press('I have read this');
  worker.does_not_say(`${reference} was cleared`);
  await manager.open('/');
  manager.does_not_say(`${reference} was cleared`);
  const never_shown = await lead.ask('GET', address);
  const no_such = await lead.ask('GET', `/disruption/cleared/${nothing}`);
  assert.equal(never_shown.status, 404);
  assert.equal(masked(never_shown), masked(no_such));
});

test('the API says the same, makes a record once for a key, and gives the day with every name', async () => {
  const name = cast.practitioner.name;
  const all = '/api/v1/disruption/people';
  const one = JSON.parse((await asked(name, `/api/v1${record}`)).text);
  assert.match(one.name, /\(cleared on /);
  assert.ok(one.cleared_on);
  assert.match(one.history[1].in_words, /^Alleged \(cleared on /);
  assert.equal(one.matches[0].person, person);
  assert.deepEqual(JSON.parse((await asked(cast.desk.name, `/api/v1${record}`)).text).matches, []);
  assert.equal((await asked(cast.lead.name, `/api/v1${record}`)).status, 404);
  const wanted = { known_as: 'A man with a grey dog', age: 'not_known', harms: ['CSE'], grounds: 'Said to wait at the gate', knows_them: 'no' };
  assert.equal(JSON.parse((await asked(name, all, sent(wanted))).text).field ?? 'supports', 'supports');
  const key = { 'Idempotency-Key': 'a-key-of-this-test-0002' };
  const whole = { ...wanted, supports: 'Not known yet: the school is asked' };
  const made = await asked(name, all, sent(whole, key));
  assert.equal(made.status, 201, made.text);
  const again = await asked(name, all, sent(whole, key));
  assert.equal(JSON.parse(again.text).id, JSON.parse(made.text).id);
  const stand = `${all}/${JSON.parse(made.text).id}/stand`;
  const removed = { standing: 'removed', why: 'Nobody saw him' };
  assert.equal((await asked(name, stand, sent(removed, { 'If-Match': made.etag }))).status, 403);
  assert.equal((await asked(decider, stand, sent(removed))).status, 428);
  const done = await asked(decider, stand, sent(removed, { 'If-Match': made.etag }));
  assert.equal(JSON.parse(done.text).standing, 'removed', done.text);
});

test('what was named is found while it is typed, by who may know it, and by nobody else', async () => {
  const { worker, lead, desk } = people;
  await worker.open('/intelligence/new');
  const token = (visitor) => visitor.page.body.match(/name="csrf" value="([^"]+)"/)[1];
  const found = async (visitor, kind, words) => JSON.parse((await visitor.ask('POST', '/named/alike', { csrf: token(visitor), kind, words })).body);
  const before = await found(worker, 'vehicle', 'ab12c');
  assert.equal(before.rows[0].written, 'ab12 cde');
  assert.match(before.rows[0].detail, /It begins so\. Named in: .*\(cleared on /);
  await desk.open('/intelligence');
  await desk.follow('Was a phone, plate, account or place named before?');
  assert.equal((await found(desk, 'vehicle', 'AB12 CDE')).rows.length, 1);
  await lead.open('/named/look-up');
  const hidden = await lead.ask('POST', '/named/alike', { csrf: token(lead), kind: 'vehicle', words: 'AB12 CDE' });
  const absent = await lead.ask('POST', '/named/alike', { csrf: token(lead), kind: 'vehicle', words: 'AB12 CDF' });
  assert.equal(hidden.body, absent.body);
  // Without a script the same, on a page of its own; a mistake keeps what was typed.
  await worker.open('/named/look-up');
  await worker.press('Look it up', { kind: 'vehicle', words: 'AB1' });
  assert.equal(worker.page.status, 422);
  assert.equal(worker.value_of('words'), 'AB1');
  await worker.press('Look it up', { words: 'AB12 CDE' });
  worker.says('Vehicle ab12 cde');
  worker.says('The same. Named in:');
  assert.ok(!worker.page.path.includes('AB12'));
});

test('whoever knows them outside work reads the record no longer', async () => {
  const { worker } = people;
  await worker.open(record);
  await worker.press('Keep me away from it', { tie: '' });
  assert.equal(worker.page.status, 422);
  worker.says('Say how you know them');
  await worker.press('Keep me away from it', { tie: 'He is my neighbour' });
  worker.does_not_say(called);
  const hidden = await worker.ask('GET', record);
  assert.equal(hidden.status, 404);
  assert.equal(masked(hidden), masked(await worker.ask('GET', `/disruption/people/${nothing}`)));
});
