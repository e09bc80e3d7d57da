// SPDX-License-Identifier: MIT
// A hotel worker's report becomes a concern, a submission, a graded and sanitised text, and a line that the licensing officer reads about
// the premises, and about nothing else. Who told it is looked for at the end of each step of the desk, in every page and answer, the log,
// the whole database, its own files, the folder and a backup; and each search is one that would find it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { crawl, dump_of } from './canary.mjs';
import { cast } from './demo.mjs';
import { Kith, demo_folder, files_below, fresh_database, fresh_folder, postgres, psql, run, until } from './kith.mjs';
import { about_pdf, pages_of_pdf } from './pdf.mjs';
import { a_worry, tell } from './public_report.mjs';
import { masked } from './visitor.mjs';

const skip = !postgres() && 'no PostgreSQL';
const nothing = '00000000-0000-4000-8000-000000000000';
const source = 'Brackquilthwaite of the night desk, who fears Fennimorsholt';
const marks = ['Brackquilthwaite', 'Fennimorsholt'];
const words_of_desk = ['Winterquillsett']; // of what the desk wrote: sealed, and read on pages
const as_bytes = (mark) => Buffer.from(mark).toString('hex'); // as a dump writes what is binary
const found_in = (text, sought = marks) => sought.filter((mark) => text.includes(mark) || text.includes(as_bytes(mark)));
const clean = 'Rooms of the premises are let by the hour to men who bring young people. The name Winterquillsett is used.';
const later_clean = 'Rooms of the premises are let by the hour. The name Winterquillsett is used.';
const condition = 'Say nothing of it to the licence holder';
const child_text = 'A girl is driven there on Fridays.';

const db = skip ? '' : fresh_database();
let kith, home, one, other, shared, premises, reference;
const people = {};
const in_days = (days) => new Date(Date.now() + days * 24 * 3600 * 1000);
const day_parts = (day) => ({ 'expires-day': `${day.getUTCDate()}`, 'expires-month': `${day.getUTCMonth() + 1}`, 'expires-year': `${day.getUTCFullYear()}` });

before(async () => {
  if (skip) return;
  const data = demo_folder();
  const copy = join(fresh_folder(), 'copy.kith');
  assert.equal(run('backup', '--out', copy, '--data', data).status, 0);
  home = fresh_folder();
  for (const kept of ['keys', 'demo', 'public-own']) cpSync(join(data, kept), join(home, kept), { recursive: true });
  const restored = run('restore', copy, '--data', home, '--db', db);
  assert.equal(restored.status, 0, restored.err);
  kith = await Kith.start(home, { db });
  for (const part of ['worker', 'deputy', 'desk', 'second_desk', 'licence', 'practitioner']) people[part] = await kith.signed_in(cast[part].name);
});

// No look at the database, the log or a page of these people finds who told it.
async function nobody_told(step) {
  assert.deepEqual(found_in(dump_of(db), [...marks, ...words_of_desk]), [], `${step}: the database`);
  assert.deepEqual(found_in(kith.err + kith.out, [...marks, ...words_of_desk]), [], `${step}: the log`);
  for (const [part, visitor] of Object.entries(people))
    for (const path of ['/', '/intelligence', one, shared].filter(Boolean)) {
      const answer = await visitor.ask('GET', path);
      assert.deepEqual(found_in(answer.body + JSON.stringify(answer.headers)), [], `${step}: ${part}, ${path}`);
    }
}
const hidden_from = async (visitor, path, like) => {
  const answer = await visitor.ask('GET', path);
  assert.equal(answer.status, 404, path);
  assert.equal(masked(answer), masked(await visitor.ask('GET', like)), path);
};

