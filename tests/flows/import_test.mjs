// SPDX-License-Identifier: MIT
// An agency's own file of people, brought in by the operator at the command line and at the browser by whoever answers
// for the agency's records: staged, accepted as a whole, changed, undone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { cast } from './demo.mjs';
import { council, counts_of, ended, harbour, importing } from './importing.mjs';
import { Kith, demo_folder, fresh_database, fresh_folder, postgres, run } from './kith.mjs';
import { upload } from './upload.mjs';

const { data, files, file_of, kith_import, brought_in } = importing('people');

const register = 'number,forename,surname,dob,sex\nQ1,Tansy,Birkwood,2010-01-02,F\nQ2,"Ewan, Junior",Sedge,03/04/2011,M\nQ3,Wren,Maple,20120506,\n';

test('a file is staged, shown, accepted, and changes nothing when it comes again', () => {
  const path = file_of('register.csv', register);
  const looked = brought_in(path, '--preview', '--json');
  ended(looked, 0);
  assert.deepEqual(counts_of(looked), { rows: 3, made: 3, perhaps_known: 0, changed: 0, unchanged: 0 });
  const before = kith_import('list', ...council);
  ended(before, 0);
  assert.equal(before.out, '', 'a preview keeps nothing');
  const staged = brought_in(path);
  ended(staged, 0);
  assert.match(staged.out, /Nothing is brought in yet\. Next: kith import accept [0-9a-f-]{36}/);
  const id = staged.out.match(/import accept (\S+?),/)[1];
  const accepted = kith_import('accept', id);
  ended(accepted, 0);
  assert.match(accepted.out, /It is brought in/);
  ended(kith_import('accept', id), 1); // decided already
  const again = brought_in(path, '--accept', '--json');
  ended(again, 0);
  assert.deepEqual(counts_of(again), { rows: 3, made: 0, perhaps_known: 0, changed: 0, unchanged: 3 });
  const changed = brought_in(file_of('changed.csv', register.replace('2010-01-02', '2010-02-01')), '--accept', '--json');
  ended(changed, 0);
  assert.deepEqual(counts_of(changed), { rows: 3, made: 0, perhaps_known: 0, changed: 1, unchanged: 2 });
  const row = JSON.parse(changed.out).rows[0];
  assert.equal(row.row, 2);
  assert.match(row.record, /^P-/);
  for (const told of [staged, accepted, again, changed]) assert.doesNotMatch(told.out + told.err, /Tansy|Birkwood|2010/, 'the command line tells nobody’s name');
  ended(run('ledger', 'verify', '--data', data), 0);
});

test('rows that cannot be read are named, and then nothing is staged', () => {
  const before = kith_import('list', ...council).out;
  const path = file_of('bad.csv', 'number,forename,surname,dob,nhs_number\nB1,Tansy,Birkwood,31/02/2011,\nB2,Ewan,Sedge,,9990000019\nB3,Wr"en,Maple,,\nB4,Wren,Maple,,\nB4,Fern,Holt,,\n');
  const refused = brought_in(path);
  ended(refused, 1);
  assert.match(refused.err, /row 2, column dob: write the day as/);
  assert.match(refused.err, /row 3, column nhs_number: Check the NHS number/);
  assert.match(refused.err, /row 4: a quotation mark stands in the middle/);
  assert.match(refused.err, /row 6: it has a number of row 5 too/);
  assert.match(refused.err, /4 rows cannot be brought in, so nothing was staged/);
  assert.doesNotMatch(refused.err, /Tansy|Sedge|9990000019|31\/02/, 'what stands in the rows is not repeated');
  const as_json = brought_in(path, '--json');
  ended(as_json, 1);
  assert.equal(JSON.parse(as_json.out).unreadable, 4);
  assert.equal(kith_import('list', ...council).out, before);
  ended(brought_in(join(files, 'not-there.csv')), 1);
});

test('what is asked wrongly ends with 2, and says what would be right', () => {
  const path = file_of('odd.csv', 'ref,FAMILY,GIVEN\nO1,Holt,Fern\n');
  ended(kith_import('people', path, ...council), 2); // no team
  ended(kith_import('people', path, '--from', 'nobody_here', ...harbour), 2);
  ended(kith_import('people', path, ...council, '--team', 'No such team'), 2);
  const unknown = brought_in(path);
  ended(unknown, 2);
  assert.match(unknown.err, /No column holds a name/);
  ended(brought_in(path, '--map', 'surname=FAMILYNAME'), 2);
  ended(brought_in(path, '--profile', 'Unknown'), 2);
  ended(brought_in(path, '--preview', '--accept'), 2);
  ended(kith_import('accept', 'x'), 2);
  ended(kith_import('accept', '00000000-0000-4000-8000-000000000000'), 1);
  ended(kith_import('contexts', path, ...council, ...harbour, '--default', 'kind=VOLCANO'), 2);
  ended(kith_import('contexts', path, ...council, ...harbour, '--default', 'colour=BLUE'), 2);
  ended(kith_import('contexts', path, ...council, ...harbour, '--profile', 'Unknown'), 2);
  ended(kith_import('settle', '00000000-0000-4000-8000-000000000000', '--row', '2'), 2); // and not what it is
});

