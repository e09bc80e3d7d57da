// SPDX-License-Identifier: MIT
// An administrator keeps the directory: agency, team, people, areas and numbers, without the command line.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, settle_in } from './kith.mjs';
import { masked } from './visitor.mjs';

let kith, data;
before(async () => {
  data = demo_folder();
  kith = await Kith.start(data);
});

test('to everybody else the administration does not exist', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const none = await worker.ask('GET', '/no-such-page');
  for (const path of ['/directory', '/directory/people', '/directory/lines', '/directory/areas']) {
    const refused = await worker.ask('GET', path);
    assert.equal(refused.status, 404, path);
    assert.equal(masked(refused), masked(none), path);
  }
});

test('an agency, a team and a colleague are added on pages; she signs in and is named its lead', async () => {
  const keeper = await kith.signed_in(cast.administrator.name);
  await keeper.open('/directory');
  await keeper.follow('Add an agency');
  await keeper.press('Save', { name: 'Marsh Street Youth Club', code: 'Marsh', kind: 'voluntary' });
  assert.equal(keeper.page.status, 422);
  keeper.says('Give a code of small letters');
  assert.equal(keeper.value_of('name'), 'Marsh Street Youth Club');
  await keeper.press('Save', { code: 'marsh_street' });
  keeper.says('Marsh Street Youth Club has no safeguarding lead');
  const agency = keeper.page.path.replace(/\?.*/, '');

  await keeper.follow('Add a team');
  await keeper.press('Save', { name: 'Detached team', purpose: 'other' });
  keeper.says('It answers for no district yet.');

  await keeper.open('/directory/people/new');
  await keeper.press('Add and show the password', { full_name: 'Ines Okoro', name: 'ines.okoro', role: 'safeguarding lead', where: agency.split('/').pop() });
  assert.equal(keeper.page.status, 200, keeper.page.text);
  const [, one_time] = keeper.page.body.match(/kith-reference">([^<]+)</);
  const ines = await settle_in(kith.stranger(), 'ines.okoro', one_time);
  assert.equal(ines.page.path, '/');

  await keeper.open(`${agency}/leads/new`);
  const [, account] = keeper.page.body.match(/<option value="([0-9a-f-]{36})"[^>]*>Ines Okoro/);
  await keeper.press('Save', { account, role: 'lead' });
  keeper.does_not_say('has no safeguarding lead');
  keeper.says('has no deputy');
  await ines.open('/help');
  ines.says('Ines Okoro (safeguarding lead)');
});

test('nobody gives themselves another role', async () => {
  const keeper = await kith.signed_in(cast.administrator.name);
  await keeper.open('/directory/people');
  await keeper.open(keeper.page.body.match(new RegExp(`(/directory/people/[0-9a-f-]+)">${cast.administrator.shown_as}`))[1]);
  keeper.says('This is your own account');
  await keeper.follow('Add a role');
  await keeper.press('Save', { role: 'triage worker', where: keeper.page.body.match(/<option value="([0-9a-f-]{36})"/)[1] });
  assert.equal(keeper.page.status, 403);
});

test('a number corrected by one is not overwritten by another; both texts stand on the page, and it is put back', async () => {
  const keeper = await kith.signed_in(cast.administrator.name);
  await keeper.open('/directory/lines');
  const code = keeper.page.body.match(/href="\/directory\/lines\/([a-z0-9_]+)">/g).map((one) => one.match(/lines\/([a-z0-9_]+)"/)[1]).find((one) => one !== 'new' && !one.startsWith('police'));
  const late = await kith.signed_in(cast.administrator.name);
  await keeper.open(`/directory/lines/${code}/change`);
  await late.open(`/directory/lines/${code}/change`);
  await keeper.press('Save', { number: '01632 960111', reason: 'A letter of the council' });
  keeper.says('01632 960111');
  keeper.says('Not confirmed');
  const site = readFileSync(join(data, 'public/site.json'), 'utf8');
  assert.ok(code.startsWith('team_') || site.includes('01632 960111') || !site.includes(code), 'the public side is told at once');

  await late.press('Save', { number: '01632 960222', reason: 'Somebody rang' });
  assert.equal(late.page.status, 409);
  late.says('What stands now');
  late.says('01632 960111');
  assert.equal(late.value_of('number'), '01632 960222');
  await late.press('Save');
  late.says('01632 960222');
  late.says('Replaced: Somebody rang');
  await late.press('Put version 1 back');
  late.says('01632 960111');
});

test('from a day on a district belongs to another team; a gap is warned of before it is saved', async () => {
  const keeper = await kith.signed_in(cast.administrator.name);
  await keeper.open('/directory/areas');
  const [district] = keeper.page.body.match(/\/directory\/areas\/[A-Z0-9]+/);
  await keeper.open(`${district}/change`);
  await keeper.press('Save from that day on', { 'from-day': '1', 'from-month': '4', 'from-year': '2031', team: 'Harbour', verified: 'no', source: 'Minutes', reason: 'New areas' });
  assert.equal(keeper.page.status, 200, keeper.page.text);
  keeper.says('From 1 April 2031');
  keeper.says('Harbour');
  await keeper.follow('Take the newest row back');
  await keeper.press('Take it back', { reason: 'Put off' });
  keeper.does_not_say('Harbour');

  await keeper.follow('Give it to a team');
  const [, team] = keeper.page.body.match(/<option value="([0-9a-f-]{36})"[^>]*>/);
  await keeper.press('Save', { team, before: 'end', 'from-day': '1', 'from-month': '4', 'from-year': '2031' });
  if (keeper.page.status === 422) {
    keeper.says('Before you save');
    await keeper.press('Save', { anyway: 'yes' });
  }
  keeper.says('From 1 April 2031');
});
