// SPDX-License-Identifier: MIT
// A draft shown to one's own safeguarding lead, as both meet it: each page and state, with and without a script, by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

const signed_in = (part, options) => sign_in_at(kith, cast[part].name, options);

async function fill_in(person, what) {
  await person.open('/concerns/new');
  await fill_in_here(person, what);
}
async function fill_in_here(person, what) {
  await person.choose('Yes, as far as I know');
  await person.page.locator('[name=about][value=place]').check();
  await person.write('What worries you?', what);
  await person.write('Strengths', 'A form tutor they trust.');
  await person.write('What they say, in their own words', 'It is only a lift.');
  await person.choose('Nobody is named, so there is nobody to ask');
}

test('asking, advice, why not, and sending: each page and state is sound, and prints', async () => {
  const teacher = await signed_in('teacher');
  const lead = await signed_in('lead');
  await lead.open('/drafts');
  await lead.says('No draft is shown to you');
  await lead.look('drafts-none');

  await teacher.open('/concerns/new');
  await teacher.write('What worries you?', 'Pupils are offered lifts behind the sports hall.');
  await teacher.press('Ask my safeguarding lead first');
  await teacher.says('Only you have seen it.');
  await teacher.look('draft-ask');
  await teacher.focus_is_never_hidden('draft-ask');
  await teacher.press('Show them this draft');
  await teacher.says('They see it now');
  await teacher.look('draft-asked');
  const href = new URL(teacher.page.url()).pathname;

  await lead.open('/');
  await lead.look('home-advise');
  await lead.open('/drafts');
  await lead.look('drafts');
  await lead.follow('A draft by Robin Ashdown');
  await lead.says('It cannot be sent yet.');
  await lead.look('draft-incomplete');
  await lead.press('Give this advice');
  await lead.says('There is a problem');
  await lead.follow('Write your advice');
  assert.equal(await lead.page.evaluate(() => document.activeElement.name), 'advice', 'the summary leads to the field');
  await lead.look('draft-advice-refused');
  await lead.write('Your advice', 'Say which evenings, and where they wait.');
  await lead.press('Give this advice');
  await lead.says('Your advice is kept.');
  await lead.write('Why you do not send it', 'I ring the team about it now, and write what they say.');
  await lead.press('Record why not');
  await lead.says('Your reason is kept.');
  await lead.look('draft-why-not');

  await teacher.open(href);
  await teacher.says('a lead cannot stop your worry');
  await teacher.look('draft-answered', { print: true });
  await fill_in(teacher, 'Pupils are offered lifts on Thursdays.');
  await teacher.press('Ask my safeguarding lead first');
  await teacher.press('Show them this draft');
  const other = new URL(teacher.page.url()).pathname;
  await teacher.follow('Change the draft, or send it yourself');
  await teacher.look('raise-shown');
  await lead.open(other);
  await lead.look('draft-shown', { print: true });
  await lead.focus_is_never_hidden('draft-shown');
  await lead.press('Send it to the team');
  await lead.says('It was sent to the team for your colleague.');
  await lead.look('raised-for-colleague');
  await teacher.press('Send to the team');
  await teacher.says('What Amina Sesay sent on');
  await teacher.look('raise-sent-by-lead');
  await teacher.leave_with_no_fault();
  await lead.leave_with_no_fault();
});

test('with script off, and about a colleague’s work with children: it goes through nobody', async () => {
  const teacher = await signed_in('teacher', { script: false });
  await fill_in(teacher, 'A coach writes to pupils at night.');
  await teacher.page.locator('[name=worker][value=yes]').check();
  await teacher.page.locator('[name=worker_name]').fill('A coach');
  await teacher.press('Ask my safeguarding lead first');
  await teacher.says('It goes to the designated officer, and not through a safeguarding lead');
  assert.equal(await teacher.button('Show them this draft').count(), 0);
  await teacher.look('draft-nobody');
  await fill_in(teacher, 'Pupils are offered lifts on Fridays.');
  await teacher.press('Ask my safeguarding lead first');
  await teacher.press('Show them this draft');
  await teacher.press('Take it back');
  await teacher.says('nobody but you sees it');
  await teacher.look('draft-taken-back');
  await teacher.leave_with_no_fault();
});

test('what is typed is kept by itself, stands in the list and on My work, is sent once, and can be removed', async () => {
  const teacher = await signed_in('other_lead');
  await teacher.open('/concerns/new');
  await teacher.write('What worries you?', 'Somebody waits in a car by the tram stop each evening at six.');
  const kept = teacher.page.getByText(/Saved as a draft at \d\d:\d\d/);
  await kept.waitFor();
  await teacher.look('raise-kept');
  await teacher.page.reload();
  assert.match(await teacher.field('What worries you?').inputValue(), /^Somebody waits in a car/, 'the address is that of the draft');
  await teacher.open('/');
  await teacher.says('a concern you have not sent yet');
  await teacher.open('/concerns/new');
  await teacher.says('Somebody waits in a car by the tram stop each evening at …');
  await teacher.look('raise-drafts');
  await teacher.follow('Somebody waits in a car');
  await fill_in_here(teacher, 'Somebody waits in a car by the tram stop.');
  await kept.waitFor();
  await teacher.press('Send to the team');
  await teacher.says('Your concern was sent to the team.');
  await teacher.open('/concerns/new');
  await teacher.write('What worries you?', 'A second thought.');
  await kept.waitFor();
  await teacher.open('/concerns/new');
  await teacher.page.getByRole('button', { name: /^Remove this draft/ }).click();
  await teacher.says('The draft is gone.');
  assert.ok(!(await teacher.text()).includes('A second thought.'));
  await teacher.leave_with_no_fault();
});

test('by keyboard alone a draft is shown and sent for its author', async () => {
  const teacher = await signed_in('teacher');
  await fill_in(teacher, 'Pupils are offered lifts on Mondays.');
  await teacher.page.locator('[name=own_words]').focus();
  await teacher.tab_to('Ask my safeguarding lead first', 'Enter');
  await teacher.tab_to('Show them this draft', 'Enter');
  await teacher.says('They see it now');
  const lead = await signed_in('deputy');
  await lead.open(new URL(teacher.page.url()).pathname);
  await lead.tab_to('Send it to the team', 'Enter');
  await lead.says('It was sent to the team for your colleague.');
  await teacher.leave_with_no_fault();
  await lead.leave_with_no_fault();
});
