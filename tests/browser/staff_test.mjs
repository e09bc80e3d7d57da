// SPDX-License-Identifier: MIT
// The staff side as people meet it: a school lead raises a concern, a triage worker decides two.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, own_password, until } from '../flows/kith.mjs';
import { a_worry, tell } from '../flows/public_report.mjs';
import { Person, phone, sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

const signed_in = (part, options) => sign_in_at(kith, cast[part].name, options);

test('signing in: its page, its refusal, and the way out', async () => {
  const person = await Person.at(kith.staff);
  await person.open('/');
  await person.says('Sign in to Kith');
  await person.look('sign-in');
  await person.focus_is_never_hidden('sign-in');
  await person.write('Sign-in name', cast.worker.name);
  await person.write('Password', 'not this one at all');
  await person.press('Sign in');
  await person.says('There is a problem');
  assert.equal(await person.field('Sign-in name').inputValue(), cast.worker.name);
  assert.equal(await person.field('Password').inputValue(), '');
  assert.equal(await person.field('Password').getAttribute('autocomplete'), 'current-password', 'password managers may help');
  await person.look('sign-in-refused');
  await person.write('Password', own_password);
  await person.press('Sign in');
  await person.says('My work');
  await person.look('home');
  await person.focus_is_never_hidden('home');
  await person.press('Sign out');
  await person.says('You have signed out.');
  await person.page.goBack().catch(() => null);
  assert.ok(!(await person.text()).includes('My work'), 'Back shows nothing of what was open');
  await person.leave_with_no_fault();
});

test('what is typed when another window has signed out is there again after signing in', async () => {
  for (const script of [true, false]) {
    const lead = await signed_in('lead', { script });
    await lead.open('/concerns/new');
    await lead.page.locator('[name=about][value=place]').check();
    await lead.page.locator('[name=what]').fill('A van waits at the gate of the park & the driver calls them over.');
    const elsewhere = await lead.context.newPage();
    await elsewhere.goto(kith.staff + '/');
    await elsewhere.getByRole('button', { name: 'Sign out' }).click();
    await elsewhere.waitForLoadState();
    await elsewhere.close();
    await lead.press('Send to the team');
    await lead.says('You were signed out before this could be sent');
    assert.ok(!(await lead.text()).includes('A van waits'));
    if (script) await lead.look('kept-sign-in');
    await lead.write('Sign-in name', cast.lead.name);
    await lead.write('Password', own_password);
    await lead.press('Sign in');
    await lead.says('It stands here as you typed it');
    assert.equal(await lead.page.locator('[name=what]').inputValue(), 'A van waits at the gate of the park & the driver calls them over.');
    assert.ok(await lead.page.locator('[name=about][value=place]').isChecked());
    if (script) await lead.look('kept-form');
    await lead.page.reload();
    assert.ok(await lead.page.locator('[name=about][value=place]').isChecked(), 'still there when the page is loaded again');
    await lead.press('Save and come back later');
    await lead.says('Your draft is saved.');
    await lead.open('/account');
    await lead.leave_with_no_fault();
  }
});

test('signs and children come one at a time at once, with a script and without one', async () => {
  for (const script of [true, false]) {
    const lead = await signed_in('lead', { script });
    const page = lead.page;
    await lead.open('/concerns/new');
    await page.locator('[name=about][value=child]').check();
    await page.locator('[name="children-1-name"]').fill('Wren');
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await lead.press('Add another child');
    assert.equal(asked.length > 0, !script, 'a script asks the server for nothing');
    await page.locator('[name="children-2-name"]').fill('Lark');
    assert.equal(await page.locator('[name="children-1-name"]').inputValue(), 'Wren');
    await page.getByRole('button', { name: 'Remove Child 1' }).click();
    await page.waitForLoadState();
    assert.equal(await page.locator('.kith-items[data-items=children] > .kith-item').count(), 1);
    await page.locator('[name="signs-1-what"]').fill('Late home twice.');
    await page.locator('[name="signs-1-source"]').selectOption('record');
    await lead.press('Add another sign');
    if (script) assert.equal(await page.evaluate(() => document.activeElement.name), 'signs-2-what');
    await page.locator('[name="signs-2-source"]').selectOption('seen');
    if (script) {
      assert.ok(await page.locator('[name="signs-1-source_who"]').isVisible());
      assert.ok(!(await page.locator('[name="signs-2-source_who"]').isVisible()));
    }
    await lead.look(script ? 'signs' : 'signs-no-script');
    await lead.press('Send to the team');
    await lead.says('There is a problem');
    await lead.says('Write what was noticed');
    await lead.look(script ? 'signs-refused' : 'signs-refused-no-script');
    await lead.leave_with_no_fault();
  }
});

test('a public worry is decided on one page, in few presses, and every state of it is sound', async () => {
  const worker = await signed_in('worker');
  const before = new Set(await concerns_on(worker));
  const told = 'A man in a van waits at the gate three times a week.';
  await tell(kith.somebody(), { ...a_worry, what: { ...a_worry.what, what: told, postcode: 'ZY1 1EB' } });
  const href = await until(async () => {
    await worker.open('/concerns');
    return (await concerns_on(worker)).find((one) => !before.has(one));
  }, 'the worry is in the queue');
  await worker.look('queue');
  await worker.focus_is_never_hidden('queue');
  await worker.open(href);
  await worker.says(told);
  await worker.look('concern', { print: true });
  await worker.focus_is_never_hidden('concern');
  await prints_on_paper(worker, told);

  await worker.press('Record the decision');
  await worker.says('Choose what happens next');
  await worker.look('decide-error');
  await worker.follow('Choose what happens next');
  assert.equal(await worker.page.evaluate(() => document.activeElement.name), 'outcomes', 'the summary leads to the field');

  let presses = 0;
  const press = async (act) => (await act, ++presses);
  await press(worker.choose('Early or family help'));
  await worker.page.locator('#reason_early_help').fill('A family that asks for help.');
  await worker.write('Tell whoever raised it (optional)', 'Thank you. You were right to tell us.');
  await press(worker.press('Record the decision'));
  assert.ok(presses <= 4, `${presses} presses to decide`);
  await worker.says('The decision is recorded.');
  await worker.look('decided');
  await worker.write('Write to them', 'We have one more question.');
  await worker.press('Send the message');
  await worker.says('Your message was sent.');
  await worker.follow('Back to concerns');
  await worker.follow('Decided');
  await worker.look('decided-list');
  await worker.leave_with_no_fault();
});

test('on a phone a concern is decided in four actions from its open page, what is known already on the way', async () => {
  const worker = await signed_in('worker', { viewport: phone });
  const before = new Set(await concerns_on(worker));
  await tell(kith.somebody(), { ...a_worry, what: { ...a_worry.what, what: 'A van waits at the gate again.', postcode: 'ZY1 1EB' } });
  const href = await until(async () => {
    await worker.open('/concerns');
    return (await concerns_on(worker)).find((one) => !before.has(one));
  }, 'the worry is in the queue');
  await worker.open(href);
  const { page } = worker;
  const decide = page.getByRole('link', { name: 'Decide', exact: true });
  const box = await decide.boundingBox();
  assert.ok(box.y + box.height < 2 * phone.height, `within two screens of the top, not at ${box.y} px`);
  assert.ok(await page.locator('.kith-decide .kith-due').isVisible(), 'the time that is left stands beside it');
  assert.ok((await page.locator('#who').boundingBox()).y < (await page.locator('#decide').boundingBox()).y, 'look-alikes stand before the decision');
  let actions = 0;
  const act = async (done) => (await done, ++actions);
  await act(decide.click());
  await page.waitForFunction(() => Math.abs(document.querySelector('#decide').getBoundingClientRect().top) < innerHeight / 2, null, { timeout: 5000 }); // the form is in view
  await act(worker.choose('Information and advice'));
  await act(page.locator('#reason_information_and_advice').fill('They know where to turn.'));
  await act(worker.press('Record the decision'));
  assert.ok(actions <= 4, `${actions} actions to decide`);
  await worker.says('The decision is recorded.');

  // decided again: the earlier one is folded on the screen, and whole on paper
  await worker.follow('Decide again');
  await worker.choose('Early or family help');
  await page.locator('#reason_early_help').fill('They came back and asked.');
  await page.locator('#summary').fill('More is known now.');
  await worker.press('Record the decision');
  await worker.says('What was decided then');
  assert.ok(!(await worker.text()).includes('<d'), 'no markup shows');
  const earlier = page.getByText('They know where to turn.');
  assert.ok(!(await earlier.isVisible()));
  await worker.look('decided-again', { print: true });
  await page.emulateMedia({ media: 'print' });
  assert.ok(await earlier.isVisible(), 'the earlier decision is whole on paper');
  await page.emulateMedia({ media: null });
  await worker.leave_with_no_fault();
});

test('who to call is one sheet of A4 on paper: 999 and 101 first, hours and not “now”, what is unverified, the day', async () => {
  const keeper = await signed_in('administrator');
  await keeper.open('/directory/lines/childline/change');
  await keeper.write('Number', '01632 960333'); // not confirmed by anybody yet
  await keeper.write('Why it changes', 'Somebody rang');
  await keeper.press('Save');
  await keeper.says('Not confirmed');
  await keeper.leave_with_no_fault();
  const lead = await signed_in('lead');
  await lead.open('/who-to-call');
  for (const place of ['Quillmouth', 'Ostermere', 'Nowhere at all']) {
    await lead.write('Postcode, town or district', place);
    await lead.press('Show numbers');
    await lead.look(`who-answer-${place.split(' ')[0].toLowerCase()}`, { print: true });
    const pdf = await lead.page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length, 1, `${place}: one page`);
    await lead.page.emulateMedia({ media: 'print' });
    const text = (await lead.text()).replace(/\s+/g, ' ');
    await lead.page.emulateMedia({ media: null });
    assert.ok(text.indexOf('999') < text.indexOf('101') && text.indexOf('101') < text.indexOf('Childline'), text);
    assert.ok(!/picks up now|not now|closed now/i.test(text), 'paper does not know the time');
    assert.match(text, /Printed on \d{1,2} [A-Z][a-z]+ 20\d\d\./);
    assert.match(text, /Childline[^.]* 01632 960333 [^.]*Unverified/);
    assert.ok(!text.includes('Show numbers'), 'nothing to press');
  }
  await lead.leave_with_no_fault();
});

