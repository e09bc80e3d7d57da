// SPDX-License-Identifier: MIT
// Every page and state that is held against the conditions people read under (conditions_test.mjs): one line each.
//
//     [name, who, path, reach]
//
// `who` is nobody on the public side ("anyone"), nobody signed in on the staff side ("stranger"), or a part of the cast
// (../flows/demo.mjs). "first:/concerns" opens the first thing that the list at /concerns leads to. `reach`, if there is
// one, brings the page to the state that is meant.
const press = (...all) => async (person) => {
  for (const words of all) await person.press(words);
};
const tell_about = async (person) => {
  await person.choose('A place');
  await person.press('Continue');
};
const tell_what = async (person) => {
  await tell_about(person);
  await person.write('What have you seen or heard?', 'A van waits at the gate.');
  await person.press('Continue');
};
const tell_when = async (person) => {
  await tell_what(person);
  await person.choose('In the last week');
  await person.press('Continue');
};
const tell_safe = async (person) => {
  await tell_when(person);
  await person.choose('I do not know');
  await person.press('Continue');
};
const tell_reach = async (person) => {
  await tell_safe(person);
  await person.choose('No, I want to stay unknown');
  await person.press('Continue');
};
const wrong_receipt = async (person) => {
  await person.write('Your five words', 'these are not any words');
  await person.press('Read');
};

export const pages = [
  ['public-start', 'anyone', '/'],
  ['public-about', 'anyone', '/tell-us'],
  ['public-about-error', 'anyone', '/tell-us', press('Continue')],
  ['public-what', 'anyone', '/tell-us', tell_about],
  ['public-when', 'anyone', '/tell-us', tell_what],
  ['public-safe', 'anyone', '/tell-us', tell_when],
  ['public-reach', 'anyone', '/tell-us', tell_safe],
  ['public-check', 'anyone', '/tell-us', tell_reach],
  ['public-receipt', 'anyone', '/tell-us', async (person) => (await tell_reach(person), await person.press('Send this to us'))],
  ['public-reply-ask', 'anyone', '/reply'],
  ['public-reply-wrong', 'anyone', '/reply', wrong_receipt],
  ['public-help', 'anyone', '/help'],
  ['public-privacy', 'anyone', '/privacy'],
  ['public-accessibility', 'anyone', '/accessibility'],
  ['public-not-found', 'anyone', '/nothing-here'],
  ['sign-in', 'stranger', '/sign-in'],
  ['sign-in-refused', 'stranger', '/sign-in', press('Sign in')],
  ['home', 'worker', '/'],
  ['queue', 'worker', '/concerns'],
  ['decided-list', 'worker', '/concerns/decided'],
  ['concern', 'worker', 'first:/concerns'],
  ['decide-error', 'worker', 'first:/concerns', press('Record the decision')],
  ['correct', 'worker', 'first:/concerns', (person) => person.follow('Put right where it is')],
  ['raise', 'lead', '/concerns/new'],
  ['drafts-shown', 'lead', '/drafts'],
  ['asked-of-us', 'lead', '/requests'],
  ['answered-by-us', 'lead', '/requests/answered'],
  ['raise-error', 'lead', '/concerns/new', press('Send to the team')],
  ['raised-list', 'lead', '/concerns/raised'],
  ['people', 'worker', '/people'],
  ['person-new', 'worker', '/people/new'],
  ['person-new-error', 'worker', '/people/new', press('Make the record')],
  ['same-person', 'worker', '/people/same'],
  ['contexts', 'worker', '/contexts'],
  ['context-new', 'worker', '/contexts/new'],
  ['who-to-call', 'worker', '/who-to-call'],
  ['account', 'worker', '/account'],
  ['areas', 'administrator', '/areas'],
  ['area', 'administrator', 'first:/areas'],
  ['staff-help', 'worker', '/help'],
  ['staff-privacy', 'worker', '/privacy'],
  ['staff-accessibility', 'worker', '/accessibility'],
  ['staff-not-found', 'worker', '/nothing-here'],
];
