// SPDX-License-Identifier: MIT
// An agency's own list of places, homes, groups and online spaces, brought in at the command line and at the browser:
// staged, said what is known already, accepted as a whole, filled in, undone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { cast } from './demo.mjs';
import { council, counts_of, ended, harbour, importing } from './importing.mjs';
import { Kith, demo_folder, fresh_database, fresh_folder, postgres, run } from './kith.mjs';
import { upload } from './upload.mjs';

const { data, files, file_of, kith_import, brought_in } = importing('contexts');

const places = 'Location type,Location name,Address,Owner,Concern type,Platform,Handle\nTakeaway,Herring Grill,4 Slip Road,,CCE,,\nFlat,Flat over the chandler,6 Slip Road,,Cuckooing,,\nPeer group,Slip Road group,,,,,\nOnline,The slip chat,,,,A messaging app,@slip\n';

test('a list is previewed, refused whole for its rows, staged, accepted, and changes nothing when it comes again', () => {
  const bad = brought_in(file_of('bad.csv', places.replace('Peer group', 'Volcano').replace('A messaging app', '')));
  ended(bad, 1);
  assert.match(bad.err, /row 4, column Location type: write home, group, school, place or online space/);
  assert.match(bad.err, /row 5, column Platform: Say which platform, or give the address/);
  assert.match(bad.err, /2 rows cannot be brought in, so nothing was staged/);
  assert.doesNotMatch(bad.err, /Slip Road|chandler|slip chat/, 'what stands in the rows is not repeated');
  assert.equal(kith_import('list', ...council).out, '');
  const path = file_of('places.csv', places);
  const looked = brought_in(path, '--preview', '--json');
  ended(looked, 0);
  assert.deepEqual(counts_of(looked), { rows: 4, made: 4, perhaps_known: 0, changed: 0, unchanged: 0 });
  assert.equal(kith_import('list', ...council).out, '', 'a preview keeps nothing');
  const staged = brought_in(path);
  ended(staged, 0);
  assert.match(staged.out, /row 3: new; Its address is protected/);
  const id = staged.out.match(/import accept (\S+?),/)[1];
  ended(kith_import('accept', id), 0);
  ended(kith_import('accept', id), 1); // decided already
  const again = brought_in(path, '--json');
  ended(again, 0);
  assert.deepEqual(counts_of(again), { rows: 4, made: 2, perhaps_known: 2, changed: 0, unchanged: 2 }, 'the flat and the group are a person’s to say');
  const waits = JSON.parse(again.out);
  assert.equal(waits.what, 'contexts');
  assert.match(waits.rows[1].candidates[0], /^X-/);
  const early = kith_import('accept', waits.id);
  ended(early, 1);
  assert.match(early.err, /Say first what these rows are.*: 3, 4\. Nothing was brought in/);
  ended(kith_import('settle', waits.id, '--row', '3', '--as', 'X-222-2222'), 2);
  ended(kith_import('settle', waits.id, '--row', '3', '--as', waits.rows[1].candidates[0]), 0);
  const settled = kith_import('settle', waits.id, '--rest-new', '--json');
  ended(settled, 0);
  assert.deepEqual(JSON.parse(settled.out).rows.map((row) => row.fate), ['unchanged', 'unchanged', 'new', 'unchanged']);
  ended(kith_import('settle', waits.id, '--rest-new'), 1); // nothing is left to say
  ended(kith_import('accept', waits.id), 0);
  const filled = brought_in(file_of('owner.csv', 'type,place,address,owner\nTakeaway,Herring Grill,4 Slip Road,Herring Grill Ltd\n'), '--json');
  ended(filled, 0);
  assert.equal(counts_of(filled).changed, 1);
  assert.deepEqual(JSON.parse(filled.out).rows[0].changes, ['owner']);
  ended(kith_import('accept', JSON.parse(filled.out).id), 0);
  const undone = kith_import('undo', JSON.parse(filled.out).id, '--json');
  ended(undone, 0);
  assert.equal(JSON.parse(undone.out).counts.kept, 0);
  ended(kith_import('undo', JSON.parse(filled.out).id), 1);
  for (const told of [staged, again, settled, filled]) assert.doesNotMatch(told.out + told.err, /Herring|Slip Road|chandler/, 'the command line tells no name and no address');
  ended(run('ledger', 'verify', '--data', data), 0);
});

