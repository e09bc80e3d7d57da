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

// Somebody whose record was just made. Each page that is reached so makes one more, so most are asked whether they are known.
const fill_person = async (person) => {
  await person.page.locator('input[name=name]').fill('Ash Merriweather');
  await person.press('Make the record');
};
const recorded = async (person) => {
  await fill_person(person);
  const another = person.page.getByLabel('This is another person', { exact: true });
  if (!(await another.count())) return;
  await another.check();
  await person.press('Make the record');
};
const new_fact = (kind) => async (person) => {
  await recorded(person);
  await person.open(`${new URL(person.page.url()).pathname}/facts/${kind}/new`);
};
const fact_end = async (person) => {
  await new_fact('gender')(person);
  await person.write('In their own words', 'a girl');
  await person.choose('The person themself');
  await person.press('Add to the record');
  await person.press('Change or add');
  await person.follow('No longer so, or wrong');
};

// A place that was just recorded, and its case.
const new_case = async (person) => {
  await person.page.locator('input[name=name]').fill('Lamp yard');
  await person.press('Make the record');
  const another = person.page.getByLabel('This is another one', { exact: true });
  if (await another.count()) {
    await another.check();
    await person.press('Make the record');
  }
  await person.follow('Open a case');
};
const opened_case = async (person) => {
  await new_case(person);
  await person.choose('County lines');
  await person.write('Why a case is opened', 'Pupils are met there.');
  await person.press('Open the case');
};
const persons_case = async (person) => {
  await recorded(person);
  await person.follow('Open a case');
  await person.choose('County lines');
  await person.write('Why a case is opened', 'Three people told of the same worry.');
  await person.press('Open the case');
};
const action_asked = async (person) => {
  await person.follow('Ask for an action');
  await person.write('What is to be done', 'Ask for a light at the gate');
  await person.choose('Changes a context');
  await person.write('Who there does it', 'The caretaker');
  for (const [part, value] of [['day', '1'], ['month', '2'], ['year', `${new Date().getFullYear() + 1}`]]) await person.page.locator(`input[name=due-${part}]`).fill(value);
  await person.write('How we will know', 'The light is on');
  await person.press('Ask for it');
};
// A place or a group that was just made, whether or not there may be one already.
const made_context = (name) => async (person) => {
  await person.page.locator('input[name=name]').fill(name);
  await person.press('Make the record');
  const another = person.page.getByLabel('This is another one', { exact: true });
  if (!(await another.count())) return;
  await another.check();
  await person.press('Make the record');
};
const new_guardian = async (person) => {
  await made_context('Kiosk at the lake')(person);
  await person.follow('List a guardian');
};
const new_peer_map = async (person) => {
  await made_context('Friends at the lake')(person);
  await person.follow('Make a peer map');
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
  ['lookup-runs', 'auditor', '/people/lookup-runs'],
  ['find-somebody', 'worker', '/people/search'],
  ['find-somebody-error', 'worker', '/people/search', press('Find')],
  ['person-new', 'worker', '/people/new'],
  ['person-new-error', 'worker', '/people/new', press('Make the record')],
  ['person', 'worker', '/people/new', recorded],
  ['facts', 'worker', '/people/new', async (person) => (await recorded(person), await person.press('Change or add'))],
  ['fact-new', 'worker', '/people/new', new_fact('education')],
  ['fact-new-error', 'worker', '/people/new', async (person) => (await new_fact('address')(person), await person.press('Add to the record'))],
  ['fact-end', 'worker', '/people/new', fact_end],
  ['family', 'worker', 'first:/people', (person) => person.follow('Family and people')],
  ['family-new', 'worker', 'first:/people', async (person) => (await person.follow('Family and people'), await person.press('Add somebody'))],
  ['chronology', 'worker', 'first:/people', (person) => person.follow('Chronology')],
  ['name-somebody', 'worker', '/people/new', async (person) => (await recorded(person), await person.follow('Name somebody else who does'))],
  ['imports', 'manager', '/people/import'],
  ['imports-error', 'manager', '/people/import', press('Stage the file')],
  ['lists-of-contexts', 'manager', '/contexts/import'],
  ['lists-of-contexts-error', 'manager', '/contexts/import', press('Stage the file')],
  ['lists-of-cases', 'manager', '/cases/import'],
  ['lists-of-cases-error', 'manager', '/cases/import', press('Stage the file')],
  ['same-person', 'worker', '/people/same'],
  ['cases', 'practitioner', '/cases'],
  ['team', 'manager', '/cases/team'],
  ['fairness', 'manager', '/fairness'],
  ['fairness-harm', 'manager', '/fairness?list=harm-CSE'],
  ['case-new', 'worker', '/contexts/new?kind=PLACE', new_case],
  ['case-new-error', 'worker', '/contexts/new?kind=PLACE', async (person) => (await new_case(person), await person.press('Open the case'))],
  ['case', 'worker', '/contexts/new?kind=PLACE', opened_case],
  ['assessments', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await opened_case(person), await person.follow('Start or read'))],
  ['assessment-edit', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await opened_case(person), await person.follow('Start or read'), await person.press('Start: Screening of a context'))],
  ['measurements', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await opened_case(person), await person.follow('Measure'))],
  ['measurement-new', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await opened_case(person), await person.follow('Measure'), await person.press('Use: Safety map'))],
  ['note-new', 'practitioner', '/people/new', async (person) => (await recorded(person), await person.press('Add a note'))],
  ['note-new-error', 'practitioner', '/people/new', async (person) => (await recorded(person), await person.press('Add a note'), await person.press('Save'))],
  ['note', 'practitioner', '/people/new', async (person) => (await recorded(person), await person.press('Add a note'), await person.write('What you saw, heard or talked about', 'She waved from the bus.'), await person.press('Save'))],
  ['conference-new', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await opened_case(person), await person.follow('Record a context conference'))],
  ['prompts', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await opened_case(person), await person.open(`${new URL(person.page.url()).pathname}/prompts`))],
  ['prompt-kinds', 'manager', '/cases/prompts'],
  ['prompt-kind-error', 'manager', '/cases/prompts/kinds/new_concern', press('Retire it')],
  ['turning-18-error', 'practitioner', '/people/new', async (person) => (await persons_case(person), await person.open(`${new URL(person.page.url()).pathname}/turning-18`), await person.press('Record their answer'))],
  ['case-chronology', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await opened_case(person), await person.follow('Chronology'))],
  ['context-chronology', 'worker', '/contexts/new?kind=PLACE', async (person) => (await new_case(person), await person.page.goBack(), await person.follow('Chronology'))],
  ['case-history', 'worker', '/contexts/new?kind=PLACE', async (person) => (await opened_case(person), await person.follow('History'))],
  ['contexts', 'worker', '/contexts'],
  ['context-new', 'worker', '/contexts/new'],
  ['actions', 'worker', '/actions'],
  ['action-new', 'worker', 'first:/contexts', (person) => person.follow('Ask for an action')],
  ['action-new-error', 'worker', 'first:/contexts', async (person) => (await person.follow('Ask for an action'), await person.press('Ask for it'))],
  ['action', 'worker', 'first:/contexts', action_asked],
  ['context-new-error', 'worker', '/contexts/new', press('Continue')],
  ['context-place', 'worker', '/contexts/new?kind=PLACE'],
  ['context-place-error', 'worker', '/contexts/new?kind=PLACE', press('Make the record')],
  ['context-school', 'worker', '/contexts/new?kind=SCHOOL'],
  ['context-home', 'worker', '/contexts/new?kind=HOME'],
  ['guardian-new', 'worker', '/contexts/new?kind=PLACE', new_guardian],
  ['guardian-new-error', 'worker', '/contexts/new?kind=PLACE', async (person) => (await new_guardian(person), await person.press('List them'))],
  ['peer-map-empty', 'worker', '/contexts/new?kind=PEER', new_peer_map],
  ['wording-trend', 'manager', '/wording/trend'],
  ['who-to-call', 'worker', '/who-to-call'],
  ['account', 'worker', '/account'],
  ['areas', 'administrator', '/areas'],
  ['area', 'administrator', 'first:/areas'],
  ['staff-help', 'worker', '/help'],
  ['staff-privacy', 'worker', '/privacy'],
  ['staff-accessibility', 'worker', '/accessibility'],
  ['staff-not-found', 'worker', '/nothing-here'],
];
