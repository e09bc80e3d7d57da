// SPDX-License-Identifier: MIT
// Evidence, over HTTP: exhibits with their custody, files of every kind (a bomb is refused in little memory), a timeline, and a pack that
// goes to two recipients with different copies, in which nothing that was taken out, and nothing of the safeguarding record, can be found.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, one_time_password, program, run, settle_in } from './kith.mjs';
import { about_pdf, pages_of_pdf, text_of_pdf } from './pdf.mjs';
import { picture } from './pictures.mjs';
import { unzip, zip } from './unzip.mjs';
import { forms_of, masked } from './visitor.mjs';
import { press_with_file } from './with_file.mjs';

// What stands in the safeguarding record and may be in no copy, and what is taken out of one.
const canary = { street: '9 Thimblegate Yard', postcode: 'ZY7 9TG', because: 'An aunt told of a nightheron on the stairs', camera: 'Ravelstoke-Camera-77' };
const marks = ['Thimblegate', 'ZY7 9TG', 'ZY79TG', 'nightheron', 'Ravelstoke'];
const second = 'eilidh.marchbank';
const nothing = '00000000-0000-4000-8000-000000000000';
let kith, data, child, record, exhibit, picture_exhibit, archive, pack, copies;
const people = {};
const exhibit_named = (page) => page.text.match(/E-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
const here = (visitor) => visitor.page.path.replace(/\?.*/, '');
const received = { produced_by: 'PC 4471 Vance', found_where: 'Under the counter', 'found-day': '4', 'found-month': '3', 'found-year': '2024', who: 'PC 4471 Vance', where: 'The store, shelf 4', why: 'Seized at the search', seal: 'S0044718' };

before(async () => {
  data = demo_folder();
  const one_time = one_time_password(data, second);
  kith = await Kith.start(data);
  await settle_in(kith.stranger(), second, one_time);
  people.worker = await kith.signed_in(cast.practitioner.name);
  people.second = await kith.signed_in(second);
  people.lead = await kith.signed_in(cast.lead.name);
  const { worker } = people;
  await worker.open('/people/new');
  await worker.press('Make the record', { name: 'Perrin Oakshott', contact_kind: 'address', contact: `${canary.street}, ${canary.postcode}`, protected_address: 'yes' });
  child = here(worker);
  await worker.follow('Open a case');
  await worker.press('Open the case', { strands: ['CSE'], because: canary.because });
  await worker.open(child);
  await worker.follow('Exhibits, timeline and packs');
  record = here(worker);
});

test('an exhibit comes in with its receipt; what is missing is said, and nothing typed is lost', async () => {
  const { worker } = people;
  worker.says('No exhibit is recorded.');
  await worker.follow('Add an exhibit');
  worker.says('Never view, copy or send a sexual image of a child');
  await worker.press('Record the exhibit', { sort: 'object', mark: 'KV/1' });
  assert.equal(worker.page.status, 422);
  worker.says('Say what it is');
  worker.says('Say who found or produced it');
  assert.equal(worker.value_of('mark'), 'KV/1');
  await worker.press('Record the exhibit', { ...received, description: 'A grey phone, its glass broken' });
  worker.says('It is received. Write its reference on the label.');
  worker.says('S0044718');
  exhibit = here(worker);
  await worker.press('Add it to the log', { act: 'opened', who: 'PC 4471 Vance', where: 'The bench', why: '' });
  worker.says('Say why');
  await worker.press('Add it to the log', { act: 'opened', why: 'To charge it', seal: '' });
  worker.says('It stands in the custody log.');
  worker.says('Under no seal.');
});

test('that it was destroyed counts once a second person confirms it; what is wrong is marked, and stands', async () => {
  const { worker, second: other } = people;
  await worker.open(exhibit);
  await worker.press('Add it to the log', { act: 'destroyed', who: 'PC 4471 Vance', why: 'By mistake' });
  worker.says('waits for a second person');
  worker.does_not_say('Confirm that it was destroyed');
  await other.open('/');
  other.says('was destroyed');
  await other.open(exhibit);
  other.says('Confirm that it was destroyed');
  const fold = forms_of(other.page.body).filter((one) => one.action?.endsWith('/wrong')).at(-1);
  const refused = await other.ask('POST', fold.action, { ...Object.fromEntries(fold.sent), wrong: '' });
  assert.equal(refused.status, 422);
  await other.open(exhibit);
  const marked = await other.ask('POST', fold.action, { ...Object.fromEntries(fold.sent), wrong: 'It stands on the shelf' });
  assert.equal(marked.status, 303);
  await other.open(exhibit);
  other.says('Marked as wrong by');
  other.says('It stands on the shelf');
  other.does_not_say('Confirm that it was destroyed');
});

test('a file is what its bytes say: a text is shown, a picture drawn anew, a program is refused', async () => {
  const { worker } = people;
  const add = async (fields, bytes, name, repeat = 1) => {
    await worker.open(`${record}/exhibits`);
    return press_with_file(worker, 'Record the exhibit', { ...received, sort: 'file', ...fields }, { field: 'file', name, bytes, repeat });
  };
  await add({ description: 'What runs' }, Buffer.from('MZ\x90\x00\x03\x00', 'latin1'), 'holiday.jpg');
  assert.equal(worker.page.status, 422);
  assert.match(worker.page.text, /A file is what its first bytes say/);
  assert.match(worker.page.body, /What runs/);
  await add({ description: 'Messages on the phone' }, Buffer.from('Meet me at the pier at nine\n'), 'messages.exe');
  worker.says('Plain text');
  worker.says('SHA-256 at intake');
  await worker.follow('Open the file’s page');
  worker.says('Meet me at the pier at nine');
  await add({ description: 'The back of the car' }, picture(300, 200, { text: canary.camera }), 'car.png');
  picture_exhibit = exhibit_named(worker.page);
  worker.says('Picture');
  await worker.open(`${record}/exhibits`);
  await worker.press('Record the exhibit', { ...received, sort: 'police_store', description: 'Held apart' });
  worker.says('Enter the reference of the police store');
  await worker.press('Record the exhibit', { store_reference: 'PPS 44/2026' });
  worker.says('PPS 44/2026');
});

test('an archive is listed and one file of it taken out; a bomb gets a clear refusal', async () => {
  const { worker } = people;
  await worker.open(`${record}/exhibits`);
  await press_with_file(worker, 'Record the exhibit', { ...received, sort: 'file', description: 'The phone’s own export' }, { field: 'file', name: 'export.zip', bytes: zip([['chat/one.txt', Buffer.from('He said she owed him')], ['chat/two.txt', Buffer.from('Nothing')]]) });
  worker.says('ZIP archive');
  worker.says('chat/one.txt');
  archive = here(worker);
  await worker.follow('Make it an exhibit of its own : chat/one.txt');
  await worker.press('Take it out', { description: 'What he wrote' });
  assert.equal(worker.page.status, 422);
  worker.says('Say that nothing leads you to think');
  assert.equal(worker.value_of('description'), 'What he wrote');
  await worker.press('Take it out', { harmless: 'yes' });
  worker.says('Taken out of');
  await worker.follow('Open the file’s page');
  worker.says('He said she owed him');
  await worker.open(`${record}/exhibits`);
  await press_with_file(worker, 'Record the exhibit', { ...received, sort: 'file', description: 'A small file' }, { field: 'file', name: 'small.zip', bytes: zip([['zeros', Buffer.alloc(8 << 20)]]) });
  assert.equal(worker.page.status, 422);
  worker.says('The archive would unpack to more than 100 times its size');
  assert.match(worker.page.body, /A small file/);
});

// Made and measured by Python: the most memory that the process held is known to whoever waited for it.
const bomb = `
import io, resource, subprocess, sys, zipfile
megabytes, ratio = int(sys.argv[2]), int(sys.argv[3])
made = io.BytesIO()
with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("zeros", bytes(megabytes << 20))
sent = made.getvalue()
asked = b"list %d 1000 %d %d %d\\n" % (len(sent), 4000 << 20, ratio, 20 << 20)
process = subprocess.run([sys.argv[1], "redraw", "--asked"], input=asked + sent, stdout=subprocess.PIPE)
print(process.stdout.split(b"\\n")[0].decode(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
`;
test('whoever reads a bomb does so in 256 MiB, also where the settings let it be unpacked', () => {
  for (const [megabytes, ratio, word] of [[1000, 100, 'too_dense'], [400, 1100, 'listed 1']]) {
    const done = spawnSync('python3', ['-c', bomb, program, megabytes, ratio], { encoding: 'utf8' });
    const [, said, kilobytes] = done.stdout.match(/^(.*) (\d+)\n$/) ?? assert.fail(done.stdout + done.stderr);
    assert.equal(said, word, `${megabytes} MB`);
    assert.ok(Number(kilobytes) <= 256 * 1024, `${megabytes} MB: ${kilobytes} KB`);
  }
});

test('a timeline names its sources', async () => {
  const { worker } = people;
  await worker.open(record);
  await worker.press('Add it to the timeline', { 'on-year': '2024', 'on-month': '3', what: 'A car waited at the back' });
  assert.equal(worker.page.status, 422);
  worker.says('Say where this stands');
  await worker.press('Add it to the timeline', { exhibit: picture_exhibit });
  worker.says('It stands in the timeline, with its source.');
  worker.says('Source: exhibit');
});

test('a pack goes to two recipients once a second person has let each item out', async () => {
  const { worker, second: other } = people;
  await worker.follow('Make a pack');
  await worker.press('Make the pack', { title: '' });
  worker.says('Say what the pack is for');
  await worker.press('Make the pack', { title: 'For the reviewing lawyer' });
  pack = here(worker);
  await worker.press('Add it to the pack', { kind: 'text', title: 'Statement of the night porter', text: 'Mr Pellworth of 4 Sandgrown Row saw Odile Tresco get into the car' });
  await worker.press('Add it to the pack', { kind: 'exhibit', exhibit: picture_exhibit, with_file: 'yes' });
  const entry = worker.page.body.match(/<option value="([0-9a-f-]{36})"[^>]*>March 2024/)[1];
  await worker.press('Add it to the pack', { kind: 'entry', entry });
  worker.says('Timeline, March 2024');
  await worker.press('Add it to the schedule', { unused_title: 'Register of the school', unused_text: 'Who was there', held_by: 'The school', third_party: 'yes', why_unused: 'It tells of other pupils' });
  for (const [recipient, with_unused] of [['The reviewing lawyer', 'yes'], ['The defence', undefined]]) await worker.press('Add them', with_unused ? { recipient, with_unused } : { recipient });
  worker.says('Item 1 waits for its release check');
  await worker.follow('Statement of the night porter');
  await worker.press('Take it out', { phrase: 'Odile  Tresco', reason: 'somebody_else' });
  worker.says('exactly as they stand in the text');
  await worker.press('Take it out', { phrase: 'Odile Tresco' });
  const defence = worker.page.body.match(/<option value="([0-9a-f-]{36})"[^>]*>The defence/)[1];
  await worker.press('Take it out', { phrase: '4 Sandgrown Row', reason: 'where_somebody_is', for_whom: defence });
  worker.says('[taken out: Where somebody can be found]');
  worker.says('You added it: somebody else checks it');
  await worker.open(pack);
  await worker.follow(`Exhibit ${picture_exhibit}`);
  await worker.press('Take it out', { phrase: '', part_left: '50', part_top: '0', part_width: '50', part_height: '100', reason: 'somebody_else', for_whom: defence });
  worker.says('A part of its picture');
  await worker.open(pack);
  await worker.follow('Register of the school');
  await worker.press('Record the decision', { decision: 'assists', decided_because: 'She was marked as present' });
  worker.says('It might assist the defence');
  await other.open(pack);
  for (const item of [...new Set(other.page.body.match(/\/evidence\/packs\/[0-9a-f-]+\/items\/[0-9a-f-]+/g))]) {
    await other.open(item);
    await other.press('Record the check', { passed: 'yes', because: '' });
    assert.equal(other.page.status, 422, item);
    await other.press('Record the check', { passed: 'yes', because: 'Read as each of them has it' });
    other.says('The release check is recorded, with why.');
  }
  await worker.open(pack);
  for (const name of ['The reviewing lawyer', 'The defence']) {
    await worker.press(`Make their copy : ${name}`);
    worker.says('The copy is made, searched for what was taken out, and kept as it is.');
  }
  copies = [...worker.page.body.matchAll(/href="(\/evidence\/packs\/[0-9a-f-]+\/copies\/[0-9a-f-]+)"/g)].map(([, href]) => href);
  assert.equal(copies.length, 2);
});

test('the two copies differ, each is what its manifest says, and nothing that may not leave is in either', async () => {
  const { worker } = people;
  const [lawyer, defence] = await Promise.all(copies.map(async (href) => unzip((await worker.ask('GET', href)).bytes)));
  const whole = (files) => Buffer.concat([...files].flatMap(([name, bytes]) => [Buffer.from(name), bytes]));
  const image = `exhibits/${picture_exhibit}.jpg`;
  for (const files of [lawyer, defence]) {
    const manifest = JSON.parse(files.get('manifest.json').toString());
    assert.deepEqual(manifest.files.map((one) => one.name), [...files.keys()].filter((name) => name !== 'manifest.json'));
    const { createHash } = await import('node:crypto');
    for (const one of manifest.files) assert.equal(createHash('sha256').update(files.get(one.name)).digest('hex'), one.sha256);
    for (const mark of [...marks, 'Odile', 'Tresco', 'car.png', 'Perrin', 'Oakshott']) assert.ok(!whole(files).includes(mark), `"${mark}" is in no copy`);
    assert.ok(files.get('pack.html').includes('Statement of the night porter'));
  }
  // The same as PDF/UA, as another program reads it.
  for (const [files, whom] of [[lawyer, 'The reviewing lawyer'], [defence, 'The defence']]) {
    const pdf = files.get('pack.pdf');
    assert.match(about_pdf(pdf), /Tagged: +yes/);
    assert.match(text_of_pdf(pdf), /Statement of the night porter/);
    assert.match(text_of_pdf(pdf), /\[taken out: About somebody else\]/);
    for (const page of pages_of_pdf(pdf)) for (const words of ['OFFICIAL-SENSITIVE', whom]) assert.ok(page.includes(words), `${words} stands on every page: ${page.slice(0, 200)}`);
    for (const mark of [...marks, 'Odile', 'Tresco', 'Perrin']) assert.ok(!text_of_pdf(pdf).includes(mark), mark);
  }
  assert.ok(text_of_pdf(lawyer.get('pack.pdf')).includes('4 Sandgrown Row'));
  assert.ok(!text_of_pdf(defence.get('pack.pdf')).includes('Sandgrown'));
  assert.ok(lawyer.get('pack.html').includes('4 Sandgrown Row'));
  assert.ok(lawyer.get('pack.html').includes('She was marked as present'));
  for (const mark of ['Sandgrown', 'Register of the school', 'marked as present']) assert.ok(!whole(defence).includes(mark), mark);
  assert.ok(!lawyer.get(image).equals(defence.get(image)), 'what is covered is burnt in');
});

test('who may not know gets of all of it, byte for byte, what is not there', async () => {
  const { lead } = people;
  const ids = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, nothing);
  for (const path of [record, `${record}/exhibits`, exhibit, `${exhibit}/print`, archive, pack, copies[0], '/evidence']) {
    const hidden = await lead.ask('GET', path);
    assert.equal(hidden.status, 404, path);
    assert.equal(masked(hidden), masked(await lead.ask('GET', ids(path))), path);
  }
  await lead.open('/');
  lead.does_not_say('Evidence');
});

