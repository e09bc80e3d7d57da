// SPDX-License-Identifier: MIT
// The spreadsheets of today: an exploitation list and a panel's tracker, brought in at the command line and at the
// browser. Cases of people and places, with level, next review, holder and panels; said who is known; undone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { cast } from './demo.mjs';
import { council, counts_of, ended, harbour, importing } from './importing.mjs';
import { Kith, demo_folder, fresh_database, fresh_folder, postgres, run } from './kith.mjs';
import { upload } from './upload.mjs';

const { data, files, file_of, kith_import, brought_in } = importing('cases');

const head = 'Type,Name,DOB,Type of exploitation,Level,Reason for level,Next review,Allocated to,Date opened,Panel date,Decision\n';
const list = `${head}Child,Tansy Birkwood,2010-01-02,CCE; County lines,Moderate,Three worries in a month,2099-04-01,,2025-11-03,,\nChild,Ewan Sedge,03/04/2011,,,,,,,2025-12-01,A safer way home\nTakeaway,Herring Grill,,CCE,,,,,,,\n`;

test('two rows about one child are told of, a surname written first is read, and no name is repeated', () => {
  const rows = (...lines) => file_of(`rows-${lines.length}-${lines[0].length}.csv`, head + lines.join('\n') + '\n');
  const twice = brought_in(rows('Child,Alba Thornhedge,2011-02-03,CSE,,,,,,,', 'Child,"Thornhedge, Alba",2011-02-03,CCE,,,,,,,'));
  ended(twice, 1);
  assert.match(twice.err, /row 3: it is about the same as row 2: leave one of them, with the kinds of harm of both/);
  const perhaps = brought_in(rows('Child,Albie Thornhedge,2011-02-03,CSE,,,,,,,', 'Child,Alba Thornhedge,03/02/2011,CCE,,,,,,,'), '--preview', '--json');
  ended(perhaps, 0);
  assert.match(JSON.parse(perhaps.out).rows[1].remarks.join(), /Row 2 gives the same birth date and a name in common/);
  const named = brought_in(file_of('named.csv', `${head}Takeaway,Herring Grill,,CCE,Moderate,Tansy Birkwood goes there,2099-04-01,,,,\n`));
  ended(named, 1);
  assert.match(named.err, /column Reason for level: This names a young person, or may\. Say it without the name/);
  assert.doesNotMatch(named.err + named.out, /Tansy|Birkwood/);
  const short = brought_in(rows('Child,Alba Thornhedge,03-Feb-11,CSE,,,,,,,'));
  ended(short, 1);
  assert.match(short.err, /column DOB: write the year with four digits/);
});

test('an exploitation list is asked what it lacks, staged, accepted, and opens no second case when it comes again', () => {
  const path = file_of('cases.csv', list);
  const lacks = brought_in(path);
  ended(lacks, 1);
  assert.match(lacks.err, /row 3, column Type of exploitation: say which kinds of harm/);
  assert.match(lacks.err, /1 row cannot be brought in, so nothing was staged/);
  assert.doesNotMatch(lacks.err, /Tansy|Sedge|Herring/, 'what stands in the rows is not repeated');
  assert.equal(kith_import('list', ...council).out, '');
  const chosen = ['--default', 'strands=NOT_KNOWN'];
  const looked = brought_in(path, ...chosen, '--preview', '--json');
  ended(looked, 0);
  assert.deepEqual(counts_of(looked), { rows: 3, made: 3, perhaps_known: 0, changed: 0, unchanged: 0 });
  const staged = brought_in(path, ...chosen);
  ended(staged, 0);
  assert.match(staged.out, /Type of exploitation is kinds of harm/);
  const id = staged.out.match(/import accept (\S+?),/)[1];
  const accepted = kith_import('accept', id, '--json');
  ended(accepted, 0);
  const [first, second] = JSON.parse(accepted.out).rows;
  assert.match(first.record, /^K-/);
  assert.match(first.beside, /^P-/);
  const tracker = file_of('tracker.csv', `Reference,Strand,Panel date,Decision\n${first.beside},CCE,2025-12-01,Meet again in May\n`);
  const panels = brought_in(tracker, '--accept', '--json');
  ended(panels, 0);
  assert.deepEqual(counts_of(panels), { rows: 1, made: 0, perhaps_known: 0, changed: 1, unchanged: 0 });
  const again = brought_in(tracker, '--json');
  ended(again, 0);
  assert.equal(counts_of(again).unchanged, 1, 'a panel is told once');
  assert.deepEqual(JSON.parse(again.out).rows[0].remarks, ['There is an open case already']);
  ended(kith_import('undo', JSON.parse(panels.out).id), 0);
  const undone = kith_import('undo', id, '--json');
  ended(undone, 0);
  assert.equal(JSON.parse(undone.out).counts.kept, 1, undone.out);
  assert.equal(JSON.parse(undone.out).rows[0].kept, 'Somebody worked on the case since', 'a panel was brought to it meanwhile');
  const gone = brought_in(file_of('gone.csv', `Reference,Strand\n${second.beside},CCE\n`));
  ended(gone, 1);
  assert.match(gone.err, /no record of that reference is one you may work on/);
  for (const told of [staged, accepted, panels, again, undone]) assert.doesNotMatch(told.out + told.err, /Tansy|Sedge|Herring|safer way/, 'the command line tells nobody’s name');
  ended(run('ledger', 'verify', '--data', data), 0);
});