const concerns_on = (person) =>
  person.page.evaluate(() => [...document.querySelectorAll('a[href^="/concerns/"]')].map((one) => one.getAttribute('href')).filter((href) => /^\/concerns\/[0-9a-f-]{36}$/.test(href)));

// On paper: the words and where they come from, nothing to press, nothing of the frame.
async function prints_on_paper(person, words) {
  await person.page.emulateMedia({ media: 'print' });
  const seen = await person.page.evaluate(() => ({
    controls: [...document.querySelectorAll('button, input, textarea')].filter((one) => one.checkVisibility()).length,
    navigation: [...document.querySelectorAll('.govuk-service-navigation')].filter((one) => one.checkVisibility()).length,
    text: document.body.innerText,
  }));
  await person.page.emulateMedia({ media: null });
  assert.equal(seen.controls, 0, 'nothing to press or fill in on paper');
  assert.equal(seen.navigation, 0, 'no navigation on paper');
  assert.ok(seen.text.includes(words) && /C-[0-9A-Z]{3}-[0-9A-Z]{4}/.test(seen.text) && seen.text.includes('Who can see this page'), 'words, reference and marking are on paper');
}

test('a school lead raises a concern: a gap, a draft, and what comes of it', async () => {
  const lead = await signed_in('lead');
  await lead.press('Raise a concern');
  await lead.look('raise');
  await lead.focus_is_never_hidden('raise');
  await lead.write('What worries you?', 'Older people wait for pupils at the takeaway.');
  await lead.press('Send to the team');
  await lead.says('There is a problem');
  assert.equal(await lead.field('What worries you?').inputValue(), 'Older people wait for pupils at the takeaway.');
  await lead.look('raise-error');
  await lead.press('Save and come back later');
  await lead.says('Your draft is saved. Only you can see it.');
  await lead.look('raise-saved');
  await lead.choose('Yes, as far as I know');
  await lead.choose('A place');
  await lead.write('Strengths', 'A form tutor they trust.');
  await lead.write('What they say, in their own words', 'It is only chips.');
  await lead.choose('Nobody is named, so there is nobody to ask');
  await lead.press('Send to the team');
  await lead.says('Your concern was sent to the team.');
  await lead.look('raised');
  await lead.follow('Back to concerns you raised');
  await lead.look('raised-list');
  await lead.leave_with_no_fault();
});

