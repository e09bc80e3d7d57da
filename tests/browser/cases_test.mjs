// SPDX-License-Identifier: MIT
// A case as people meet it: opened, judged, moved on, handed over, closed over something open or not, read back; and what
// each page looks like when something is missing or somebody was first.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { neighbourhood, screening_of_context } from '../flows/assessments.mjs';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { complete } from './assessments.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

async function recorded_place(person, name) {
  await person.open('/contexts/new?kind=PLACE');
  await person.page.locator('input[name=name]').fill(name);
  await person.press('Make the record');
}
async function recorded_child(person, name) {
  await person.open('/people/new');
  await person.page.locator('input[name=name]').fill(name);
  await person.press('Make the record');
}
const path_of = (person) => new URL(person.page.url()).pathname;

test('a place goes its way like a child: opened, judged, moved on, closed with what changed, opened again', async () => {
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await practitioner.open('/cases?show=not-allocated');
  await practitioner.says('Every case that your teams hold is allocated.');
  await practitioner.look('cases-empty');
  await recorded_place(practitioner, 'Lantern Grill');
  await practitioner.follow('Open a case');
  await practitioner.look('case-new');
  await practitioner.press('Open the case');
  await practitioner.says('Choose at least one kind of harm');
  await practitioner.look('case-new-error');
  await practitioner.choose('Child sexual exploitation');
  await practitioner.choose('County lines');
  await practitioner.write('Why a case is opened', 'Grown men wait there for pupils, and buy them food.');
  await practitioner.press('Open the case');
  await practitioner.says('The case is open. Its first clock runs.');
  const href = path_of(practitioner);
  await practitioner.look('case-open', { print: true });
  await practitioner.focus_is_never_hidden('case-open');
  await practitioner.open('/cases');
  await practitioner.look('cases');

  await practitioner.open(href);
  await practitioner.press('Judge the level');
  await practitioner.look('case-level');
  await practitioner.press('Record the level');
  await practitioner.look('case-level-error');
  await practitioner.choose('Significant');
  await practitioner.write('Why you judge it so', 'Three adults, each week since January; the manager looks away.');
  await practitioner.write('What this rests on', 'Two observations by the youth team, and four concerns.');
  await practitioner.press('Record the level');

  await practitioner.follow('Allocate or hand over');
  await practitioner.look('case-allocate-team');
  await practitioner.press('Continue');
  await practitioner.page.locator('#worker').selectOption({ label: 'Callum Reyes' });
  await practitioner.look('case-allocate-worker');
  await practitioner.press('Allocate');
  await practitioner.says('The case is allocated.');

  await complete(practitioner, href, 'Screening of a context', screening_of_context);
  await practitioner.open(`${href}/weighting/new`);
  await practitioner.page.locator('select[name="PLACE-harm"]').selectOption('strongest');
  await practitioner.page.locator('[name="PLACE-because"]').fill('Each account begins there');
  await practitioner.page.locator('[name=own_view_missing]').fill('The survey is on Tuesday');
  await practitioner.press('Record the weighting');
  await practitioner.says('The weighting is recorded.');
  await practitioner.open(href);
  const beside = await sign_in_at(kith, cast.practitioner.name);
  await beside.open(`${href}/move?to=assessment`);
  await practitioner.follow('Start the assessment');
  await practitioner.look('case-move');
  await practitioner.press('Start the assessment');
  await practitioner.says('The case has moved on.');
  await beside.write('Why now (optional)', 'The owner agreed to meet us.');
  await beside.press('Start the assessment');
  await beside.says('What stands now');
  assert.equal(await beside.field('Why now (optional)').inputValue(), 'The owner agreed to meet us.');
  await beside.look('case-move-late');

  await practitioner.follow('It takes longer');
  await practitioner.press('Record the new day');
  await practitioner.look('case-extend-error');
  await practitioner.open(`${href}/strands`);
  await practitioner.look('case-strands');
  await practitioner.open(href);
  await practitioner.follow('Close');
  await practitioner.says('“Complete the assessment of the context” is not done');
  await practitioner.look('case-close-undone');
  await complete(practitioner, href, 'Neighbourhood assessment', neighbourhood);
  await practitioner.open(`${href}/close`);
  await practitioner.look('case-close');
  await practitioner.press('Close the case');
  await practitioner.look('case-close-error');
  await practitioner.choose('It is safer now');
  for (const [label, text] of [
    ['Why now, in words', 'Nothing new for twelve weeks.'],
    ['What changed in this context', 'The grill closes at nine, and its manager is trained.'],
    ['Who keeps an eye on it', 'The licensing team, each month.'],
    ['How it is opened again', 'Any colleague calls the team.'],
    ['What young people there say', 'They say it is boring now, and fine.'],
  ])
    await practitioner.write(label, text);
  await practitioner.press('Close the case');
  await practitioner.says('The case is closed. It can be opened again.');
  await practitioner.look('case-closed');
  await practitioner.follow('History');
  await practitioner.look('case-history', { print: true });
  await practitioner.open(`${href}/print`);
  await practitioner.look('case-print', { print: true });
  await practitioner.open(href);
  await practitioner.follow('Open it again');
  await practitioner.press('Open it again');
  await practitioner.look('case-reopen-error');
  await beside.leave_with_no_fault();
  await practitioner.leave_with_no_fault();
});

