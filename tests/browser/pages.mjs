// SPDX-License-Identifier: MIT
// Every page and state that is held against the conditions people read under (conditions_test.mjs): one line each.
//
//     [name, who, path, reach]
//
// `who` is nobody on the public side ("anyone"), nobody signed in on the staff side ("stranger"), or a part of the cast
// (../flows/demo.mjs). "first:/concerns" opens the first thing that the list at /concerns leads to. `reach`, if there is
// one, brings the page to the state that is meant.
import { picture } from '../flows/pictures.mjs';

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
const with_picture = async (person) => {
  await tell_about(person);
  await person.write('What have you seen or heard?', 'A van waits at the gate.');
  await person.page.locator('input[type=file]').setInputFiles({ name: 'van.png', mimeType: 'image/png', buffer: picture(300, 200) });
  await person.press('Continue');
  await person.press('Back');
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
const to_photograph = async (person) => (await recorded(person), await person.follow('Add a photograph'));
const photographed = async (person) => {
  await to_photograph(person);
  await person.page.getByLabel('The photograph').setInputFiles({ name: 'face.png', mimeType: 'image/png', buffer: picture(300, 400) });
  await person.press('Save the photograph');
  await person.page.getByRole('link', { name: 'Change or take off the photograph' }).waitFor(); // drawn anew, it is on the page
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
const to_ground_plan = async (person) => (await opened_case(person), await person.follow('Measure'), await person.follow('Add the plan that young people mark'));
const ground_plan = async (person) => {
  await to_ground_plan(person);
  await person.page.getByLabel('The plan', { exact: true }).setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: picture(400, 300) });
  await person.write('What it shows', 'The square, north at the top');
  await person.press('Save the plan');
  await person.says('The plan is saved.');
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
const to_workbook = async (person) => (await new_case(person), await person.page.goBack(), await person.follow('What may be done, and why'));
const ticked_workbook = async (person) => {
  await to_workbook(person);
  await person.choose('It has a premises licence');
  await person.choose('Children are harmed or at risk where the licence is used');
  await person.write('Where do you know it from?', 'The licensing register, 2 March');
  await person.press('Record what is known');
};
const to_new_step = async (person) => (await ticked_workbook(person), await person.follow('D17 Review of a premises licence, also as a summary review'));
const of_concern = async (person) => {
  await person.open('/disruption/people/new');
  await person.write('A name or nickname, or what they look like', 'A man with a grey dog');
  await person.choose('Yes, 18 or over');
  await person.choose('Child criminal exploitation');
  await person.write('What are they said to have done?', 'Said to hand out parcels by the flagpole.');
  await person.choose('No');
  await person.press('Put them under consideration');
};
const considered_step = async (person) => {
  await to_new_step(person);
  await person.write('Why is it considered?', 'Children are given drink at the back.');
  await person.press('Record it as considered');
};
const to_evidence = async (person) => (await new_case(person), await person.page.goBack(), await person.follow('Exhibits, timeline and packs'));
const to_new_exhibit = async (person) => (await to_evidence(person), await person.follow('Add an exhibit'));
const taken_in = async (person) => {
  await to_new_exhibit(person);
  await person.choose('A thing');
  for (const [label, words] of [['What is it?', 'A grey phone, its glass broken'], ['Who found or produced it?', 'PC 4471 Vance'], ['Where was it found or produced?', 'Under the counter'], ['Day', '4'], ['Month', '3'], ['Year', '2024'], ['Who received it?', 'PC 4471 Vance'], ['Where is it now, or who has it?', 'The store, shelf 4'], ['Why?', 'Seized at the search']]) await person.page.getByLabel(label, { exact: label.length < 6 }).first().fill(words);
  await person.press('Record the exhibit');
};
const to_new_pack = async (person) => (await to_evidence(person), await person.follow('Make a pack'));
const made_pack = async (person) => {
  await to_new_pack(person);
  await person.write('What is it for?', 'For the reviewing lawyer');
  await person.press('Make the pack');
};
const with_item = async (person) => {
  await made_pack(person);
  await person.write('Somebody who gets a copy', 'The reviewing lawyer');
  await person.press('Add them');
  await person.page.getByText('Add something to it').click();
  await person.page.getByLabel('A text, such as a statement').check();
  await person.write('Of a text: what it is', 'Statement of the night porter');
  await person.write('And what it says', 'A man of about forty waited by the car each night in March. He paid for the room in cash.');
  await person.press('Add it to the pack');
};
const at_item = async (person) => (await with_item(person), await person.follow('Statement of the night porter'));
const new_guardian = async (person) => {
  await made_context('Kiosk at the lake')(person);
  await person.follow('List a guardian');
};
const new_peer_map = async (person) => {
  await made_context('Friends at the lake')(person);
  await person.follow('Make a peer map');
};

// Of a child whose return interview was held.
const to_talk = async (person) => {
  await person.page.getByRole('list', { name: 'Episodes that are not closed' }).getByRole('link', { name: /^Linnet Roke/ }).click();
  await person.follow('Go to the return interview');
};
const to_named = async (person) => (await to_talk(person), await person.follow('Look at what was named'));
const no_longer_share = async (person) => {
  await person.page.locator('a[href*="/share/"]').first().click();
  await person.page.waitForLoadState();
};
const to_report_back = async (person) => {
  await recorded(person);
  await person.open(`${new URL(person.page.url()).pathname}/missing`);
  await person.press('They are missing');
  await person.choose('Yes, they are back, or were found');
};
const submitted = async (person) => {
  await person.choose('No');
  await person.write('What is it about, in one line?', 'A van at the lock-up');
  await person.write('What is known?', 'A grey van comes each Friday night.');
  await person.write('How is it known?', 'Seen from the window');
  await person.write('What could happen, and to whom, if it came out that this is known?', 'Nothing that is known');
  await person.choose('I saw or heard it myself');
  await person.press('Send to the intelligence desk');
};

// Of what the desk has worked on, in the invented year.
const at_desk = (...links) => async (person) => {
  for (const words of ['Nickname: Biscuit', ...links]) await person.follow(words);
};
const at_desk_refused = (link, button) => async (person) => (await at_desk(link)(person), await person.press(button));
const checked_text = async (person) => {
  await at_desk('Write a later text')(person);
  await person.page.locator('textarea[name=text]').fill('A man called Biscuit told me at 21:40 that the van ZY12 KTH waits in Harl Street.');
  await person.press('Check it');
};

// Referral and justice of somebody who was just recorded: without a birth date a child is presumed; with one, a woman of 36.
const to_justice = async (person) => (await recorded(person), await person.follow('Referral and justice'));
const to_adult = async (person) => {
  for (const [field, value] of [['name', 'Imogen Quarrell'], ['birth-day', '9'], ['birth-month', '1'], ['birth-year', '1990']]) await person.page.locator(`input[name=${field}]`).fill(value);
  await person.press('Make the record');
  const another = person.page.getByLabel('This is another person', { exact: true });
  if (await another.count()) (await another.check(), await person.press('Make the record'));
  await person.follow('Referral and justice');
};
const checked_referral = async (person) => {
  await to_justice(person);
  await person.press('Write a referral');
  for (const [name, value] of [['age_disputed', 'no'], ['child_then', 'yes'], ['exploiter_known', 'no'], ['other_victims', 'not_known'], ['police_told', 'no']]) await person.page.locator(`input[name=${name}][value=${value}]`).check();
  for (const [name, value] of [['safe_first', 'She stays with her aunt'], ['what_happened', 'She was made to carry bags']]) await person.page.locator(`textarea[name=${name}]`).fill(value);
  await person.page.locator('select[name=exploitation-1-kind]').selectOption('forced_crime');
  await person.press('Continue');
};
const prepared_referral = async (person) => (await checked_referral(person), await person.press('Record it as prepared'));
const sent_referral = async (person) => {
  await prepared_referral(person);
  await person.page.locator('input[name=kind][value=sent]').check();
  await person.page.locator('textarea[name=words]').fill('By the form on the web');
  await person.press('Record it');
};
const prepared_notice = async (person) => {
  await to_adult(person);
  await person.press('Notify without identity');
  for (const [name, value] of [['why', 'does_not_agree'], ['exploitation', 'household'], ['sex', 'F'], ['police_told', 'no'], ['others_harmed', 'no'], ['exploiter_known', 'no'], ['support_offered', 'yes'], ['adult_doubted', 'no']]) await person.page.locator(`input[name=${name}][value=${value}]`).check();
  await person.page.locator('select[name=region]').selectOption('north_west');
  await person.page.locator('textarea[name=kept_here]').fill('She is afraid of what would follow');
  await person.press('Record it as prepared');
};
const begun_matter = async (person) => {
  await to_justice(person);
  await person.press('Record a case of theirs');
  for (const [name, value] of [['kind', 'reported'], ['harm', 'criminal'], ['enhanced', 'yes']]) await person.page.locator(`input[name=${name}][value=${value}]`).check();
  for (const [name, value] of [['words', 'She was made to carry bags'], ['wishes', 'i want it to stop']]) await person.page.locator(`textarea[name=${name}]`).fill(value);
  await person.press('Record it');
};
const staged_matter = async (person) => {
  await begun_matter(person);
  for (const stage of ['reported', 'not_charged']) {
    await person.page.locator(`input[name=stage][value=${stage}]`).check();
    await person.page.locator('textarea[name=words]').fill('The police said so');
    await person.press('Record the stage');
  }
};
export const pages = [
  ['public-start', 'anyone', '/'],
  ['public-about', 'anyone', '/tell-us'],
  ['public-about-error', 'anyone', '/tell-us', press('Continue')],
  ['public-what', 'anyone', '/tell-us', tell_about],
  ['public-what-picture', 'anyone', '/tell-us', with_picture],
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
  ['photograph', 'worker', '/people/new', to_photograph],
  ['photograph-error', 'worker', '/people/new', async (person) => (await to_photograph(person), await person.press('Save the photograph'))],
  ['photographed', 'worker', '/people/new', photographed],
  ['photograph-standing', 'worker', '/people/new', async (person) => (await photographed(person), await person.follow('Change or take off the photograph'))],
  ['attachment', 'worker', '/people/new', async (person) => (await photographed(person), await person.follow('Photograph: open it'))],
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
  ['lists-of-missing', 'manager', '/missing/import'],
  ['lists-of-missing-error', 'manager', '/missing/import', press('Stage the file')],
  ['same-person', 'worker', '/people/same'],
  ['missing-now', 'coordinator', '/missing'],
  ['missing-none', 'practitioner', '/missing'],
  ['missing-interviews', 'coordinator', '/missing/interviews'],
  ['missing-returns', 'coordinator', '/missing/returns'],
  ['missing-return-looked-at', 'coordinator', '/missing/returns?kind=ssda903&authority=quillshire_council'],
  ['missing-return-error', 'coordinator', '/missing/returns?kind=annex_a&authority=quillshire_council', press('Make the file and download it')],
  ['missing-who', 'coordinator', '/missing/new'],
  ['missing-who-error', 'coordinator', '/missing/new', press('Continue')],
  ['missing-episode', 'searcher', 'first:/missing'],
  ['missing-grade', 'searcher', 'first:/missing', async (person) => person.press('Grade the risk')],
  ['missing-log', 'searcher', 'first:/missing', async (person) => person.press('Add what was done or heard')],
  ['missing-back-error', 'searcher', 'first:/missing', async (person) => (await person.press('They are back'), await person.press('Save'))],
  ['missing-together', 'searcher', 'first:/missing', async (person) => person.follow('Somebody went with them')],
  ['missing-share', 'searcher', 'first:/missing', async (person) => person.follow('Share it with a team')],
  ['missing-share-no-more', 'searcher', 'first:/missing', no_longer_share],
  ['missing-share-no-more-error', 'searcher', 'first:/missing', async (person) => (await no_longer_share(person), await person.press('Save'))],
  ['missing-talk', 'coordinator', '/missing', to_talk],
  ['missing-named', 'coordinator', '/missing', to_named],
  ['missing-named-error', 'coordinator', '/missing', async (person) => (await to_named(person), await person.press('Add it'))],
  ['missing-learning', 'coordinator', '/missing', async (person) => (await to_talk(person), await person.press('Put right what should be known'))],
  ['missing-report', 'coordinator', '/people/new', async (person) => (await recorded(person), await person.open(`${new URL(person.page.url()).pathname}/missing`), await person.press('They are missing'))],
  ['missing-report-error', 'coordinator', '/people/new', async (person) => (await recorded(person), await person.open(`${new URL(person.page.url()).pathname}/missing`), await person.press('They are missing'), await person.press('Report'))],
  ['missing-report-back', 'coordinator', '/people/new', to_report_back],
  ['missing-report-back-error', 'coordinator', '/people/new', async (person) => (await to_report_back(person), await person.press('Report'))],
  ['missing-of-person', 'coordinator', '/people/new', async (person) => (await recorded(person), await person.open(`${new URL(person.page.url()).pathname}/missing`))],
  ['missing-patterns', 'coordinator', '/missing/patterns'],
  ['missing-patterns-error', 'coordinator', '/missing/patterns?from=sometime'],
  ['missing-patterns-none', 'lead', '/missing/patterns'],
  ['missing-patterns-of-person', 'coordinator', '/missing/patterns', async (person) => person.follow('Linnet Roke')],
  ['missing-summary', 'coordinator', '/missing/patterns', async (person) => (await person.follow('Linnet Roke'), await person.follow('Summary for a meeting about them'))],
  ['missing-plan', 'coordinator', '/people/new', async (person) => (await recorded(person), await person.open(`${new URL(person.page.url()).pathname}/missing/plan`))],
  ['intelligence', 'lead', '/intelligence'],
  ['intelligence-new', 'lead', '/intelligence/new'],
  ['intelligence-new-error', 'lead', '/intelligence/new', press('Send to the intelligence desk')],
  ['intelligence-elsewhere', 'lead', '/intelligence/new', async (person) => (await person.choose('Yes: a crime is happening'), await person.press('Send to the intelligence desk'))],
  ['intelligence-sent', 'lead', '/intelligence/new', submitted],
  ['desk', 'desk', '/intelligence'],
  ['desk-one', 'desk', '/intelligence', at_desk()],
  ['desk-triage', 'desk', '/intelligence', at_desk('Say again how urgent it is')],
  ['desk-triage-error', 'desk', '/intelligence', at_desk_refused('Say again how urgent it is', 'Keep how urgent it is')],
  ['desk-grade', 'desk', '/intelligence', at_desk('Grade it anew')],
  ['desk-grade-error', 'desk', '/intelligence', at_desk_refused('Grade it anew', 'Keep this grade')],
  ['desk-old-grade', 'desk', '/intelligence', at_desk('Keep a historic grade')],
  ['desk-text-new', 'desk', '/intelligence', at_desk('Write a later text')],
  ['desk-text-checked', 'desk', '/intelligence', checked_text],
  ['desk-text-error', 'desk', '/intelligence', at_desk_refused('Write a later text', 'Put it forward')],
  ['desk-text', 'desk', '/intelligence', at_desk('Text 2')],
  ['desk-share', 'desk', '/intelligence', at_desk('Share it')],
  ['desk-share-error', 'desk', '/intelligence', at_desk_refused('Share it', 'Share it')],
  ['desk-subject', 'desk', '/intelligence', at_desk('Say whom or what it is about')],
  ['desk-answer', 'desk', '/intelligence', at_desk('Tell whoever submitted it')],
  ['desk-answer-error', 'desk', '/intelligence', at_desk_refused('Tell whoever submitted it', 'Tell them')],
  ['desk-review', 'desk', '/intelligence', at_desk('Look at it again: keep or weed')],
  ['desk-shared', 'desk', '/intelligence', at_desk('Harbour')],
  ['desk-recall', 'desk', '/intelligence', at_desk('Harbour', 'Recall it')],
  ['intelligence-shared-list', 'practitioner', '/intelligence'],
  ['intelligence-shared', 'practitioner', '/intelligence', (person) => person.follow('Intelligence G-')],
  ['intelligence-outcome', 'practitioner', '/intelligence', async (person) => (await person.follow('Intelligence G-'), await person.follow('Tell the desk what came of it'))],
  ['disruption', 'practitioner', '/disruption'],
  ['disruption-step-in-force', 'practitioner', '/disruption', async (person) => person.follow('D17 Review of a premises licence')],
  ['disruption-thing-error', 'practitioner', '/disruption/things/new', press('Lay out what may be done')],
  ['disruption-workbook-empty', 'practitioner', '/contexts/new?kind=PLACE', to_workbook],
  ['disruption-workbook', 'practitioner', '/contexts/new?kind=PLACE', ticked_workbook],
  ['disruption-workbook-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await to_workbook(person), await person.press('Record what is known'))],
  ['disruption-new-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await to_new_step(person), await person.press('Record it as considered'))],
  ['disruption-step', 'practitioner', '/contexts/new?kind=PLACE', considered_step],
  ['disruption-step-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await considered_step(person), await person.press('Record where it stands'))],
  ['disruption-answers', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await considered_step(person), await person.follow('Answer what is asked'))],
  ['disruption-correct-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await considered_step(person), await person.follow('Correct its days, owner or footing'), await person.press('Record the correction'))],
  ['disruption-print', 'practitioner', '/disruption', async (person) => (await person.follow('D17 Review of a premises licence'), await person.follow('Print it'))],
  ['disruption-effect', 'practitioner', '/disruption', async (person) => (await person.follow('D17 Review of a premises licence'), await person.follow('Look at what it did'))],
  ['disruption-effect-error', 'practitioner', '/disruption', async (person) => (await person.follow('D17 Review of a premises licence'), await person.follow('Look at what it did'), await person.press('Record it'))],
  ['justice', 'practitioner', '/justice'],
  ['justice-person', 'practitioner', '/people/new', to_justice],
  ['justice-refer', 'practitioner', '/people/new', async (person) => (await to_justice(person), await person.press('Write a referral'))],
  ['justice-refer-error', 'practitioner', '/people/new', async (person) => (await to_justice(person), await person.press('Write a referral'), await person.press('Continue'))],
  ['justice-check', 'practitioner', '/people/new', checked_referral],
  ['justice-referral', 'practitioner', '/people/new', sent_referral],
  ['justice-referral-error', 'practitioner', '/people/new', async (person) => (await prepared_referral(person), await person.press('Record it'))],
  ['justice-referral-print', 'practitioner', '/people/new', async (person) => (await prepared_referral(person), await person.press('Print it'))],
  ['justice-referral-correct-error', 'practitioner', '/people/new', async (person) => (await prepared_referral(person), await person.follow('Put it right'), await person.press('Record the correction'))],
  ['justice-notify-error', 'practitioner', '/people/new', async (person) => (await to_adult(person), await person.press('Notify without identity'), await person.press('Record it as prepared'))],
  ['justice-notice', 'practitioner', '/people/new', prepared_notice],
  ['justice-notice-print', 'practitioner', '/people/new', async (person) => (await prepared_notice(person), await person.press('Print it'))],
  ['justice-defence-error', 'practitioner', '/people/new', async (person) => (await to_justice(person), await person.follow('Record that it was considered'), await person.press('Record it'))],
  ['justice-matter-new-error', 'practitioner', '/people/new', async (person) => (await to_justice(person), await person.press('Record a case of theirs'), await person.press('Record it'))],
  ['justice-matter', 'practitioner', '/people/new', staged_matter],
  ['justice-matter-error', 'practitioner', '/people/new', async (person) => (await begun_matter(person), await person.press('Record the stage'))],
  ['justice-told-error', 'practitioner', '/people/new', async (person) => (await staged_matter(person), await person.follow(/Record that they were told.*not to charge/), await person.press('Record it'))],
  ['justice-matter-print', 'practitioner', '/people/new', async (person) => (await staged_matter(person), await person.follow('Print it'))],
  ['of-concern-list', 'practitioner', '/disruption/people/new', async (person) => (await of_concern(person), await person.open('/disruption/people'))],
  ['of-concern-new', 'practitioner', '/disruption/people/new'],
  ['of-concern-new-error', 'practitioner', '/disruption/people/new', press('Put them under consideration')],
  ['of-concern', 'practitioner', '/disruption/people/new', of_concern],
  ['of-concern-error', 'practitioner', '/disruption/people/new', async (person) => (await of_concern(person), await person.press('Record what it rests on'))],
  ['of-concern-correct-error', 'practitioner', '/disruption/people/new', async (person) => (await of_concern(person), await person.follow('Correct what is said of them'), await person.press('Record the correction'))],
  ['of-concern-print', 'practitioner', '/disruption/people/new', async (person) => (await of_concern(person), await person.follow('Print it'))],
  ['of-concern-workbook', 'practitioner', '/disruption/people/new', async (person) => (await of_concern(person), await person.follow('What may be done, and why'))],
  ['named-look-up', 'practitioner', '/named/look-up'],
  ['named-look-up-error', 'practitioner', '/named/look-up', press('Look it up')],
  ['named-look-up-none', 'practitioner', '/named/look-up', async (person) => (await person.choose('Vehicle'), await person.write('Its number, mark, name or postcode', 'AB12 CDF'), await person.press('Look it up'))],
  ['evidence-empty', 'practitioner', '/evidence'],
  ['evidence-record', 'practitioner', '/contexts/new?kind=PLACE', to_evidence],
  ['evidence-record-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await to_evidence(person), await person.press('Add it to the timeline'))],
  ['evidence-new', 'practitioner', '/contexts/new?kind=PLACE', to_new_exhibit],
  ['evidence-new-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await to_new_exhibit(person), await person.press('Record the exhibit'))],
  ['evidence-exhibit', 'practitioner', '/contexts/new?kind=PLACE', taken_in],
  ['evidence-exhibit-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await taken_in(person), await person.press('Add it to the log'))],
  ['evidence-correct-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await taken_in(person), await person.follow('Correct what is said of it'), await person.press('Record the correction'))],
  ['evidence-print', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await taken_in(person), await person.follow('Print it'))],
  ['evidence-pack-new-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await to_new_pack(person), await person.press('Make the pack'))],
  ['evidence-pack-empty', 'practitioner', '/contexts/new?kind=PLACE', made_pack],
  ['evidence-pack', 'practitioner', '/contexts/new?kind=PLACE', with_item],
  ['evidence-item', 'practitioner', '/contexts/new?kind=PLACE', at_item],
  ['evidence-item-error', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await at_item(person), await person.press('Take it out'))],
  ['evidence-pack-print', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await with_item(person), await person.follow('Read it as they have it : The reviewing lawyer'))],
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
  ['ground-plan-none', 'practitioner', '/contexts/new?kind=PLACE', to_ground_plan],
  ['ground-plan', 'practitioner', '/contexts/new?kind=PLACE', ground_plan],
  ['ground-plan-print', 'practitioner', '/contexts/new?kind=PLACE', async (person) => (await ground_plan(person), await person.follow('Print it for young people to mark'))],
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
