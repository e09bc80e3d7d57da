// SPDX-License-Identifier: MIT
// What times of going missing have in common, drawn and as tables, on a phone and on a desk; and the paper for the meeting.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, one_time_password, run, settle_in } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

const analyst = 'mab.thistlewood';
let kith;
let token;
before(async () => {
  const data = demo_folder();
  const made = run('token', cast.worker.name, '--data', data);
  assert.equal(made.status, 0, made.err);
  token = made.out.trim();
  run('user', 'add', analyst, '--name', 'Mab Thistlewood', '--role', 'analyst', '--agency', 'quillshire_council', '--data', data);
  const password = one_time_password(data, analyst);
  kith = await Kith.start(data);
  await settle_in(kith.stranger(), analyst, password);
  await start_browser();
});
after(() => kith?.stop());

async function sent(path, body) {
  const answer = await fetch(kith.staff + path, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const json = await answer.json();
  assert.equal(answer.status, 201, JSON.stringify(json));
  return json;
}
// Somebody of the front door reports that they left so many hours ago.
async function left(name, hours) {
  const person = await sent('/api/v1/people', { names: [{ kind: 'birth', name }], birth: '2011-06-01', another_person: true });
  const ago = (minutes) => new Date(Date.now() - minutes * 60000).toISOString();
  await sent('/api/v1/missing', {
    person: person.id,
    answers: { kind: 'M', reported_at: ago(20), left_at: ago(hours * 60), absent_from: 'home', reporter: 'Their aunt', last_seen_place: 'The bus stop on Quay Street', exploitation: 'no' },
  });
}

// Every drawing of the page lies within it, and the table behind it opens by keyboard alone.
async function drawings_fit(person) {
  const wide = await person.page.evaluate(() => [...document.querySelectorAll('main svg.kith-drawn, main svg.kith-map')].map((one) => one.getBoundingClientRect()).filter((box) => box.right > document.documentElement.clientWidth || box.width < 200).length);
  assert.equal(wide, 0);
}

test('across people: filters, drawings and their tables', async () => {
  const person = await sign_in_at(kith, cast.coordinator.name);
  await person.open('/missing');
  await person.follow('Patterns across episodes');
  await person.says('When they went');
  await drawings_fit(person);
  await person.look('patterns-across');
  await person.tab_to('When they went: day and hour, as a table', ' ');
  await person.page.getByRole('cell', { name: '1', exact: true }).first().waitFor();
  await person.look('patterns-across-table');
  await person.focus_is_never_hidden('patterns-across');
  await person.page.getByLabel('From', { exact: true }).fill('sometime');
  await person.press('Apply filters');
  await person.says('There is a problem');
  await person.look('patterns-across-error');
  await person.open('/missing/patterns?kind=A');
  await person.look('patterns-across-none');
  await person.open('/missing/patterns/print');
  await person.look('patterns-across-print', { print: true });
  await person.leave_with_no_fault();
});

test('of one person: by hour, length, distance, place and with whom; around something that happened', async () => {
  const person = await sign_in_at(kith, cast.coordinator.name);
  // Where she was found becomes a place that is known, and stands on the map.
  await person.open('/contexts/new?kind=PLACE');
  await person.page.locator('input[name=name]').fill('The covered market in Quillmouth');
  await person.page.locator('input[name=postcode]').fill('ZY1 1EB');
  await person.press('Make the record');
  await person.open('/missing/patterns');
  await person.says('The covered market in Quillmouth');
  await person.look('patterns-across-map');
  await person.follow('Linnet Roke');
  await person.says('All 2 times that you may know of.');
  await person.page.locator('main svg.kith-map').waitFor();
  await drawings_fit(person);
  await person.look('patterns-person');
  const patterns = new URL(person.page.url()).pathname;
  await person.open(patterns.replace('/missing/patterns', ''));
  await person.press('Add a note');
  await person.write('What you saw, heard or talked about', 'Her school kept her at home for two days.');
  await person.press('Save');
  await person.open(patterns);
  const happened = person.page.getByLabel('What happened');
  await happened.selectOption({ index: 1 });
  await person.page.getByLabel('How many days before and after').selectOption({ label: '60 days' });
  await person.press('Compare');
  await person.says('Numbers as small as these prove nothing.');
  await person.look('patterns-person-around');
  await person.follow('A page to print');
  await person.look('patterns-person-print', { print: true });
  await person.leave_with_no_fault();
});

test('without a script all of it is there', async () => {
  const person = await sign_in_at(kith, cast.coordinator.name, { script: false });
  await person.open('/missing/patterns');
  await person.follow('Ekow Tandy');
  await person.says('When they went');
  await person.says('is not back counts until now');
  await person.page.getByText('Each time and how long it lasted, as a table').click();
  await person.says('Not back yet');
  await person.leave_with_no_fault();
});

test('the paper for the meeting: reached from Home, two pages at most', async () => {
  const person = await sign_in_at(kith, cast.coordinator.name);
  await person.open('/');
  await person.look('home-with-paper');
  await person.page.getByRole('link', { name: /^Summary for the meeting/ }).first().click();
  await person.page.waitForLoadState();
  await person.says('What we decide');
  await person.look('missing-summary', { print: true });
  const paper = await person.page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pages = paper.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length;
  assert.ok(pages <= 2, `${pages} pages`);
  await person.leave_with_no_fault();
});

test('an analyst: numbers of people and no name', async () => {
  const person = await sign_in_at(kith, analyst);
  await person.open('/');
  await person.follow('Going missing, in numbers');
  await person.says('Too few to tell.');
  await person.look('patterns-numbers-few');
  // Sixteen more, eight of them two days before the others.
  for (let i = 0; i < 16; ++i) await left(`Wren${i} Hollybank`, i < 8 ? 1 : 49);
  await person.open('/missing/patterns');
  await person.says('18 people');
  await person.says('“Not told” is a number under 5');
  await person.page.getByText('When they went: day and hour, as a table').click();
  await drawings_fit(person);
  for (const cell of await person.page.locator('main td').allInnerTexts())
    assert.ok(cell === 'Not told' || cell === '' || Number.parseInt(cell, 10) >= 5, cell);
  await person.look('patterns-numbers');
  await person.follow('A page to print');
  await person.look('patterns-numbers-print', { print: true });
  assert.doesNotMatch(await person.text(), /Linnet|Ekow|Hollybank/);
  await person.leave_with_no_fault();
});
