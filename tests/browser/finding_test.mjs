// SPDX-License-Identifier: MIT
// Who is known already while a name is typed, and finding somebody: with a script and without, by keyboard, at 320 px.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

let kith;
const signed_in = (part, options) => sign_in_at(kith, cast[part].name, options);

before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
  const lead = await kith.signed_in(cast.lead.name);
  for (const [name, year] of [['Wren Castellan', '2012'], ['Ren Castelan', '1980']]) {
    await lead.open('/people/new');
    await lead.press('Make the record', { name, 'birth-day': '3', 'birth-month': '5', 'birth-year': year });
    assert.equal(lead.page.status, 200, lead.page.text);
  }
});
after(() => kith?.stop());

test('while a name is typed those who may be known are listed below it, and nothing takes the focus', async () => {
  const worker = await signed_in('worker');
  const page = worker.page;
  await worker.open('/people/new');
  assert.ok(!(await worker.button('Is this person already known?').isVisible()), 'no button is needed where a script runs');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type('Wren Castel', { delay: 20 });
  const link = page.locator('.kith-known__list').getByRole('link', { name: 'Wren Castellan' });
  await link.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'name');
  assert.equal(await page.locator('.kith-known__list').getAttribute('aria-live'), 'polite');
  assert.ok((await page.locator('.kith-known__reasons li').count()) >= 1, 'it says why');
  assert.ok(!page.url().includes('Wren') && !page.url().includes('?'));
  await worker.look('known-typing');
  await worker.focus_is_never_hidden('known-typing');
  await page.getByLabel('Name', { exact: true }).fill('Xqzzt Vwxyzq');
  await page.getByText('Nobody you may know of is like this.').waitFor();
  await worker.look('known-nobody');
  await worker.leave_with_no_fault();
});

test('the same on a concern, for each child, also one that is added', async () => {
  const lead = await signed_in('lead');
  const page = lead.page;
  await lead.open('/concerns/new');
  await page.locator('[name=about][value=child]').check();
  await lead.press('Add another child');
  await page.locator('[name="children-2-name"]').pressSequentially('Wren Castel', { delay: 20 });
  const second = page.locator('[data-known="children-2-"]');
  await second.getByRole('link', { name: 'Wren Castellan' }).waitFor();
  assert.equal(await page.locator('[data-known="children-1-"] li').count(), 0);
  await lead.look('known-concern');
  await lead.leave_with_no_fault();
});

test('without a script a button brings the form back with candidates above what is still to fill in', async () => {
  const worker = await signed_in('worker', { script: false });
  await worker.open('/people/new');
  await worker.write('Name', 'Wren Castel');
  await worker.write('Language they speak best', 'Urdu');
  await worker.press('Is this person already known?');
  await worker.says('Wren Castellan');
  assert.equal(await worker.field('Name').inputValue(), 'Wren Castel');
  assert.equal(await worker.field('Language they speak best').inputValue(), 'Urdu');
  await worker.look('known-no-script');
  await worker.leave_with_no_fault();
});

test('finding somebody by keyboard: why, a name, and the record; nobody is a page of its own', async () => {
  for (const script of [true, false]) {
    const worker = await signed_in('worker', { script });
    const page = worker.page;
    await worker.open('/people');
    if (script) await worker.look('people-find');
    await page.getByLabel('Why you look').focus();
    await page.keyboard.type('Concern C-000-0000');
    await page.keyboard.press('Tab');
    await page.keyboard.type('castelan ren');
    await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')]);
    await worker.says('Wren Castellan');
    if (script) {
      await worker.look('found', { print: true });
      await worker.focus_is_never_hidden('found');
    }
    assert.ok(!page.url().includes('?') && !(await page.title()).includes('Castel'));
    await page.getByRole('button', { name: /^Wren Castellan/ }).first().click();
    await page.waitForLoadState();
    await worker.says('Wren Castellan');
    await worker.open('/people/search');
    await worker.write('Why you look', 'Concern C-000-0000');
    await worker.write('Name', 'Xqzzt Vwxyzq');
    await worker.press('Find');
    await worker.says('Nobody you may know of is like this');
    if (script) await worker.look('found-nobody');
    await worker.press('Find');
    await worker.write('Why you look', '');
    await worker.press('Find');
    await worker.says('Say why you look');
    assert.equal(await worker.field('Name').inputValue(), 'Xqzzt Vwxyzq');
    if (script) await worker.look('find-error');
    await worker.leave_with_no_fault();
  }
});

test('whoever looks up very many waits and says why, on a page that keeps what was typed', async () => {
  const other = await signed_in('other_lead');
  for (const letter of 'abcdefgh') {
    await other.open('/people/search');
    await other.write('Why you look', 'Concern C-000-0000');
    await other.write('Name', `q${letter}`);
    await other.press('Find');
  }
  await other.says('You have looked up many people in a short while');
  assert.equal(await other.field('Name').inputValue(), 'qh');
  await other.look('find-slowed');
  await other.open('/people/new');
  await other.page.getByLabel('Name', { exact: true }).pressSequentially('Wren', { delay: 20 });
  await other.page.getByRole('link', { name: 'Say why' }).waitFor();
  await other.look('known-slowed');
  await other.leave_with_no_fault();
});

test('the auditor of their agency reads who did, also on a phone and on paper; before that, that nobody did', async () => {
  const auditor = await signed_in('auditor');
  await auditor.open('/people/lookup-runs');
  await auditor.says('Nobody looked many people up');
  const colleague = await kith.signed_in(cast.colleague.name);
  for (const letter of 'abcdefgh') {
    await colleague.open('/people/search');
    await colleague.press('Find', { purpose: 'Concern C-000-0000', name: `w${letter}` });
  }
  await auditor.open('/');
  await auditor.follow('Who looked many people up');
  await auditor.says(cast.colleague.shown_as);
  await auditor.says('They did not go on.');
  await auditor.look('lookup-runs', { print: true });
  await auditor.leave_with_no_fault();
});
