// SPDX-License-Identifier: MIT
// The administration of the directory as an administrator meets it: each kind of page and state of it.
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

// The record behind the link, of a list, that stands at that place.
async function open_one(person, list, prefix, place = 0) {
  await person.open(list);
  const hrefs = await person.page.locator(`td a[href^="${prefix}"]`).evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  await person.open(hrefs[place]);
}

test('every list, record and form of the directory is sound, at both widths', async () => {
  const keeper = await signed_in('administrator');
  const pages = { '/directory': 'directory', '/directory/people': 'directory-people', '/directory/people/new': 'directory-person-new', '/directory/lines': 'directory-lines', '/directory/areas': 'directory-areas', '/directory/bank-holidays': 'directory-bank-holidays', '/directory/agencies/new': 'directory-agency-new', '/areas': 'areas' };
  for (const [path, name] of Object.entries(pages)) {
    await keeper.open(path);
    await keeper.look(name, { print: true });
  }
  await open_one(keeper, '/directory', '/directory/agencies/');
  await keeper.look('directory-agency');
  await open_one(keeper, '/directory/areas', '/directory/areas/');
  await keeper.look('directory-area');
  await keeper.follow('Change from a day on');
  await keeper.look('directory-area-change');
  await keeper.press('Save from that day on');
  await keeper.says('There is a problem');
  await keeper.look('directory-area-refused');
  await open_one(keeper, '/directory/people', '/directory/people/', 1);
  await keeper.look('directory-person');
  await keeper.leave_with_no_fault();
});

test('a late save shows both texts, a number not confirmed is marked, and an old version is put back', async () => {
  const first = await signed_in('administrator');
  const late = await signed_in('administrator');
  await first.open('/directory/lines/childline/change');
  await late.open('/directory/lines/childline/change');
  await first.write('A sentence for who calls', 'Free from every phone.');
  await first.write('Why it changes', 'Asked for by schools');
  await first.press('Save');
  await first.says('Free from every phone.');
  await late.write('Number', '01632 960333');
  await late.write('Why it changes', 'Somebody rang');
  await late.press('Save');
  await late.says('What stands now');
  await late.look('directory-late');
  await late.press('Save');
  await late.says('Not confirmed');
  await late.look('directory-line');
  await late.focus_is_never_hidden('directory-line');
  await late.press('Put version 1 back');
  await late.says('Free from every phone.');
  await first.leave_with_no_fault();
  await late.leave_with_no_fault();
});

test('an address that nobody has shows somebody signed in who they are, and the way on', async () => {
  const worker = await signed_in('worker');
  await worker.open('/no-such-page');
  await worker.says('Page not found');
  await worker.says(cast.worker.shown_as);
  await worker.look('not-found-signed-in');
  assert.ok(await worker.button('Sign out').isVisible());
  await worker.leave_with_no_fault();
});
