// SPDX-License-Identifier: MIT
// What each authority owes of children who were missing: its own children alone, held against the published rules, put
// right at their episodes, and made as a file that the ledger knows of. The clock stands at 29 March 2026, in the year to
// 31 March 2026.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { Kith, fresh_folder, one_time_password, run, settle_in } from './kith.mjs';
import { masked } from './visitor.mjs';

const cast = { coordinator: 'bronwen.ash', county: 'perry.oduya', police: 'maeve.tollan', home: 'tess.wilder', administrator: 'nia.rowlands' };
const sunday = '2026-03-29T08:00:00Z';
const header = 'CHILD,DOB,MISSING,MIS_START,MIS_END\n';
let data, kith, out;
const people = {};
const child = {};

const ended = (done, status) => assert.equal(done.status, status, done.out + done.err);
const exported = (...words) => run('export', ...words, '--now', sunday, '--data', data);
const read = (...path) => readFileSync(join(out, ...path), 'utf8');
const path_of = (visitor) => visitor.page.path.replace(/\?.*/, '');
const moment = (name, day, month, time) => ({ [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: '2026', [`${name}-time`]: time });
const day = (name, text) => Object.fromEntries(text.split('/').map((part, at) => [`${name}-${['day', 'month', 'year'][at]}`, part]));
const chosen = (visitor, field, words) => {
  const select = visitor.page.body.match(new RegExp(`<select[^>]*name="${field}"[^>]*>([\\s\\S]*?)</select>`))[1];
  return [...select.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)</g)].find(([, , text]) => text.includes(words))[1];
};

before(async () => {
  data = join(fresh_folder(), 'data');
  out = fresh_folder();
  ended(run('demo', '--size', 'small', '--now', sunday, '--data', data), 0);
  const passwords = Object.values(cast).map((name) => [name, one_time_password(data, name)]);
  kith = await Kith.start(data, { words: ['--now', sunday, '--without-public'] });
  for (const [name, one_time] of passwords) await settle_in(kith.stranger(), name, one_time);
  for (const [part, name] of Object.entries(cast)) people[part] = await kith.signed_in(name);
});

test('the demo’s year has no breach, each authority a file of its own, and who is still missing has no end', () => {
  const done = exported('ssda903', '--year', '2026', '--out', join(out, 'demo'), '--json');
  ended(done, 0);
  const all = JSON.parse(done.out);
  assert.deepEqual(all.map((one) => one.breaches), all.map(() => []));
  const of = (code) => all.find((one) => one.authority === code);
  assert.equal(of('marlshire_council').lines, 2, 'Ekow was away for a night, and is missing now');
  assert.equal(of('marlshire_council').children, 1);
  assert.equal(of('quillshire_council').lines, 0, 'Linnet lives with her mother; Ekow is Marlshire’s');
  const rows = read('demo', 'marlshire_council', 'missing.csv').split('\n');
  assert.equal(rows[0] + '\n', header);
  assert.match(rows[1], /^MARL0417,\d\d\/\d\d\/20\d\d,M,18\/03\/2026,19\/03\/2026$/);
  assert.match(rows[2], /^MARL0417,\d\d\/\d\d\/20\d\d,M,29\/03\/2026,$/);
  assert.equal(rows[3], '');
  assert.equal(read('demo', 'quillshire_council', 'missing.csv'), header);
  ended(run('ledger', 'verify', '--data', data), 0);
});