test('rows that do not say what they are are what was chosen, and columns are kept as a profile', () => {
  const path = file_of('profile.csv', 'STELLE;STANDORT\nWharf steps;Z\n');
  ended(brought_in(path, '--default', 'kind=PLACE'), 2); // no name
  const without = brought_in(path, '--map', 'name=STELLE');
  ended(without, 1);
  assert.match(without.err, /say what it is/);
  const first = brought_in(path, '--map', 'name=STELLE', '--default', 'kind=PLACE', '--save-profile', 'Hotspots', '--accept');
  ended(first, 0);
  assert.match(first.out, /STELLE is name\. Carried, not used: STANDORT/);
  ended(kith_import('people', path, ...council, ...harbour, '--profile', 'Hotspots'), 2); // of another kind of list
  const second = brought_in(path, '--profile', 'Hotspots', '--default', 'kind=Place or neighbourhood', '--json');
  ended(second, 0);
  assert.equal(JSON.parse(second.out).rows[0].fate, 'perhaps known');
});

test('beside the server: a manager brings a list in, says what a row is, and undoes it; others find no such page', async () => {
  const folder = demo_folder();
  const kith = await Kith.start(folder, { words: ['--without-public'] });
  const manager = await kith.signed_in(cast.manager.name);
  await manager.open('/contexts');
  await manager.follow('Bring in a list of contexts');
  manager.says('No file yet');
  const refused = await upload(manager, { save_profile: 'Places', kind: 'PLACE' }, 'bad.csv', 'kind,name\nVolcano,Hill\n,Quay\n');
  assert.equal(refused.status, 422);
  assert.match(refused.body, /nothing was staged/);
  assert.match(refused.body, /value="Places"/, 'what was typed comes back');
  assert.match(refused.body, /<option value="PLACE" selected/, 'and what was chosen');
  assert.doesNotMatch(refused.body, /Volcano/);
  const list = 'kind,name,address\nTakeaway,Herring Grill,4 Slip Road\nFlat,Flat over the chandler,6 Slip Road\n';
  const first = await upload(manager, {}, 'places.csv', list);
  assert.equal(first.status, 303, first.body);
  await manager.open(first.location);
  manager.says('Herring Grill, Place or neighbourhood, Takeaway or café');
  manager.says('Its address is protected');
  await manager.press('Accept the file');
  manager.says('The file is brought in');
  const second = await upload_to(manager, '/contexts/import', 'again.csv', 'kind,name\nTakeaway,Herring Grill\nTakeaway,Another grill\n');
  await manager.open(second.location);
  manager.says('May be known');
  await manager.press('Accept the file');
  manager.says('Say first what these rows are');
  await manager.press('Save what these rows are');
  manager.says('Choose what a row is, then save');
  const chosen = manager.page.body.match(/name="row-1" value="(context [0-9a-f-]+)"/)[1];
  await manager.press('Save what these rows are', { 'row-1': chosen });
  manager.says('What you said of the rows is kept');
  await manager.press('Accept the file');
  manager.says('The file is brought in');
  for (const part of ['worker', 'administrator']) {
    const other = await kith.signed_in(cast[part].name);
    for (const path of [second.location, second.location.replace('/contexts/', '/people/')]) {
      const hidden = await other.open(path);
      const nothing = await other.open(path.replace(/[0-9a-f-]{36}/, '00000000-0000-4000-8000-000000000000'));
      assert.equal(hidden.status, 404);
      assert.equal(hidden.text, nothing.text);
    }
    assert.equal((await other.open('/contexts/import')).status, 404);
  }
  assert.equal((await manager.open(second.location.replace('/contexts/', '/people/'))).status, 404, 'a list of contexts is no file of people');
  await manager.open(second.location);
  await manager.press('Undo the import', { why: '' });
  manager.says('Say why it is undone');
  await manager.press('Undo the import', { why: 'The wrong list' });
  manager.says('The import is undone');
  await kith.stop();
  assert.doesNotMatch(kith.err, /Herring|chandler|places\.csv/, 'no name in a log');
  ended(run('ledger', 'verify', '--data', folder), 0);
});

async function upload_to(manager, path, name, bytes) {
  await manager.open(path);
  const answer = await upload(manager, {}, name, bytes);
  assert.equal(answer.status, 303, answer.body);
  return answer;
}

test('the same on PostgreSQL', { skip: !postgres() }, () => {
  const folder = fresh_folder();
  const at = ['--data', join(folder, 'data'), '--db', fresh_database()];
  const path = file_of('postgres.csv', 'kind,name,address\nTakeaway,Herring Grill,4 Slip Road\n');
  run('load', files, ...at); // makes the Kith; none of these files is open data
  ended(run('agency', 'add', 'quillshire_council', '--name', 'Quillshire Council', '--kind', 'council', ...at), 0);
  ended(run('team', 'add', 'quillshire_council', '--name', 'Harbour', '--purpose', 'exploitation', ...at), 0);
  for (const [made, unchanged] of [[1, 0], [0, 1]]) {
    const done = run('import', 'contexts', path, ...council, ...harbour, '--accept', '--json', ...at);
    ended(done, 0);
    assert.equal(counts_of(done).made, made);
    assert.equal(counts_of(done).unchanged, unchanged);
  }
  ended(run('ledger', 'verify', ...at), 0);
});
