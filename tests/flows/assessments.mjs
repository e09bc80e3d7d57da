// SPDX-License-Identifier: MIT
// Whole answers to the forms of a case, and a visitor who fills them in: what lets a case go on from screening and from assessment.
import assert from 'node:assert/strict';

export const screening = {
  signs_words: 'Her school called on Monday',
  'signs-1-sign': 'MIS_LATE',
  'signs-1-what': 'Home after eleven, four times',
  'signs-1-noticed-month': '2',
  'signs-1-noticed-year': '2026',
  'signs-1-source': 'record',
  'signs-1-explains_else': 'Football ends at nine',
  strengths: ['TRUSTED', 'SAFE_PLACE'],
  strengths_words: 'She talks to her form tutor every day',
  own_words_obtained: 'yes',
  own_words: 'they aint my mates no more',
  explains_else: 'Exams',
  judgement: 'Somebody older is using her friendships',
  outcome: 'goes_on',
  outcome_because: 'Three people told of the same man',
};
export const screening_of_context = {
  weighs: 'yes',
  weighs_because: 'Each account begins there',
  how_many: 'about 6',
  harms: ['CSE'],
  strengths_words: 'The evening manager knows them by name',
  own_words_obtained: 'yes',
  own_words: 'its warm innit',
  explains_else: 'It is the only place that is open',
  judgement: 'Nobody is responsible for the back room after eight',
  outcome: 'goes_on',
  outcome_because: 'It weighs above home',
};
export const exploitation = {
  what_happened: 'A man buys her food and asks for photographs',
  'contexts-1-kind': 'neighbourhood',
  'contexts-1-harms': 'The back room',
  'contexts-1-protects': 'The evening manager',
  own_words_obtained: 'yes',
  own_words: 'i just want it to stop',
  wanted: 'to go football again',
  parents_obtained: 'yes',
  parents_view: 'I will walk her there',
  explains_else: 'Nothing else fits',
  judgement: 'She is being groomed',
};
export const neighbourhood = {
  guardians: 'The evening manager',
  guardians_missing: 'After eight, in the back room',
  environment: 'The back room cannot be seen into',
  rules: 'No condition of the licence covers it',
  conditions_more: 'The owner would open it up',
  strengths_words: 'They walk each other home',
  needs: 'Somewhere warm until nine',
  own_words_obtained: 'no',
  own_words_not: 'The survey is on Tuesday',
  methods: ['observation'],
  methods_words: 'Twice, two adults',
  explains_else: 'School holidays',
  judgement: 'The conditions make it easy',
  wanted: 'A place where an adult is always in sight',
};
const titles = { screening: 'Exploitation screening', screening_of_context: 'Screening of a context', exploitation: 'Exploitation assessment', neighbourhood: 'Neighbourhood assessment' };

async function completed(visitor, href, title, answers) {
  await visitor.open(`${href}/assessments`);
  await visitor.press(`Start: ${title}`);
  await visitor.press('Complete it', answers);
  assert.equal(visitor.page.status, 200, visitor.page.text);
  visitor.says('It is complete. Its clock is met.');
}
export const screen = (visitor, href) => completed(visitor, href, titles.screening, screening);
export const screen_context = (visitor, href) => completed(visitor, href, titles.screening_of_context, screening_of_context);
// After the screening, whose signs and strengths it begins with.
export const assess = (visitor, href) => completed(visitor, href, titles.exploitation, exploitation);
export const assess_context = (visitor, href) => completed(visitor, href, titles.neighbourhood, neighbourhood);