test('a child of the other authority, with what the return needs, stands in that one’s alone', async () => {
  const { coordinator } = people;
  await coordinator.open('/people/new');
  await coordinator.press('Make the record', { name: 'Wren Maple', ...day('birth', '3/5/2011') });
  child.path = path_of(coordinator);
  await coordinator.open(`${child.path}/facts/status/new`);
  const status = { code: 'SECTION_31', stated_by: 'document', source: 'The order', ...day('from', '5/1/2025') };
  await coordinator.press('Add to the record', { ...status, number: 'Nowhere Council' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Enter the name or the code of a council');
  await coordinator.press('Add to the record', { ...status, number: 'Quillshire Council' });
  coordinator.says('Looked after, care order (section 31): by Quillshire Council');
  await coordinator.open(`/missing/new?person=${child.path.split('/').pop()}`);
  const given = { kind: 'M', ...moment('reported_at', '2', '3', '18:30'), ...moment('left_at', '2', '3', '17:00'), absent_from: 'foster_home', reporter: 'The foster carer', last_seen_place: 'The tram terminus', exploitation: 'no' };
  await coordinator.press('Report', { ...given, ...moment('left_at', '2', '3', '17:00'), 'left_at-year': '2010', 'reported_at-year': '2010' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('It started on or before the day they were born');
  await coordinator.press('Report', { ...given, police: chosen(coordinator, 'police', 'Missing persons unit'), responsible: chosen(coordinator, 'responsible', 'Missing from home, Quillshire') });
  coordinator.says('It is reported.');
  child.episode = path_of(coordinator);
  coordinator.does_not_say('For the yearly return');
  await coordinator.open(`${child.episode}/return`);
  await coordinator.press('Save', { ...moment('returned_at', '3', '3', '09:00'), found_by: 'self', found_place: 'Home', state: 'Tired', safe_now: 'With the foster carer' });
  assert.ok(coordinator.page.status === 200, coordinator.page.text);
});

test('what is wrong is listed with its rule and what to do, nothing is half written, and the page leads to it', async () => {
  const { coordinator } = people;
  const refused = exported('ssda903', '--year', '2026', '--authority', 'Quillshire Council', '--out', join(out, 'half'));
  ended(refused, 1);
  assert.match(refused.err, /Quillshire Council: M-\S+: They have no local authority child id\. Add the one that Quillshire Council gave/);
  assert.match(refused.err, /nothing was written/);
  assert.ok(!existsSync(join(out, 'half')));
  ended(exported('ssda903', '--year', '2026', '--out', join(out, 'half')), 1);
  assert.ok(!existsSync(join(out, 'half')), 'nor of the other authority, of which nothing is wrong');
  await coordinator.open('/missing');
  await coordinator.follow('Returns of the authority');
  coordinator.says('The command line'); // which made the file before
  await coordinator.open('/missing/returns?kind=ssda903&authority=quillshire_council&year=2026');
  coordinator.says('To be put right (1)');
  coordinator.says('They have no local authority child id');
  coordinator.does_not_say('Wren Maple'); // by id, by nobody's name
  await coordinator.press('Make the file and download it', { because: 'The yearly return' });
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Put right what is told below first');
  assert.match(coordinator.page.body, /value="The yearly return"/, 'what was typed comes back');
  await coordinator.follow('Their record');
  await coordinator.open(`${child.path}/change`);
  await coordinator.press('Save the change', { scheme: 'la_child_id', identifier: 'KITH0001', identifier_source: 'Quillshire Council', reason: 'The id of the return' });
  await coordinator.open('/missing/returns?kind=ssda903&authority=quillshire_council&year=2026');
  coordinator.says('It breaks no published rule.');
  coordinator.says('The year is not over');
  await coordinator.press('Make the file and download it', {});
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Say for whom or what it is made');
  await coordinator.press('Make the file and download it', { because: 'The yearly return' });
  assert.equal(coordinator.page.status, 200);
  assert.equal(coordinator.page.body, `${header}KITH0001,03/05/2011,M,02/03/2026,03/03/2026\n`);
  await coordinator.open('/missing/returns');
  coordinator.says('Bronwen Ash');
  coordinator.says('The yearly return');
});

test('a rule that the care record breaks is told on the episode, and again at the return', async () => {
  const { coordinator } = people;
  await coordinator.open(`${child.path}/facts/address/new`);
  await coordinator.press('Add to the record', { code: 'PLACEMENT', words: 'With a foster carer', stated_by: 'practitioner', ...day('from', '5/1/2025'), ...day('until', '20/3/2026') });
  await coordinator.open(`/missing/new?person=${child.path.split('/').pop()}`);
  await coordinator.press('Report', { kind: 'A', ...moment('reported_at', '19', '3', '18:30'), ...moment('left_at', '19', '3', '17:00'), absent_from: 'foster_home', reporter: 'The foster carer', last_seen_place: 'The tram terminus', exploitation: 'no', police: chosen(coordinator, 'police', 'Missing persons unit'), responsible: chosen(coordinator, 'responsible', 'Missing from home, Quillshire') });
  coordinator.says('The placement they were away from has ended, and this has not (rule 575)');
  const open = path_of(coordinator);
  const as_it_stands = exported('ssda903', '--year', '2026', '--authority', 'quillshire_council', '--with-breaches', '--out', join(out, 'stands'));
  ended(as_it_stands, 1);
  assert.match(as_it_stands.err, /rule 575, child KITH0001, M-\S+: The placement they were away from has ended/);
  assert.equal(read('stands', 'missing.csv'), `${header}KITH0001,03/05/2011,M,02/03/2026,03/03/2026\nKITH0001,03/05/2011,A,19/03/2026,\n`);
  await coordinator.open(`${open}/return`);
  await coordinator.press('Save', { ...moment('returned_at', '20', '3', '09:00'), found_by: 'carer', found_place: 'Home', state: 'Well', safe_now: 'At home' });
  await coordinator.open(open);
  coordinator.does_not_say('rule 575');
  ended(exported('ssda903', '--year', '2026', '--out', join(out, 'again')), 0);
  assert.match(read('again', 'quillshire_council', 'missing.csv'), /KITH0001,03\/05\/2011,A,19\/03\/2026,20\/03\/2026\n$/);
});

test('Annex A and ssd_missing hold the same children, with what became of the interviews', () => {
  ended(exported('annex-a-missing', '--on', '2026-03-29', '--authority', 'marlshire_council', '--out', join(out, 'annex')), 0);
  const [columns, ekow] = read('annex', 'annex_a_missing.csv').split('\n');
  assert.match(columns, /^Child Unique ID,Date of Birth,Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months,/);
  assert.match(ekow, /^MARL0417,\d\d\/\d\d\/\d{4},2,0,a\) Yes,b\) No,1,0,0$/, 'he said no to the last that is over; of the one that goes on nothing is due');
  ended(exported('ssd-missing', '--authority', 'quillshire_council', '--out', join(out, 'ssd')), 0);
  const ssd = read('ssd', 'ssd_missing.csv').split('\n');
  assert.equal(ssd[0], 'miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted');
  assert.ok(ssd.some((row) => /^M-\S+,KITH0001,2026-03-02,M,2026-03-03,NA,NA$/.test(row)), 'missing again before it was offered');
  assert.ok(ssd.some((row) => /^M-\S+,KITH0001,2026-03-19,A,2026-03-20,N,NA$/.test(row)), 'not offered yet');
  assert.ok(ssd.some((row) => /^M-\S+,P-\S+,2026-0\d-\d\d,M,2026-0\d-\d\d,Y,Y$/.test(row)), 'Linnet’s, whom Quillshire answers for');
  assert.ok(!ssd.some((row) => row.includes('MARL0417')), 'Quillshire is the host of him, and no more');
  ended(exported('annex-a-missing', '--on', '2099-01-01', '--out', join(out, 'no')), 2);
});

test('an account makes what it may, and whoever may not finds no such page', async () => {
  const as = (account, ...words) => exported('ssda903', '--year', '2026', '--as', account, '--out', join(out, account), ...words);
  ended(as('perry.oduya', '--reason', 'The county’s return', '--json'), 0);
  assert.match(read('perry.oduya', 'missing.csv'), /MARL0417/);
  const others = as('perry.oduya', '--authority', 'quillshire_council');
  ended(others, 2);
  assert.match(others.err, /choose among marlshire_council/);
  ended(as('maeve.tollan'), 1);
  ended(as('nobody.at.all'), 1);
  await people.county.open('/missing/returns');
  people.county.says('The county’s return');
  people.county.does_not_say('Quillshire');
  for (const part of ['police', 'home', 'administrator']) {
    const hidden = await people[part].ask('GET', '/missing/returns');
    assert.equal(hidden.status, 404, part);
    assert.equal(masked(hidden), masked(await people[part].ask('GET', '/missing/00000000-0000-4000-8000-000000000000')), part);
  }
  const hidden = await people.county.ask('GET', '/missing/returns?kind=ssda903&authority=quillshire_council&year=2026');
  const nothing = await people.county.ask('GET', '/missing/returns?kind=ssda903&authority=nowhere_council&year=2026');
  assert.equal(hidden.status, 404);
  assert.equal(masked(hidden), masked(nothing));
  ended(run('ledger', 'verify', '--data', data), 0);
  await kith.stop();
  assert.doesNotMatch(kith.err, /Wren|Maple|MARL0417|KITH0001/, 'no name and no id in a log');
});