test('who to call, an account, and what is not there: each page is sound', async () => {
  const lead = await signed_in('lead');
  for (const [path, name] of [['/who-to-call', 'who'], ['/areas', 'areas'], ['/account', 'account'], ['/help', 'help'], ['/privacy', 'privacy'], ['/accessibility', 'accessibility'], ['/nothing-here', '404'], ['/concerns/00000000-0000-4000-8000-000000000000', '404-concern']]) {
    const answer = await lead.open(path);
    if (!name.startsWith('404')) assert.equal(answer.status(), 200, path);
    await lead.look(name);
  }
  await lead.leave_with_no_fault();
});

test('places are on a map, the map is said beside it, and a home has no dot', async () => {
  const worker = await signed_in('worker');
  await worker.open('/contexts');
  await worker.says('Schools and places on a map');
  const map = worker.page.getByRole('img', { name: 'Map of places' });
  const listed = worker.page.getByRole('listitem').filter({ has: worker.page.locator('a[href^="/contexts/"]') });
  assert.ok((await map.locator('circle').count()) > 0, 'there are dots');
  assert.ok((await listed.count()) > 0, 'and a list of them');
  await worker.look('contexts-map', { print: true });
  await worker.page.locator('ol a[href^="/contexts/"]').first().click();
  await worker.page.waitForLoadState();
  await worker.says('The dot stands at its point, or in the middle of its postcode');
  await worker.look('context-map', { print: true });
  await worker.open('/areas/X06000001');
  await worker.says('Cinderquay, Netherquill, Pennywharf.');
  await worker.look('area-map');
  await worker.open('/contexts/new');
  await worker.choose('Home');
  await worker.press('Continue');
  await worker.write('What it is called', 'Flat above the chandler');
  await worker.write('Postcode', 'ZY1 1EB');
  await worker.press('Make the record');
  await worker.says('A home or a group is shown by its area alone');
  assert.equal(await worker.page.locator('svg.kith-map circle').count(), 0);
  await worker.look('home-map');
  await worker.leave_with_no_fault();
});

