// SPDX-License-Identifier: MIT
// What times of going missing have in common, and the paper for the meeting: as the coordinator, the police, an analyst and
// somebody outside meet them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, one_time_password, run, settle_in } from './kith.mjs';
import { masked } from './visitor.mjs';

const analyst = 'mab.thistlewood';
const nothing = '00000000-0000-4000-8000-000000000000';
let kith;
let coordinator;
let linnet; // /people/{id}
before(async () => {
  const data = demo_folder();
  const added = run('user', 'add', analyst, '--name', 'Mab Thistlewood', '--role', 'analyst', '--agency', 'quillshire_council', '--data', data);
  assert.equal(added.status, 0, added.err);
  const password = one_time_password(data, analyst);
  kith = await Kith.start(data, { words: ['--without-public'] });
  await settle_in(kith.stranger(), analyst, password);
  coordinator = await kith.signed_in(cast.coordinator.name);
});
after(() => kith?.stop());

test('from who is missing now to what the times have in common, and on to one person', async () => {
  await coordinator.open('/missing');
  await coordinator.follow('Patterns across episodes');
  coordinator.says('What times of going missing have in common');
  coordinator.says('They are no score of anybody');
  for (const part of ['When they went', 'When they came back', 'How long they lasted', 'From where', 'How often each went', 'Where somebody found them', 'Who went missing with whom', 'Who went more than once'])
    coordinator.says(part);
  coordinator.says('Ekow Tandy');
  assert.match(coordinator.page.body, /<svg class="kith-drawn"[^>]*role="img"/);
  assert.doesNotMatch(coordinator.page.body, /style=/);
  linnet = coordinator.page.body.match(/href="(\/people\/[0-9a-f-]+)\/missing\/patterns">Linnet Roke</)[1];
  await coordinator.follow('Linnet Roke');
  coordinator.says('What the times they were missing have in common');
  coordinator.says('All 2 times that you may know of.');
});

test('filters hold what was asked, and what does not read is refused with what to enter', async () => {
  await coordinator.open('/missing/patterns?kind=A');
  coordinator.says('No episode that you may read is in these days and filters.');
  await coordinator.open('/missing/patterns?absent_from=school');
  coordinator.says('as far as you may know');
  coordinator.does_not_say('Nothing fits');
  await coordinator.open('/missing/patterns?from=sometime');
  assert.equal(coordinator.page.status, 422);
  coordinator.says('Enter a day, such as 29/3/2026');
  assert.match(coordinator.page.body, /value="sometime"/);
  await coordinator.open(`${linnet}/missing/patterns?from=1%2F1%2F2000&to=1%2F2%2F2000`);
  coordinator.says('Nothing in these days');
  await coordinator.open(`${linnet}/missing/patterns?to=gone`);
  assert.equal(coordinator.page.status, 422);
  assert.match(coordinator.page.body, /value="gone"/);
});

test('each drawing of one person has its table or list, on the page, on paper and as text', async () => {
  for (const page of ['', '/print', '?as=text']) {
    await coordinator.open(`${linnet}/missing/patterns${page}`);
    assert.equal(coordinator.page.status, 200, page);
    const said = page === '?as=text' ? coordinator.page.body : coordinator.page.text;
    for (const part of ['When they went', 'How long each time lasted', 'How far away they were found', 'Where they were found and seen', 'Ekow Tandy', 'Biscuit, and a woman who did not say her name'])
      assert.ok(said.includes(part), `${page}: ${part}`);
  }
  await coordinator.open(`${linnet}/missing/patterns`);
  const pictures = coordinator.page.body.match(/<svg class="kith-(drawn|map)"/g).length;
  assert.ok(pictures >= 4, `${pictures} drawings`);
});

