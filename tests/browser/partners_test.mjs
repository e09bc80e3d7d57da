// SPDX-License-Identifier: MIT
// Asking partners and answering, as people meet it: every page and state, at both widths, by keyboard and without script.
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

async function a_concern() {
  const lead = await signed_in('lead', { script: false });
  await lead.open('/concerns/new');
  await lead.choose('Yes, as far as I know');
  await lead.choose('A child');
  await lead.write('What worries you?', 'A car waits for him on the way to Ropewalk High School.');
  await lead.write('Strengths', 'A form tutor he trusts.');
  await lead.write('What they say, in their own words', 'I feel watched.');
  await lead.page.locator('#postcode').fill('ZY1 1EB');
  await lead.page.locator('input[name=consent][value=agreed]').check();
  await lead.press('Send to the team');
  const href = new URL(lead.page.url()).pathname;
  await lead.leave_with_no_fault();
  return href;
}

async function ask(worker, href) {
  await worker.open(`${href}/partners`);
  await worker.page.locator('label:has-text("Ropewalk High School")').click();
  await worker.page.locator('label:has-text("Intelligence desk")').click();
  await worker.page.locator('input[name=urgency][value=RED]').check();
  await worker.page.locator('input[name=ask][value=known]').check();
  await worker.page.locator('#shares').fill('A car waits for a boy of 13 after school.');
  await worker.page.locator('input[name=basis][value=G-CA47]').check();
  await worker.page.locator('input[name=told][value=agreed]').check();
  await worker.press('Ask all of them');
  await worker.says('The partners have been asked.');
}

test('asking, its refusal, silences and answers on the page of the concern, and closing', async () => {
  const href = await a_concern();
  const worker = await signed_in('worker');
  await worker.open(href);
  await worker.says('No partner has been asked yet.');
  await worker.press('Ask partners');
  await worker.look('ask-partners');
  await worker.focus_is_never_hidden('ask-partners');
  await worker.press('Ask all of them');
  await worker.says('There is a problem');
  await worker.look('ask-partners-error');
  await worker.follow('Choose at least one partner');
  assert.equal(await worker.page.evaluate(() => document.activeElement.name), 'partners', 'the summary leads to the field');
  await ask(worker, href);
  await worker.look('concern-partners-silent', { print: true });

  const school = await signed_in('other_lead');
  await school.look('home-partner');
  await school.open('/requests');
  await school.look('asked-of-us');
  const part = await school.page.evaluate(() => [...document.querySelectorAll('.kith-work a')].map((one) => one.getAttribute('href')).pop());
  await school.open(part);
  await school.look('partner-part', { print: true });
  await school.focus_is_never_hidden('partner-part');
  await school.press('Send the answer');
  await school.says('There is a problem');
  await school.look('partner-part-error');
  await school.choose('Yes, known now');
  await school.page.locator('#what').fill('He is in year 9 and was late on Tuesday.');
  await school.page.locator('#strengths').fill('The art room, and his form tutor.');
  await school.page.locator('#handling').fill('His uncle may not hear of it.');
  await school.choose('Yes, this is all');
  await school.press('Send the answer');
  await school.says('Your answer was sent');
  await school.look('partner-part-answered');
  await school.follow('Correct your answer');
  await school.look('partner-part-correct');
  await school.open('/requests/answered');
  await school.look('answered-by-us');
  await school.leave_with_no_fault();

  await worker.open(href);
  await worker.says('His uncle may not hear of it.');
  await worker.look('concern-partners-answered', { print: true });
  await worker.page.getByRole('button', { name: 'Ask again Intelligence desk' }).click();
  await worker.says('The partner was asked again.');
  await worker.follow('Close this request');
  await worker.press('Close the request');
  await worker.says('Say why you close it');
  await worker.look('close-request-error');
  await worker.write('Why you close it', 'His mother spoke to us.');
  await worker.press('Close the request');
  await worker.says('The request to partners is closed.');
  await worker.look('concern-partners-closed');
  await worker.leave_with_no_fault();
});

test('nobody waits: the lists say so', async () => {
  const worker = await signed_in('worker');
  await worker.open('/requests/answered');
  await worker.says('Nothing has been answered yet');
  await worker.look('answered-by-us-empty');
  await worker.leave_with_no_fault();
});

test('with script off, and by keyboard alone, a partner answers', async () => {
  const href = await a_concern();
  const worker = await signed_in('worker', { script: false });
  await ask(worker, href);
  await worker.leave_with_no_fault();
  const school = await signed_in('other_lead');
  await school.open('/requests');
  await school.page.locator('.kith-work a').last().click();
  await school.page.waitForLoadState();
  await school.page.locator('input[name=known][value=not_known]').focus();
  await school.page.keyboard.press('Space');
  await school.page.locator('input[name=complete][value=all]').focus();
  await school.page.keyboard.press('Space');
  await school.tab_to('Send the answer', 'Enter');
  await school.says('Your answer was sent');
  await school.leave_with_no_fault();
});
