// SPDX-License-Identifier: MIT
// The wording helper on the staff side, without a script: what is said once after a save, where it is silent, what a script is answered, and
// the counts that a manager reads.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder } from './kith.mjs';
import { masked } from './visitor.mjs';

const blames = 'His school calls it a lifestyle choice';
const again = 'You may want to look again at your words';
let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
});
after(() => kith?.stop());

const agency_of = (page, name) => page.body.match(new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>\\s*${name}`))?.[1] ?? assert.fail(`no agency ${name}`);
const in_three_days = () => {
  const day = new Date(Date.now() + 3 * 86_400_000);
  return { 'due-day': `${day.getDate()}`, 'due-month': `${day.getMonth() + 1}`, 'due-year': `${day.getFullYear()}` };
};
async function home_of(worker, name) {
  await worker.open('/contexts/new?kind=HOME');
  await worker.press('Make the record', { kind: 'HOME', name });
  return worker.page.path.replace(/\?.*/, '');
}
async function ask(worker, home, what) {
  await worker.open(home);
  await worker.follow('Ask for an action');
  const for_agency = agency_of(worker.page, 'Lanternhouse Academy');
  await worker.press('Ask for it', { what, kind: 'supports', for_agency, named: cast.teacher.shown_as, how_we_will_know: 'The group says so after four weeks', ...in_three_days() });
  assert.match(worker.page.path, /^\/actions\/[0-9a-f-]{36}\?said=asked$/, worker.page.text);
}

test('a phrase that blames is saved as it is, and said once, to whoever wrote it and nobody else', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  const colleague = await kith.signed_in(cast.colleague.name);
  const home = await home_of(worker, 'Flat above the bakery');
  await ask(worker, home, blames);
  worker.says('The action is asked for.');
  worker.says(again);
  worker.says('You wrote “His school calls it a lifestyle choice');
  worker.says('Write instead: is being controlled by');
  worker.says(blames);
  await colleague.open('/');
  colleague.does_not_say(again);
  await worker.open('/');
  worker.does_not_say(again);
  await ask(worker, home, 'Walk home with the youth group on Fridays');
  worker.does_not_say(again);
});

test('it is silent where a form holds their own words', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/people/new');
  await worker.press('Make the record', { name: 'Linnet Oakapple' });
  const person = worker.page.path.replace(/\?.*/, '');
  await worker.open(`${person}/facts/gender/new`);
  assert.match(worker.page.body, /name="wording_silent" value="words"/);
  await worker.press('Add to the record', { words: blames, stated_by: 'self' });
  worker.does_not_say('There is a problem');
  worker.does_not_say(again);
});

test('it is silent in their own words of a note, and not in what the writer says', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/people/new');
  await worker.press('Make the record', { name: 'Tansy Underhill' });
  const person = worker.page.path.replace(/\?.*/, '');
  await worker.follow('Add a note');
  assert.match(worker.page.body, /name="wording_silent" value="own-1"/);
  await worker.press('Save', { said: 'We walked to the park together', 'own-1': blames });
  worker.does_not_say('There is a problem');
  worker.does_not_say(again);
  await worker.open(person);
  await worker.follow('Add a note');
  await worker.press('Save', { said: blames });
  worker.says(again);
});

test('a script is answered where the phrase stands; a form from elsewhere, and a stranger, are not', async () => {
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/contexts/new?kind=HOME');
  const csrf = worker.page.body.match(/name="csrf" value="([^"]+)"/)[1];
  const json = { Accept: 'application/json' };
  const answer = await worker.ask('POST', '/wording', { csrf, text: blames }, json);
  assert.equal(answer.status, 200);
  const told = JSON.parse(answer.body);
  assert.deepEqual([told.phrases.length, told.phrases[0].from, told.phrases[0].until, told.phrases[0].text], [1, 22, 38, 'lifestyle choice']);
  assert.equal(told.ease, '');
  const hard = 'Multi-agency professionals will collaboratively formulate individualised interventions addressing contextual vulnerabilities.';
  assert.match(JSON.parse((await worker.ask('POST', '/wording', { csrf, text: hard, families: '1' }, json)).body).ease, /aim for 9 to 11/);
  assert.equal((await worker.ask('POST', '/wording', { text: blames }, json)).status, 403);
  assert.notEqual((await kith.stranger().ask('POST', '/wording', { csrf, text: blames }, json)).status, 200);
  await worker.open('/');
  worker.does_not_say(again);
});

test('a manager reads counts without names; to all others there is no such page', async () => {
  const manager = await kith.signed_in(cast.manager.name);
  await manager.open('/');
  await manager.follow('How we write');
  manager.says('It is for talking about in a team, and for nothing else');
  assert.match(manager.page.body, /<td[^>]*>\d+ \(\d+ %\)<\/td>/, 'the invented year fills the months');
  for (const one of Object.values(cast)) if (one !== cast.manager) manager.does_not_say(one.shown_as);
  const worker = await kith.signed_in(cast.worker.name);
  await worker.open('/');
  worker.does_not_say('How we write');
  const [hidden, none] = [await worker.ask('GET', '/wording/trend'), await worker.ask('GET', '/wording/nothing')];
  assert.equal(hidden.status, 404);
  assert.equal(masked(hidden), masked(none));
});
