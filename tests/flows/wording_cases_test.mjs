// SPDX-License-Identifier: MIT
// The wording helper on the pages of a case, without a script: whatever a professional writes anew and saves is quoted once with what to write
// instead, and it is saved all the same; somebody's own words are left as they are.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { screening } from './assessments.mjs';
import { cast } from './demo.mjs';
import { Kith, demo_folder } from './kith.mjs';

const blames = 'Her school calls it a lifestyle choice of hers';
const quoted = 'You wrote “Her school calls it a lifestyle choice of hers” Write instead: is being controlled by';
const again = 'You may want to look again at your words';
let kith, practitioner, child, place;
before(async () => {
  kith = await Kith.start(demo_folder());
  practitioner = await kith.signed_in(cast.practitioner.name);
  child = await case_of('/people/new', { name: 'Yarrow Pennington', 'birth-day': '3', 'birth-month': '5', 'birth-year': '2012' });
  place = await case_of('/contexts/new?kind=PLACE', { kind: 'PLACE', name: 'Ferry steps arcade' });
});
after(() => kith?.stop());

async function case_of(path, answers) {
  await practitioner.open(path);
  await practitioner.press('Make the record', answers);
  await practitioner.follow('Open a case');
  await practitioner.press('Open the case', { strands: ['CSE'], because: 'Three people told of the same worry' });
  assert.equal(practitioner.page.status, 200, practitioner.page.text);
  return practitioner.page.path.replace(/\?.*/, '');
}

async function saved(path, button, answers) {
  await practitioner.open(path);
  practitioner.does_not_say(again);
  await practitioner.press(button, answers);
  assert.equal(practitioner.page.status, 200, `${path}: ${practitioner.page.text}`);
  practitioner.does_not_say('There is a problem');
}
async function is_told(path, button, answers) {
  await saved(path, button, answers);
  practitioner.says(again);
  practitioner.says(quoted);
  await practitioner.open(path);
  practitioner.does_not_say(again);
}
async function is_not_told(path, button, answers) {
  await saved(path, button, answers);
  practitioner.does_not_say(again);
}

test('why a level is judged, and why a kind of harm was put right', async () => {
  await is_told(`${child}/level`, 'Record the level', { level: 'MODERATE', rationale: blames, evidence: 'The school' });
  await is_told(`${child}/strands`, 'Save the kinds of harm', { strands: ['CSE', 'CCE'], because: blames });
});

test('a weighting, and not their own view beside it', async () => {
  const weights = { 'PLACE-harm': 'strong', 'PLACE-because': blames };
  await is_told(`${child}/weighting/new`, 'Record the weighting', { ...weights, own_view: 'home is fine' });
  await is_not_told(`${child}/weighting/new`, 'Record the weighting', { ...weights, 'PLACE-because': 'A man waits there', own_view: blames });
});

test('a goal, what is done for it, and who goes the way together; not the goal of a child in their own words', async () => {
  const goal = { aims_at: 'PLACE', measured_by: 'observation', observation: 'Young people who can name an adult they trust there', what_it_tells: 'what_is_different', baseline_count: '2', baseline_of: '10', target: '6 of 10' };
  await is_told(`${child}/plan/goals/new`, 'Save the goal', { ...goal, statement: blames });
  await is_told(`${child}/plan/partners/new`, 'Add them to the plan', { who: 'Her aunt', offer: 'She walks with her', their_part: blames });
  await is_not_told(`${child}/plan/partners/new`, 'Add them to the plan', { who: 'Her mother', own_view: blames });
  await is_told(`${child}/plan/words`, 'Save', { own_goal: 'i want to skate again', trusted_worker: blames });
  await is_not_told(`${child}/plan/words`, 'Save', { own_goal: blames, trusted_worker: 'Nadia' });
});

test('a review, of a child and of a place', async () => {
  for (const one of [child, place]) {
    await is_told(`${one}/reviews/new`, 'Save as a draft', { who: 'School and the team', life_words: blames });
    await is_told(`${one}/reviews/new`, 'Save as a draft', { who: 'School and the team', contexts_words: blames });
    await is_not_told(`${one}/reviews/new`, 'Save as a draft', { who: 'School and the team', own_view: blames });
  }
});

test('an assessment, as it is saved and as it is completed, and not what the child said', async () => {
  await practitioner.open(`${child}/assessments`);
  await practitioner.press('Start: Exploitation screening');
  const path = practitioner.page.path;
  await is_told(path, 'Save and come back later', { judgement: blames });
  await is_not_told(path, 'Complete it', { ...screening, own_words: blames });
});

test('a note, and not the words of the child in it', async () => {
  await practitioner.open(child);
  await practitioner.follow('Add a note');
  const path = practitioner.page.path;
  await is_told(path, 'Save', { said: blames });
  await is_not_told(path, 'Save', { said: 'We walked to the park together', 'own-1': blames });
});

test('a disagreement', async () => {
  const words = { about: 'Whether she is seen alone', why: blames, wanted: 'See her alone', tried: 'We spoke on Monday', meanwhile: 'Her aunt fetches her each evening' };
  await is_told(`${child}/escalations/new`, 'Raise the disagreement', words);
});