test('whoever has nothing to do reads what they may do here', async () => {
  const keeper = await signed_in('administrator');
  await keeper.open('/');
  await keeper.says('What you may do here');
  await keeper.look('home-empty');
  await keeper.leave_with_no_fault();
});

test('with script off a concern can be decided all the same', async () => {
  const worker = await signed_in('worker', { script: false });
  await worker.open('/concerns');
  await worker.page.locator('.kith-work a').first().click();
  await worker.page.waitForLoadState();
  await worker.choose('Information and advice');
  await worker.page.locator('#reason_information_and_advice').fill('They know where to turn.');
  await worker.page.locator('#reply').fill('Thank you. Here is who can help.');
  await worker.press('Record the decision');
  await worker.says('The decision is recorded.');
  await worker.leave_with_no_fault();
});

test('by keyboard alone a concern can be decided', async () => {
  const worker = await signed_in('colleague');
  await worker.open('/concerns');
  const first = await worker.page.locator('.kith-work a').first().innerText();
  await worker.tab_to(first, 'Enter');
  await worker.tab_to('Information and advice', 'Space');
  await worker.page.keyboard.press('Tab');
  await worker.page.keyboard.type('They know where to turn.');
  await worker.page.locator('#reply').focus();
  await worker.page.keyboard.type('Thank you. Here is who can help.');
  await worker.tab_to('Record the decision', 'Enter');
  await worker.says('The decision is recorded.');
  await worker.leave_with_no_fault();
});

test('somebody and somewhere are recorded, and found again', async () => {
  const worker = await signed_in('worker');
  await worker.open('/people');
  await worker.look('people');
  await worker.open('/people/new');
  await worker.look('person-new');
  await worker.press('Make the record');
  await worker.says('There is a problem');
  await worker.look('person-new-error');
  await worker.page.locator('input[name=name]').fill('Robin Marlowe');
  await worker.page.locator('input[name=birth-year]').fill('2011');
  await worker.press('Make the record');
  await worker.says('Robin Marlowe');
  await worker.look('person');
  await worker.follow('Ends');
  await worker.look('working-end');
  await worker.press('Record the end');
  await worker.says('Say why it ends');
  await worker.look('working-end-error');
  await worker.write('Why it ends', 'Handed over to the harbour team');
  await worker.press('Record the end');
  await worker.says('The end is recorded.');
  await worker.says('Handed over to the harbour team');
  await worker.press('Change or add');
  await worker.look('facts');
  await worker.follow('Names, birth date, sex');
  await worker.page.locator('input[name=protected_address]').check();
  await worker.look('person-change');
  await worker.open('/contexts');
  await worker.look('contexts');
  await worker.open('/contexts/new');
  await worker.look('context-new');
  await worker.leave_with_no_fault();
});

