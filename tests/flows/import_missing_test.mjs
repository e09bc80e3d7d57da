// SPDX-License-Identifier: MIT
// The tracker of today: a spreadsheet of missing episodes, brought in at the command line and at the browser. What is over
// comes in closed with its interview; who is missing still stands on the duty page; said who is known; undone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { cast } from './demo.mjs';
import { council, counts_of, ended, harbour, importing } from './importing.mjs';
import { Kith, demo_folder, fresh_database, fresh_folder, postgres, run } from './kith.mjs';
import { upload } from './upload.mjs';

const { data, files, file_of, kith_import, brought_in } = importing('missing');

const head = 'Child name,DOB,Missing or absent,Date reported,Date missing,Time missing,Date returned,Time returned,Police risk,Found where,RHI offered,RHI date,Declined,Interviewer\n';
const list = `${head}Tansy Birkwood,02/01/2010,Missing,01/02/2025 20:00,01/02/2025,18:00,02/02/2025,09:00,Medium,The pier,02/02/2025,04/02/2025,,Sol Brandreth\nTansy Birkwood,02/01/2010,Absent,,10/02/2025,,10/02/2025,,,,Yes,,Yes,\nEwan Sedge,03/04/2011,Missing,,05/02/2025,,06/02/2025,,,,,,,\n`;

test('a row that cannot be read is named by its number and column, and nothing of it is repeated', () => {
  const bad = brought_in(file_of('bad.csv', `${head}Wren Maple,,Missing,,01/02/2025,,,,,,,,,\nIvo Reed,04/04/2011,Volcano,,01/02/2025,,02/02/2025,,,,,,,\nFern Holt,05/05/2011,Missing,,01/02/25,,02/02/2025,,,,,,,\nAlba Thornhedge,06/06/2011,Missing,,02/02/2025,,01/02/2025,,,,,,,\nTansy Birkwood,02/01/2010,Missing,,01/02/2025,,02/02/2025,,Enormous,,,,,\n`));
  ended(bad, 1);
  assert.match(bad.err, /row 2, column Child name: write the birth date, a number/);
  assert.match(bad.err, /row 3, column Missing or absent: write M/);
  assert.match(bad.err, /row 4, column Date missing: write the year with four digits/);
  assert.match(bad.err, /row 5, column Date returned: it lies before the time they went/);
  assert.match(bad.err, /row 6, column Police risk: write HIGH/);
  assert.match(bad.err, /5 rows cannot be brought in, so nothing was staged/);
  assert.doesNotMatch(bad.err + bad.out, /Wren|Maple|Ivo|Fern|Alba|Tansy|Volcano|Enormous/);
  const overlapping = brought_in(file_of('overlap.csv', `${head}Wren Maple,06/07/2011,Missing,,01/02/2025,18:00,03/02/2025,09:00,,,,,,\nWren Maple,06/07/2011,Missing,,02/02/2025,18:00,04/02/2025,09:00,,,,,,\n`));
  ended(overlapping, 1);
  assert.match(overlapping.err, /row 3, column Date missing: it overlaps another time away of theirs/);
  const none = brought_in(file_of('none.csv', 'Child name,Notes\nWren Maple,x\n'));
  ended(none, 2);
  assert.match(none.err, /No column says since when they were missing/);
});

test('a tracker is previewed, staged, accepted and undone; the same again waits for a person', () => {
  const path = file_of('tracker.csv', list);
  const looked = brought_in(path, '--preview', '--json');
  ended(looked, 0);
  assert.deepEqual(counts_of(looked), { rows: 3, made: 3, perhaps_known: 0, changed: 0, unchanged: 0 });
  assert.match(JSON.parse(looked.out).rows[1].remarks.join(), /kept as noon/);
  assert.equal(kith_import('list', ...council).out, '', 'a preview keeps nothing');
  const staged = brought_in(path);
  ended(staged, 0);
  assert.match(staged.out, /Date missing is when they left/);
  const id = staged.out.match(/import accept (\S+?),/)[1];
  const accepted = kith_import('accept', id, '--json');
  ended(accepted, 0);
  const rows = JSON.parse(accepted.out).rows;
  assert.match(rows[0].record, /^M-/);
  assert.match(rows[0].beside, /^P-/);
  assert.equal(rows[0].beside, rows[1].beside, 'two rows of one child are one record');
  assert.notEqual(rows[0].beside, rows[2].beside);
  const again = brought_in(path, '--json');
  ended(again, 0);
  assert.equal(counts_of(again).perhaps_known, 2, 'a name and a birth date are for a person to decide');
  const second = JSON.parse(again.out).id;
  ended(kith_import('accept', second), 1);
  ended(kith_import('settle', second, '--row', '2', '--as', rows[0].beside), 0);
  ended(kith_import('settle', second, '--row', '4', '--as', rows[2].beside), 0);
  const nothing = kith_import('accept', second, '--json');
  ended(nothing, 0);
  assert.equal(JSON.parse(nothing.out).rows[1].record, rows[1].record, 'it is the one on record');
  const known = brought_in(file_of('known.csv', `Reference,Date missing,Date returned\n${rows[2].beside},05/02/2025,06/02/2025\n`), '--json');
  ended(known, 0);
  assert.equal(counts_of(known).unchanged, 1);
  const undone = kith_import('undo', id, '--json');
  ended(undone, 0);
  assert.equal(JSON.parse(undone.out).counts.kept, 0, undone.out);
  const gone = brought_in(file_of('gone.csv', `Reference,Date missing,Date returned\n${rows[2].beside},05/03/2025,06/03/2025\n`));
  ended(gone, 1);
  assert.match(gone.err, /no record of that reference/);
  for (const told of [staged, accepted, again, nothing, undone]) assert.doesNotMatch(told.out + told.err, /Tansy|Birkwood|Ewan|Sedge|pier/, 'the command line tells nobody’s name');
  ended(run('ledger', 'verify', '--data', data), 0);
});