test('the API says the same, and takes an exhibit in once for a key', async () => {
  const asked = async (name, path, options = {}) => {
    const made = run('token', name, '--data', data);
    const told = await fetch(kith.staff + path, { ...options, headers: { Authorization: `Bearer ${made.out.trim()}`, ...options.headers } });
    return { status: told.status, etag: told.headers.get('etag'), text: await told.text() };
  };
  const sent = (body, headers = {}) => ({ method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const name = cast.practitioner.name;
  const at = `/api/v1${record}`;
  const wanted = { sort: 'object', description: 'A set of keys', produced_by: 'PC 4471 Vance', found_on: '2024-03-04', found_where: 'In the car', who: 'PC 4471 Vance', where: 'The store', why: 'Seized' };
  const key = { 'Idempotency-Key': 'a-key-of-this-test-0002' };
  const made = await asked(name, `${at}/exhibits`, sent(wanted, key));
  assert.equal(made.status, 201, made.text);
  assert.equal(JSON.parse((await asked(name, `${at}/exhibits`, sent(wanted, key))).text).id, JSON.parse(made.text).id);
  assert.equal((await asked(name, `${at}/exhibits`, sent({ ...wanted, sort: 'file' }))).status, 422);
  const one = `/api/v1/evidence/exhibits/${JSON.parse(made.text).id}`;
  const correction = { description: 'Three keys on a ring', produced_by: 'PC 4471 Vance', found_on: '2024-03-04', found_where: 'In the car', reason: 'Counted' };
  assert.equal((await asked(name, `${one}/correct`, sent(correction))).status, 428);
  assert.equal(JSON.parse((await asked(name, `${one}/correct`, sent(correction, { 'If-Match': made.etag }))).text).description, 'Three keys on a ring');
  assert.equal(JSON.parse((await asked(name, `/api/v1${pack}`)).text).recipients.length, 2);
  assert.equal((await asked(cast.lead.name, one)).status, 404);
  assert.equal((await asked(cast.lead.name, `/api/v1${pack}`)).status, 404);
});