test('columns are said once, kept as a profile, and used again', () => {
  const path = file_of('profile.csv', 'ref;FAMILY;GIVEN;hall\nO1;Holt;Fern;x\n');
  const words = ['--map', 'number=ref', '--map', 'surname=FAMILY', '--map', 'forename=GIVEN'];
  const first = brought_in(path, ...words, '--save-profile', 'Housing', '--accept');
  ended(first, 0);
  assert.match(first.out, /Carried, not used: hall/);
  const second = brought_in(path, '--profile', 'Housing', '--accept', '--json');
  ended(second, 0);
  assert.equal(counts_of(second).unchanged, 1);
});

test('the safeguarding dataset and Windows-1252 are known by themselves, and undoing takes back all that nobody touched', () => {
  const ssd = 'pers_person_id,pers_upn,pers_forename,pers_surname,pers_sex,pers_dob,pers_common_child_id,pers_gender\n';
  const rows = 'S1,N888400025001,Zo\xEB,Lark,F,2010-06-07 00:00:00,9990001235,01\nS2,NULL,Perry,Lark,M,2012-08-09 00:00:00,NULL,02\n';
  const path = file_of('ssd.csv', Buffer.from(ssd + rows, 'latin1'));
  const done = brought_in(path, '--accept');
  ended(done, 0);
  assert.match(done.out, /it is read as Windows-1252/);
  assert.match(done.out, /shape of the Standard Safeguarding Dataset/);
  assert.match(done.out, /Carried, not used: pers_gender/);
  const id = done.out.match(/import undo (\S+)/)[1];
  const undone = kith_import('undo', id, '--json');
  ended(undone, 0);
  assert.equal(JSON.parse(undone.out).counts.kept, 0);
  ended(kith_import('undo', id), 1);
  const again = brought_in(path, '--accept', '--json');
  ended(again, 0);
  assert.equal(counts_of(again).made, 2, 'who was taken back is not known any more');
  ended(run('ledger', 'verify', '--data', data), 0);
});

test('two rows of one file that may be one person are both recorded, and told of', () => {
  const path = file_of('twice.csv', 'number,full_name,dob\nT1,Ivo Reed,2013-02-03\nT2,Ivo Reed,2013-02-03\n');
  const done = brought_in(path, '--accept');
  ended(done, 0);
  assert.match(done.out, /2 new, 1 of them perhaps known/);
  const shown = kith_import('show', done.out.match(/import undo (\S+)/)[1]);
  ended(shown, 0);
  assert.match(shown.out, /P-\S+ and P-\S+ may be one: Row 2 of the same file gives the same name and birth date/);
});

test('beside the server: a manager brings in a file, a practitioner and an administrator find no such page', async () => {
  const folder = demo_folder();
  const kith = await Kith.start(folder, { words: ['--without-public'] });
  const manager = await kith.signed_in(cast.manager.name);
  await manager.open('/people');
  await manager.follow('Bring in a file of people');
  manager.says('No file yet');
  const refused = await upload(manager, { save_profile: 'Register' }, 'bad.csv', 'number,surname,dob\n1,Elm,x\n2,Oak,2010-01-01\n');
  assert.equal(refused.status, 422);
  assert.match(refused.body, /nothing was staged/);
  assert.match(refused.body, /value="Register"/, 'what was typed comes back');
  const answer = await upload(manager, {}, 'register.csv', register);
  assert.equal(answer.status, 303, answer.body);
  await manager.open(answer.location);
  manager.says('Tansy Birkwood');
  await manager.press('Accept the file');
  manager.says('The file is brought in');
  manager.does_not_say('Tansy Birkwood, 2');
  await manager.follow('P-');
  manager.says('Tansy Birkwood');
  for (const part of ['worker', 'administrator']) {
    const other = await kith.signed_in(cast[part].name);
    const hidden = await other.open(answer.location);
    const nothing = await other.open('/people/import/00000000-0000-4000-8000-000000000000');
    assert.equal(hidden.status, 404);
    assert.equal(hidden.text, nothing.text);
    assert.equal((await other.open('/people/import')).status, 404);
  }
  const listed = run('import', 'list', ...council, '--json', '--data', folder); // through the server that has the folder
  ended(listed, 0);
  assert.equal(JSON.parse(listed.out)[0].state, 'accepted');
  await manager.open(answer.location);
  await manager.press('Undo the import', { why: '' });
  manager.says('Say why it is undone');
  await manager.press('Undo the import', { why: 'The wrong year' });
  manager.says('The import is undone');
  await kith.stop();
  assert.doesNotMatch(kith.err, /Tansy|Birkwood|register\.csv/, 'no name in a log');
});

test('the same on PostgreSQL', { skip: !postgres() }, () => {
  const folder = fresh_folder();
  const at = ['--data', join(folder, 'data'), '--db', fresh_database()];
  const path = file_of('postgres.csv', register);
  run('load', files, ...at); // makes the Kith; none of these files is open data
  ended(run('agency', 'add', 'quillshire_council', '--name', 'Quillshire Council', '--kind', 'council', ...at), 0);
  ended(run('team', 'add', 'quillshire_council', '--name', 'Harbour', '--purpose', 'exploitation', ...at), 0);
  for (const [made, unchanged] of [[3, 0], [0, 3]]) {
    const done = run('import', 'people', path, ...council, ...harbour, '--accept', '--json', ...at);
    ended(done, 0);
    assert.equal(counts_of(done).made, made);
    assert.equal(counts_of(done).unchanged, unchanged);
  }
  ended(run('ledger', 'verify', ...at), 0);
});