test('before and after something that happened: counted on both sides, and said to prove nothing', async () => {
  await coordinator.open(`${linnet}/missing/patterns`);
  coordinator.says('Nothing else is recorded with a day');
  await coordinator.open(linnet);
  await coordinator.follow('Add a note');
  await coordinator.press('Save', { said: 'Her school kept her at home for two days.' });
  coordinator.says('The note is saved.');
  await coordinator.open(`${linnet}/missing/patterns`);
  const select = coordinator.page.body.match(/<select[^>]*name="event"[^>]*>([\s\S]*?)<\/select>/);
  assert.ok(select, 'nothing that happened is offered');
  const first = [...select[1].matchAll(/<option value="([0-9a-f-]{36})"/g)][0][1];
  await coordinator.open(`${linnet}/missing/patterns?event=${first}&days=90`);
  coordinator.says('In the 90 days before');
  coordinator.says('Numbers as small as these prove nothing.');
  await coordinator.open(`${linnet}/missing/patterns?event=${nothing}`);
  coordinator.does_not_say('prove nothing');
});

test('the meeting that the rule asks for leads to its paper, from the page, the action and from Home', async () => {
  await coordinator.open(`${linnet}/missing`);
  await coordinator.follow('Summary for a meeting about them, to print');
  coordinator.says('In their own words');
  const body = coordinator.page.text;
  assert.ok(body.indexOf('That someone tells Ekow it isn') < body.indexOf('Why the meeting is asked for'), 'their words come first');
  for (const part of ['Those they live with may be told only', 'A debt that is used against them', 'Somebody suspects that they are being exploited', 'Bring the agencies together', 'The covered market in Quillmouth', 'Ekow Tandy', 'Biscuit, and a woman who did not say her name', 'Two officers looked through the station', 'What is still asked of somebody', 'Who shares it', 'What we decide'])
    coordinator.says(part);
  assert.match(body, /Copy for Bronwen Ash/);
  const paper = `${linnet}/missing/summary`;
  await coordinator.open('/');
  const from_home = coordinator.page.body.includes(`href="${paper}"`);
  await coordinator.open('/actions');
  const listed = coordinator.page.body.match(/href="(\/actions\/[0-9a-f-]+)">Bring the agencies together[^<]*</);
  assert.ok(listed, 'the action is not listed');
  assert.ok(coordinator.page.body.includes(`href="${paper}"`));
  assert.ok(from_home, 'Home does not lead to the paper');
  await coordinator.open(listed[1]);
  coordinator.says('Summary for the meeting');
});

test('whoever shares none of it finds nothing, as for what is not there; police open no record by it', async () => {
  const outsider = await kith.signed_in(cast.lead.name);
  const police = await kith.signed_in(cast.searcher.name);
  for (const who of [outsider, police])
    for (const below of ['patterns', 'patterns/print', 'summary', `patterns?event=${nothing}`, 'summary?as=text']) {
      const hidden = await who.ask('GET', `${linnet}/missing/${below}`);
      assert.equal(hidden.status, 404, below);
      assert.equal(masked(hidden), masked(await who.ask('GET', `/people/${nothing}/missing/${below}`)), below);
    }
  await police.open('/missing/patterns');
  police.says('Linnet Roke'); // they share her episode
  await outsider.open('/missing/patterns');
  outsider.does_not_say('Linnet');
  outsider.says('Nothing fits');
  const auditor = await kith.signed_in(cast.auditor.name);
  const refused = await auditor.ask('GET', '/missing/patterns');
  assert.ok([403, 404].includes(refused.status), `${refused.status}`);
});

test('an analyst is told numbers alone, from Home, and so few that nothing is told', async () => {
  const person = await kith.signed_in(analyst);
  await person.open('/');
  await person.follow('Going missing, in numbers');
  person.says('Too few to tell.');
  for (const name of ['Linnet', 'Ekow', 'covered market']) person.does_not_say(name);
  await person.open('/missing/patterns/print');
  person.says('Too few to tell.');
  // What others may ask is not asked for an analyst: no days, no team, no name.
  await person.open('/missing/patterns?absent_from=school&from=1%2F1%2F2026');
  person.says('Too few to tell.');
  assert.equal((await person.ask('GET', `${linnet}/missing/patterns`)).status, 404);
});
