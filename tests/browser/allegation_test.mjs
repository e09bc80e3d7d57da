// SPDX-License-Identifier: MIT
// The pages of a worry about somebody who works with children, as a referrer, a front door, the officer and a manager meet them.
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

test('a worry about a colleague: raised, held by the officer, opened to a manager', async () => {
  const lead = await signed_in('lead');
  await lead.open('/concerns/new');
  await lead.choose('Yes, as far as I know');
  await lead.choose('A child');
  await lead.page.locator('input[name=worker][value=yes]').check();
  await lead.write('Their name', 'Rosa Adeyemi');
  await lead.write('What they do with children', 'Helps at a youth club');
  await lead.page.locator('input[name=worker_told][value=no]').check();
  await lead.write('What worries you?', 'She sends a pupil messages at night.');
  await lead.write('Strengths', 'A form tutor they trust.');
  await lead.write('What they say, in their own words', 'I want it to stop.');
  await lead.page.locator('input[name=consent][value=nobody_named]').check();
  await lead.press('Send to the team');
  await lead.says('Choose which colleague it is about, or none of these');
  await lead.look('allegation-which-colleague');
  await lead.choose('Rosa Adeyemi, Quillshire Council');
  await lead.press('Send to the team');
  await lead.says('Do not tell the person.');
  await lead.look('allegation-raised', { print: true });
  const href = new URL(lead.page.url()).pathname;
  await lead.leave_with_no_fault();

  const officer = await signed_in('officer');
  await officer.open(href);
  await officer.says('Helps at a youth club');
  await officer.look('allegation-concern', { print: true });
  await officer.follow('Put right whom it is about, or open it to somebody');
  await officer.look('allegation-officer');
  await officer.focus_is_never_hidden('allegation-officer');
  await officer.press('Open it to them');
  await officer.says('There is a problem');
  await officer.look('allegation-officer-error');
  await officer.choose('Helen Okafor');
  await officer.page.locator('#reason').fill('She plans the rota.');
  await officer.page.locator('#words').fill('Please ring me before you plan next week.');
  await officer.page.locator('input[name=in_full]').check();
  await officer.press('Open it to them');
  await officer.says('It is open to them now.');
  await officer.look('allegation-officer-opened', { print: true });
  await officer.leave_with_no_fault();

  const manager = await signed_in('manager');
  await manager.open(href);
  await manager.says('Please ring me before you plan next week.');
  await manager.look('allegation-opened', { print: true });
  await manager.leave_with_no_fault();
});

test('a front door sends a concern on', async () => {
  const worker = await signed_in('colleague');
  await worker.open('/concerns');
  await worker.page.locator('.kith-work a').first().click();
  await worker.page.waitForLoadState();
  await worker.follow('This is about somebody who works with children');
  await worker.look('allegation-send-on');
  await worker.press('Send to the designated officer');
  await worker.says('There is a problem');
  await worker.look('allegation-send-on-error');
  await worker.write('Their name', 'Not known, grey beard');
  await worker.write('What they do with children', 'Caretaker');
  await worker.page.locator('input[name=worker_told][value=not_known]').check();
  await worker.page.locator('#worker_reason').fill('A caretaker works among children.');
  await worker.press('Send to the designated officer');
  await worker.says('It is with the designated officer now');
  await worker.look('allegation-sent-on');
  await worker.leave_with_no_fault();
});