test('beside the server: a manager brings a tracker in, what is over is closed with its interview, and who is missing stands on duty', async () => {
  const folder = demo_folder();
  const kith = await Kith.start(folder, { words: ['--without-public'] });
  const manager = await kith.signed_in(cast.manager.name);
  await manager.open('/missing');
  await manager.follow('Bring in the tracker kept until now');
  manager.says('No file yet');
  const bad = await upload(manager, {}, 'tracker.csv', `${head}Tansy Birkwood,02/01/2010,Volcano,,01/02/2025,,,,,,,,,\n`);
  assert.equal(bad.status, 422);
  assert.match(bad.body, /Missing or absent/);
  const still = `${list}Wren Maple,06/07/2011,Missing,,20/02/2025,,,,,,,,,\n`;
  const answer = await upload(manager, { absent_from: 'childrens_home' }, 'tracker.csv', still);
  assert.equal(answer.status, 303, answer.body);
  await manager.open(answer.location);
  manager.says('Tansy Birkwood, 2 January 2010, missing from 1 February 2025 at 18:00 to 2 February 2025 at 09:00, interview: Held within 72 hours');
  manager.says('away from 10 February 2025 to 10 February 2025');
  manager.says('Wren Maple, 6 July 2011, missing from 20 February 2025, and not back');
  manager.says('The same person as in row 2');
  await manager.press('Accept the file');
  manager.says('The file is brought in');
  await manager.follow('Episode M-');
  manager.says('It was over when the list of Quillshire Council was brought in.');
  manager.says('The list of Quillshire Council says so.');
  manager.says('Medium');
  await manager.open('/missing');
  manager.says('Wren Maple');
  manager.does_not_say('Tansy Birkwood');
  await manager.open('/missing/interviews');
  manager.does_not_say('Tansy Birkwood');
  for (const part of ['worker', 'administrator']) {
    const other = await kith.signed_in(cast[part].name);
    const hidden = await other.open(answer.location);
    const nothing = await other.open('/missing/import/00000000-0000-4000-8000-000000000000');
    assert.equal(hidden.status, 404);
    assert.equal(hidden.text, nothing.text);
    assert.equal((await other.open('/missing/import')).status, 404);
  }
  await manager.open(answer.location);
  await manager.press('Undo the import', { why: 'The wrong tracker' });
  manager.says('The import is undone');
  await manager.open('/missing');
  manager.does_not_say('Tansy Birkwood');
  await kith.stop();
  assert.doesNotMatch(kith.err, /Tansy|Birkwood|tracker\.csv/, 'no name in a log');
  ended(run('ledger', 'verify', '--data', folder), 0);
});

test('the same on PostgreSQL', { skip: !postgres() }, () => {
  const folder = fresh_folder();
  const at = ['--data', join(folder, 'data'), '--db', fresh_database()];
  run('load', files, ...at); // makes the Kith; none of these files is open data
  ended(run('agency', 'add', 'quillshire_council', '--name', 'Quillshire Council', '--kind', 'council', ...at), 0);
  ended(run('team', 'add', 'quillshire_council', '--name', 'Harbour', '--purpose', 'exploitation', ...at), 0);
  const done = run('import', 'missing', file_of('postgres.csv', list), ...council, ...harbour, '--accept', '--json', ...at);
  ended(done, 0);
  assert.equal(counts_of(done).made, 3);
  const returned = run('export', 'ssd-missing', '--out', join(folder, 'out'), ...at);
  ended(returned, 0);
  assert.match(returned.out, /3 lines about 2 children/);
  const undone = run('import', 'undo', JSON.parse(done.out).id, '--json', ...at);
  ended(undone, 0);
  assert.equal(JSON.parse(undone.out).counts.kept, 0, undone.out);
  ended(run('ledger', 'verify', ...at), 0);
});