test('a hotel worker tells anonymously; who reads the concern tells the intelligence desk, and keeps the source apart', { skip }, async () => {
  const { worker } = people;
  await worker.open('/concerns');
  const listed = () => [...worker.page.body.matchAll(/href="(\/concerns\/[0-9a-f-]{36})"/g)].map(([, href]) => href);
  const known = listed();
  const said = 'I work nights at a hotel. Rooms are let by the hour to men who bring girls.';
  await tell(kith.somebody(), { ...a_worry, what: { ...a_worry.what, what: said, postcode: 'ZY1 1EB' } });
  const concern = await until(async () => (await worker.open('/concerns'), listed().find((href) => !known.includes(href))), 'the worry is in the queue', 5000);
  await worker.open(concern);
  worker.says(said);
  worker.says('Tell the intelligence desk');
  await worker.follow('Tell the intelligence desk');
  const given = {
    danger: 'told',
    subject: 'Rooms by the hour',
    known: 'Men ask for the back rooms by the hour and bring girls in school coats. A man called Winterquillsett pays in cash at 23:15.',
    place: 'The back rooms of the hotel',
    'items-1-kind': 'nickname',
    'items-1-words': 'Winterquillsett',
    how_known: 'Somebody who works there told us',
    risk: 'One person alone has the desk at that hour',
    told_by: 'somebody',
    source,
    source_view: 'Afraid of losing the job',
  };
  await worker.press('Send to the intelligence desk', given);
  worker.says('It is sent.');
  one = worker.page.path.replace(/\?.*/, '');
  reference = worker.page.text.match(/N-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
  await worker.open('/intelligence/new');
  await worker.press('Send to the intelligence desk', { ...given, 'items-1-kind': '', 'items-1-words': '', subject: 'A girl on Fridays', known: 'A girl is driven to the hotel.', told_by: 'self', source: '', source_view: '' });
  other = worker.page.path.replace(/\?.*/, '');
  await nobody_told('sent');
});

test('the desk triages and grades; nobody else may, and the handling has its conditions in words', { skip }, async () => {
  const { desk, worker, deputy, licence } = people;
  for (const path of [one, other]) {
    await desk.open(path);
    await desk.press('I have received this');
    await desk.follow('Say how urgent it is');
    await desk.press('Keep how urgent it is', { urgent: 'yes' });
    assert.equal(desk.page.status, 422);
    desk.says('Write to whom it was told');
    await desk.press('Keep how urgent it is', { reference: 'QC-77', told: 'The duty inspector', done: 'A patrol is at the hotel' });
    desk.says('The duty inspector');
    await desk.follow('Grade it');
    await desk.press('Keep this grade', { source_evaluation: '2', information: 'A', handling: 'C', because: 'One report; another fits' });
    assert.equal(desk.page.status, 422);
    desk.says('Say on what conditions it may be shared');
    await desk.press('Keep this grade', { conditions: condition });
    desk.says('Grade 2A C');
  }
  await desk.follow('Keep a historic grade');
  await desk.press('Keep it as it was written', { as_written: 'B 2 4', from: 'Another force, 2009' });
  desk.says('B 2 4');
  desk.says('Grade 2A C');
  for (const part of ['triage', 'grade', 'old-grade', 'texts/new', 'subject', 'answer', 'review', 'weed', 'share'])
    for (const visitor of [deputy, licence]) await hidden_from(visitor, `${one}/${part}`, `/intelligence/${nothing}/${part}`);
  assert.equal((await worker.ask('GET', `${one}/grade`)).status, 403); // theirs, and not for them to grade
  await worker.open(one);
  for (const words of ['Grade 2A', 'B 2 4', 'QC-77', condition]) worker.does_not_say(words);
  await nobody_told('graded');
});

test('a text is written beside what was told, refused once, and let out by somebody else than wrote it', { skip }, async () => {
  const { desk, second_desk } = people;
  const write = async (path, text, because) => {
    await desk.open(`${path}/texts/new`);
    await desk.press('Check it', { text });
    await desk.press('Put it forward', { text, only_one: 'no', ...(because && { because }) });
    desk.says('It is put forward.');
    return desk.page.path.replace(/\?.*/, '');
  };
  await desk.open(`${one}/texts/new`);
  await desk.press('Put it forward', { text: 'Winterquillsett pays in cash at 23:15.' });
  assert.equal(desk.page.status, 422);
  desk.says('Say whether it contains anything only one person could know');
  desk.says('It was named in what was told');
  desk.says('A moment narrows down who was there');
  const first = await write(one, clean);
  await desk.open(first);
  desk.does_not_say('May this text leave the desk?');
  await desk.open(one);
  desk.does_not_say('Share it');
  await desk.open(`${one}/share`);
  desk.says('Only a text that a second person let out may be shared.');
  await second_desk.open(first);
  second_desk.says('Men ask for the back rooms');
  await second_desk.press('Decide', { decision: 'refuse', reason: 'The young people narrow it down' });
  second_desk.says('It is refused.');
  const later = await write(one, later_clean, 'The young people are left out');
  await second_desk.open(later);
  await second_desk.press('Decide', { decision: 'authorise' });
  second_desk.says('It may leave the desk now.');
  const of_child = await write(other, child_text);
  await second_desk.open(of_child);
  await second_desk.press('Decide', { decision: 'authorise' });
  await nobody_told('sanitised');
});

test('the form of one page carries the handling and no source, on paper and as a file that runs nothing', { skip }, async () => {
  const { desk } = people;
  await desk.open(one);
  await desk.follow('Text 2');
  const text = desk.page.path;
  const paper = await desk.ask('GET', `${text}/form`);
  for (const words of ['3x5x2', later_clean, condition, 'untested', reference]) assert.ok(paper.body.includes(words), words);
  assert.deepEqual(found_in(paper.body, [...marks, 'Rosa Adeyemi', 'Men ask for']), []); // nor who sent it, nor what was told
  const pdf = await desk.ask('GET', `${text}/form?as=pdf`);
  const pages = pages_of_pdf(pdf.bytes);
  assert.equal(pages.length, 1);
  assert.match(about_pdf(pdf.bytes), /^Tagged:\s+yes$/m);
  for (const words of ['3x5x2', later_clean, condition, 'untested', reference]) assert.ok(pages[0].includes(words), words);
  assert.deepEqual(found_in(pages[0], [...marks, 'Rosa Adeyemi', 'Men ask for']), []);
  await desk.press('Download the form as CSV');
  assert.match(desk.page.headers['content-disposition'], /attachment/);
  const file = desk.page.body;
  for (const words of [later_clean, condition, '2: untested']) assert.ok(file.includes(words), words);
  assert.deepEqual(found_in(file, [...marks, 'Rosa Adeyemi', 'Men ask for']), []);
  for (const path of [`${text}/form`, text]) await hidden_from(people.licence, path, path.replace(one.split('/')[2], nothing));
  await nobody_told('taken out');
});

test('it is shared with the licensing officer about the premises, and with a team about the child: each sees theirs', { skip }, async () => {
  const { desk, licence, practitioner } = people;
  await licence.open('/contexts');
  premises = licence.page.body.match(/href="(\/contexts\/[0-9a-f-]{36})"/)[1];
  await licence.open(premises);
  licence.says('Tell the intelligence desk');
  const of_premises = licence.page.text.match(/X-[0-9A-Z]{3}-[0-9A-Z]{4}/)[0];
  await desk.open(`${one}/subject`);
  await desk.press('Say that it is about them', { reference: 'X-000-0000' });
  assert.equal(desk.page.status, 422);
  await desk.press('Say that it is about them', { reference: of_premises });
  desk.says('Whom or what it is about');
  await desk.open(`${one}/share`);
  const share = {
    purpose: 'regulation',
    purpose_words: 'Review the licence of the premises',
    special: 'no',
    bases: ['L6E', 'G-CDA115'],
    necessity: 'They alone can review it',
    conditions: 'Ask the desk before it is read out',
    ...day_parts(in_days(60)),
  };
  await desk.press('Share it', { ...share, bases: ['L6E'], person: cast.licence.name });
  assert.equal(desk.page.status, 422);
  desk.says('Choose the power or duty by which it is shared');
  await desk.press('Share it', { ...share, purpose_words: 'Find out who the men are', person: cast.licence.name });
  assert.equal(desk.page.status, 422);
  desk.says('Nobody is tasked');
  await desk.press('Share it', { ...share, person: cast.licence.name });
  desk.says('It is shared.');
  shared = desk.page.path.replace(/\?.*/, '');
  await desk.open(`${other}/share`);
  const harbour = desk.page.body.match(/value="(team:[0-9a-f-]{36})"[^>]*>[^<]*Harbour/)[1];
  await desk.press('Share it', { ...share, purpose: 'safeguarding', bases: ['L6E', 'G-CA47'], recipient: harbour });
  desk.says('It is shared.');
  const of_child = desk.page.path.replace(/\?.*/, '');

  await licence.open('/');
  licence.says('Read: intelligence G-');
  await licence.open(premises);
  licence.says('Intelligence shared with you about this');
  licence.says(condition);
  await licence.open('/intelligence');
  licence.says('Together they stand under the tightest handling of them all.');
  await licence.open(shared);
  for (const words of [later_clean, condition, 'Ask the desk before it is read out', 'Review the licence']) licence.says(words);
  for (const words of ['Men ask for', '23:15', 'Rosa Adeyemi', 'They alone can review', reference]) licence.does_not_say(words);
  for (const path of ['?as=text', '/print']) {
    const answer = await licence.ask('GET', shared + path);
    for (const words of [later_clean, condition, 'Ask the desk before it is read out']) assert.ok(answer.body.includes(words), path + words);
  }
  await hidden_from(licence, of_child, `/intelligence/shared/${nothing}`);
  for (const visitor of [practitioner, people.worker, people.deputy]) await hidden_from(visitor, shared, `/intelligence/shared/${nothing}`);
  await practitioner.open(of_child);
  practitioner.says(child_text);
  await practitioner.open(premises);
  practitioner.does_not_say('Intelligence shared with you about this');
  await licence.open(shared);
  await licence.press('I have read it, and keep to its conditions');
  licence.says('It is kept that you read it.');
  await nobody_told('shared');
});

test('what came of it goes to the desk, and what the desk makes of that to whoever submitted it', { skip }, async () => {
  const { desk, licence, worker } = people;
  await licence.open(`${shared}/outcome`);
  await licence.press('Tell the desk', { outcome: 'acted', words: 'The licence was reviewed, and Winterquillsett is gone' });
  licence.says('The desk sees what came of it.');
  await desk.open(one);
  desk.says('Winterquillsett is gone');
  desk.says('Read and acknowledged by Gwilym Parrish');
  await desk.follow('Tell whoever submitted it');
  await desk.press('Tell them', { words: 'Please find out whether they came back' });
  assert.equal(desk.page.status, 422);
  desk.says('Nobody is tasked');
  await desk.press('Tell them', { words: 'The rooms are no longer let so. Thank you.' });
  await worker.open(one);
  worker.says('The rooms are no longer let so. Thank you.');
  for (const words of ['Winterquillsett is gone', 'Gwilym', 'Grade 2A']) worker.does_not_say(words);
  await nobody_told('fed back');
});

test('a program is given the same, and the handling with every text', { skip }, async () => {
  const ask = (name, path, body, key) => {
    const made = run('token', name, '--data', home, '--db', db);
    assert.equal(made.status, 0, made.err);
    const headers = { Authorization: `Bearer ${made.out.trim()}`, 'Content-Type': 'application/json', ...(key && { 'Idempotency-Key': key }) };
    return fetch(kith.staff + '/api/v1' + path, { ...(body && { method: 'POST', body: JSON.stringify(body) }), headers });
  };
  const list = JSON.parse(await (await ask(cast.licence.name, '/shared-intelligence')).text());
  assert.equal(list.shared.length, 1);
  assert.equal(list.shared[0].text, later_clean);
  assert.deepEqual(list.shared[0].handling.conditions, [condition, 'Ask the desk before it is read out']);
  assert.deepEqual(list.handling, list.shared[0].handling);
  assert.equal(JSON.stringify(list).includes(one.split('/')[2]), false);
  const id = one.split('/')[2];
  for (const name of [cast.licence.name, cast.worker.name, cast.deputy.name]) assert.equal((await ask(name, `/intelligence/${id}/work`)).status, 404, name);
  const work = JSON.parse(await (await ask(cast.desk.name, `/intelligence/${id}/work`)).text());
  assert.equal(work.stage, 'shared');
  for (const text of work.texts) assert.deepEqual(text.handling.conditions, [condition]);
  const grade = { answers: { source_evaluation: '1', information: 'A', handling: 'C', conditions: `${condition}\nName no room`, because: 'Seen since' }, seen: 1 };
  assert.equal((await ask(cast.worker.name, `/intelligence/${id}/grade`, grade)).status, 403);
  const first = await ask(cast.second_desk.name, `/intelligence/${id}/grade`, grade, 'a-key-of-this-grade');
  assert.equal(first.status, 200, await first.clone().text());
  assert.equal((await ask(cast.second_desk.name, `/intelligence/${id}/grade`, grade, 'a-key-of-this-grade')).status, 200); // once
  assert.equal((await ask(cast.desk.name, `/intelligence/${id}/grade`, grade)).status, 409); // another was first
  const tightened = JSON.parse(await (await ask(cast.licence.name, `/shared-intelligence/${list.shared[0].id}`)).text());
  assert.ok(tightened.handling.conditions.includes('Name no room'), 'a tighter grade tightens what was shared');
});

test('no page that these people reach says who told it; what the desk wrote is read by those to whom it is told', { skip }, async () => {
  const seen = [];
  for (const [part, visitor] of Object.entries(people)) {
    const answers = await crawl(visitor, { others: [one, shared, `${shared}?as=text`, `${one}/print`], own: (path) => path.startsWith('/intelligence/') });
    for (const [path, answer] of answers) assert.deepEqual(found_in(answer.body + JSON.stringify(answer.headers) + path), [], `${part}, ${path}`);
    if ([...answers.values()].some((answer) => answer.body.includes('The name Winterquillsett is used'))) seen.push(part);
    for (const [path, answer] of answers) if (answer.body.includes('The name Winterquillsett is used')) assert.ok(answer.body.includes(condition), `the condition stands with the text: ${part}, ${path}`);
  }
  assert.deepEqual(seen.sort(), ['desk', 'licence', 'second_desk']);
});

test('recalled it is read no more, and weeded it is gone: two people agree, the fact stays', { skip }, async () => {
  const { desk, second_desk, licence } = people;
  await desk.open(`${shared}/recall`);
  await desk.press('Recall it', { reason: 'The men are known by other means' });
  desk.says('It is recalled');
  await hidden_from(licence, shared, `/intelligence/shared/${nothing}`);
  await licence.open('/intelligence');
  licence.says('The desk took it back: destroy every copy of it');
  for (const words of [later_clean, 'The men are known', condition]) licence.does_not_say(words);
  await licence.open(premises);
  licence.does_not_say('Intelligence shared with you about this');
  await desk.open(`${one}/review`);
  await desk.press('Keep this', { result: 'weed', because: 'The case has ended' });
  await desk.open(`${one}/weed`);
  assert.equal((await desk.ask('POST', `${one}/weed`, { decision: 'weed', because: 'Mine' })).status, 403);
  await second_desk.open('/');
  second_desk.says('Decide whether to weed');
  await second_desk.open(`${one}/weed`);
  await second_desk.press('Decide', { decision: 'weed', because: 'Nothing is left to do' });
  second_desk.says('It was weeded');
  second_desk.says(reference);
  for (const words of ['Men ask for', later_clean, 'One report']) second_desk.does_not_say(words);
  await people.worker.open(one);
  people.worker.does_not_say('Men ask for');
  await nobody_told('weeded');
});

test('neither the files of the database, the folder nor a backup says who told it, or what the desk wrote', { skip }, async () => {
  const sought = [...marks, ...words_of_desk];
  const all = dump_of(db);
  assert.ok(all.includes(reference), 'the same search finds the reference');
  const folder = psql(db, 'show data_directory');
  const lines = (word) => spawnSync('grep', ['-rlaF', '--', word, folder], { encoding: 'utf8' }).stdout.trim();
  psql(db, 'checkpoint');
  assert.notEqual(lines(reference), '', 'the files of the database are read, what was written before the commit among them');
  for (const word of sought) assert.equal(lines(word), '', word);
  const backup = join(fresh_folder(), 'copy.kith');
  assert.equal(run('backup', '--out', backup, '--data', home, '--db', db).status, 0);
  for (const file of [backup, ...files_below(home)]) if (statSync(file).isFile()) assert.deepEqual(found_in(readFileSync(file, 'latin1'), sought), [], file);
  assert.deepEqual(await kith.stop(), { code: 0, signal: null });
  const verified = run('ledger', 'verify', '--data', home, '--db', db);
  assert.equal(verified.status, 0, verified.out + verified.err);
});