test('what a case needs is asked, never guessed: levels, reasons, reviews that have passed', () => {
  const bad = brought_in(file_of('bad.csv', `${head}Child,Wren Maple,2012-05-06,CSE,High,Why,,,,,\nChild,Fern Holt,2012-05-07,CSE,Moderate,,,,,,\nChild,Ivo Reed,2012-05-08,CSE,,,2025-01-01,,,,\nTakeaway,Herring Grill,,CCE,,,,,,2025-12-01,Ask Wren Maple about it\nVolcano,Hill,,CCE,,,,,,,\nChild,Fern Holt,07/05/2012,CSE,,,,,,,\n`));
  ended(bad, 1);
  assert.match(bad.err, /row 2, column Level: write .*MODERATE.*no other scale is turned into it/);
  assert.match(bad.err, /row 3, column Level: a level needs its reason/);
  assert.match(bad.err, /row 4, column Next review: the next review has passed/);
  assert.match(bad.err, /row 6, column Type: write home, group/);
  const ready = brought_in(file_of('late.csv', `${head}Child,Fern Holt,2012-05-07,CSE,Moderate,,,,,,\nChild,Ivo Reed,2012-05-08,CSE,,,2025-01-01,,,,\n`), '--default', 'rationale=As the panel judged it', '--default', 'late_review=2099-05-01', '--json');
  ended(ready, 0);
  assert.equal(counts_of(ready).made, 2);
  ended(kith_import('refuse', JSON.parse(ready.out).id), 0);
  ended(brought_in(file_of('late2.csv', `${head}Child,Fern Holt,2012-05-07,CSE,,,,,,,\n`), '--default', 'late_review=2020-01-01'), 2);
  const named = brought_in(file_of('named.csv', `${head}Takeaway,Herring Grill,,CCE,,,,,,2025-12-01,Ask Wren Maple about it\n`));
  ended(named, 1);
  assert.match(named.err, /row 2.*: This names a young person, or may/);
});

test('beside the server: a manager brings a list in, the case stands with its level and panel, and others find no such page', async () => {
  const folder = demo_folder();
  const kith = await Kith.start(folder, { words: ['--without-public'] });
  const manager = await kith.signed_in(cast.manager.name);
  await manager.open('/cases');
  await manager.follow('Bring in a list of cases');
  manager.says('No file yet');
  const refused = await upload(manager, { rationale: 'As the panel judged it', late_review: 'soon' }, 'cases.csv', list);
  assert.equal(refused.status, 422);
  assert.match(refused.body, /Enter a day to come/);
  assert.match(refused.body, /value="As the panel judged it"/, 'what was typed comes back');
  const answer = await upload(manager, { strands: 'NOT_KNOWN' }, 'cases.csv', list);
  assert.equal(answer.status, 303, answer.body);
  await manager.open(answer.location);
  manager.says('Tansy Birkwood, 2 January 2010, Moderate, next review 1 April 2099');
  manager.says('Kind of harm, where a row says none');
  await manager.press('Accept the file');
  manager.says('The file is brought in');
  await manager.follow('Case K-');
  manager.says('Three worries in a month');
  manager.says('opened there on 3 November 2025');
  await manager.follow('Chronology');
  manager.says('Level: Moderate');
  for (const part of ['worker', 'administrator']) {
    const other = await kith.signed_in(cast[part].name);
    const hidden = await other.open(answer.location);
    const nothing = await other.open('/cases/import/00000000-0000-4000-8000-000000000000');
    assert.equal(hidden.status, 404);
    assert.equal(hidden.text, nothing.text);
    assert.equal((await other.open('/cases/import')).status, 404);
  }
  await manager.open(answer.location);
  await manager.press('Undo the import', { why: 'The wrong list' });
  manager.says('The import is undone');
  manager.says('Kept when it was undone 0');
  await kith.stop();
  assert.doesNotMatch(kith.err, /Tansy|Birkwood|cases\.csv/, 'no name in a log');
  ended(run('ledger', 'verify', '--data', folder), 0);
});

test('the same on PostgreSQL', { skip: !postgres() }, () => {
  const folder = fresh_folder();
  const at = ['--data', join(folder, 'data'), '--db', fresh_database()];
  run('load', files, ...at); // makes the Kith; none of these files is open data
  ended(run('agency', 'add', 'quillshire_council', '--name', 'Quillshire Council', '--kind', 'council', ...at), 0);
  ended(run('team', 'add', 'quillshire_council', '--name', 'Harbour', '--purpose', 'exploitation', ...at), 0);
  const done = run('import', 'cases', file_of('postgres.csv', list), ...council, ...harbour, '--default', 'strands=NOT_KNOWN', '--accept', '--json', ...at);
  ended(done, 0);
  assert.equal(counts_of(done).made, 3);
  const undone = run('import', 'undo', JSON.parse(done.out).id, '--json', ...at);
  ended(undone, 0);
  assert.equal(JSON.parse(undone.out).counts.kept, 0, undone.out);
  ended(run('ledger', 'verify', ...at), 0);
});