test('a case is opened and judged by keyboard alone, and without a script nothing is missing', async () => {
  const practitioner = await sign_in_at(kith, cast.practitioner.name);
  await recorded_child(practitioner, 'Juniper Vale');
  await practitioner.tab_to('Open a case', 'Enter');
  await practitioner.tab_to('Child criminal exploitation', ' ');
  await practitioner.tab_to('Why a case is opened');
  await practitioner.page.keyboard.type('She carries parcels for men she does not know.');
  await practitioner.tab_to('Open the case', 'Enter');
  await practitioner.says('The case is open. Its first clock runs.');
  await practitioner.look('case-of-a-child');
  await practitioner.leave_with_no_fault();

  const plain = await sign_in_at(kith, cast.practitioner.name, { script: false });
  await recorded_child(plain, 'Sorrel Vale');
  await plain.follow('Open a case');
  await plain.choose('Child criminal exploitation');
  await plain.write('Why a case is opened', 'She carries parcels for men she does not know.');
  await plain.press('Show who works in this team');
  assert.equal(await plain.field('Why a case is opened').inputValue(), 'She carries parcels for men she does not know.');
  await plain.page.locator('#worker').selectOption({ label: 'Callum Reyes' });
  await plain.press('Open the case');
  await plain.says('Callum Reyes, Harbour');
  await plain.leave_with_no_fault();
});

test('a concern’s page lists the cases that came from it', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  const [answer] = await lead.press_twice('Send to the team', { safe_now: 'yes', about: ['place'], 'contexts-1-name': 'Ropery lane', postcode: 'ZY1 1EB', what: 'Pupils are met there.', strengths: 'The shopkeeper watches.', own_words: 'We go there together.', consent: 'agreed' });
  assert.equal(answer.status, 303, answer.text);
  const href = answer.headers.location.replace(/\?.*/, '');
  const clerk = await kith.signed_in(cast.worker.name);
  await clerk.open(href);
  await clerk.press('Record the decision', { urgency: 'AMBER', outcomes: 'context_referral', reason_context_referral: 'It needs guardians.', reply: 'We have begun.' });
  const worker = await sign_in_at(kith, cast.worker.name);
  await worker.open(href);
  await worker.says('No case was opened');
  await worker.look('concern-nobody-linked');
  await worker.follow('Make a new record of Ropery lane');
  await worker.page.locator('#role').selectOption('happened_at');
  await worker.press('Make the record and link it');
  await worker.press('Open a case about Ropery lane');
  await worker.choose('County lines');
  await worker.write('Why a case is opened', 'Pupils are met there.');
  await worker.look('case-new-from-a-concern');
  await worker.press('Open the case');
  await worker.open(href);
  await worker.says('Cases that came from this');
  await worker.look('concern-with-a-case');
  await worker.leave_with_no_fault();
});