test('what is known of a child is written with them, and what was wrong is taken back', async () => {
  const worker = await signed_in('worker');
  await worker.open('/people/new');
  await worker.page.locator('input[name=name]').fill('Олена Бондар');
  await worker.page.locator('input[name=birth-year]').fill('2012');
  await worker.press('Make the record');
  await worker.says('in Latin letters: Olena Bondar');
  const record = new URL(worker.page.url()).pathname;
  const add = async (kind, fill) => {
    await worker.open(`${record}/facts/${kind}/new`);
    await fill();
    await worker.press('Add to the record');
  };
  await add('gender', async () => {});
  await worker.says('There is a problem');
  await worker.look('fact-new-error');
  await worker.write('In their own words', 'a girl who plays in goal');
  await worker.choose('The person themself');
  await worker.press('Add to the record');
  await worker.says('It is added, with who said it.');
  const by = async (who) => worker.choose(who);
  await add('pronouns', async () => (await worker.write('Pronouns', 'she'), await by('The person themself')));
  await add('ethnicity', async () => (await worker.page.selectOption('#code', 'WOTH'), await by('The person themself')));
  await add('ethnicity', async () => (await worker.page.selectOption('#code', 'OOTH'), await by('A police officer')));
  await add('language', async () => (await worker.page.selectOption('#code', 'uk'), await by('The person themself')));
  await add('interpreter', async () => (await worker.choose('A spoken-language interpreter'), await by('A parent or carer')));
  await add('disability', async () => (await worker.page.selectOption('#code', 'VIS'), await worker.write('In their own words (optional)', 'I sit in front'), await by('The person themself')));
  await add('status', async () => (await worker.page.selectOption('#code', 'CHILD_IN_NEED'), await by('A document'), await worker.page.locator('input[name=from-year]').fill('2025')));
  await add('address', async () => (await worker.choose('Home'), await worker.write('Address', '4 Ferry Hill, Quillmouth'), await worker.write('Postcode (optional)', 'zy12hl'), await by('A parent or carer')));
  await add('education', async () => (await worker.look('fact-new'), await worker.page.selectOption('#code', 'ON_ROLL'), await worker.write('School, college or place (optional)', 'Ropewalk High School'), await by('A document')));
  for (const told of ['Asks to be spoken of as: she', '“a girl who plays in goal”', 'Any other White background', 'ZY1 2HL', 'Ropewalk High School']) await worker.says(told);
  await worker.look('person-known');
  await worker.press('Change or add');
  await worker.look('facts-known');
  await worker.page.getByRole('link', { name: /or wrong.*Ethnicity, Any other ethnic group/ }).click();
  await worker.press('Save');
  await worker.says('Say whether it is no longer so, or never was');
  await worker.look('fact-end-error');
  await worker.choose('It was never so: it was recorded in error');
  await worker.write('Why', 'Guessed by looks');
  await worker.press('Save');
  await worker.says('It is taken back.');
  await worker.page.locator('summary').first().click();
  await worker.says('Guessed by looks');
  await worker.leave_with_no_fault();
});

test('facts are put right with their reason, and a new message stands on My work until somebody says it is read', async () => {
  const lead = await kith.signed_in(cast.lead.name);
  await lead.open('/concerns/new');
  await lead.press('Send to the team', { safe_now: 'yes', about: ['child'], postcode: 'ZY1 1EB', what: 'A car waits by the sports hall.', strengths: 'A form tutor.', own_words: 'I feel watched.', consent: 'agreed' });
  const href = lead.page.path.replace(/[?#].*/, '');
  await lead.press('Send the message', { body: 'The same car came again.' });

  const worker = await signed_in('worker');
  await worker.says('Read: ');
  await worker.look('home-message');
  await worker.open(href);
  await worker.says('One message is new.');
  await worker.look('concern-new-message', { print: true });
  await worker.press('I have read this');
  await worker.says('The messages are marked as read.');
  await worker.follow('Put right where it is');
  await worker.look('correct');
  await worker.focus_is_never_hidden('correct');
  await worker.page.locator('#postcode').fill('nowhere');
  await worker.press('Save');
  await worker.says('There is a problem');
  await worker.look('correct-error');
  await worker.page.locator('#postcode').fill('ZY1 1EB');
  await worker.page.locator('[name=about][value=place]').check();
  await worker.write('Why you put it right', 'It is about the place as well.');
  await worker.press('Save');
  await worker.says('It is about the place as well.');
  await worker.look('corrected', { print: true });
  await worker.leave_with_no_fault();
});
