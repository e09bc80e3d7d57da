// SPDX-License-Identifier: MIT
// The public side as people meet it: by mouse, by keyboard, with script off, on a phone, in a hurry.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { Person, phone, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

const told = 'An older boy gives them vapes & waits <by the gate>.';

// The five pages; `each` is called on each of them before it is sent.
async function fill_in(person, each = async () => {}) {
  await person.open('/');
  await each('public-start');
  await person.press('Start now');
  await each('public-about');
  await person.choose('A child or young person under 18');
  await person.choose('A place');
  await person.press('Continue');
  await each('public-what');
  await person.write('What have you seen or heard?', told);
  await person.write('Who is it, or where is it? (optional)', 'The park by the ferry');
  await person.press('Continue');
  await each('public-when');
  await person.choose('In the last week');
  await person.press('Continue');
  await each('public-safe');
  await person.choose('I do not know');
  await person.press('Continue');
  await each('public-reach');
  await person.choose('No, I want to stay unknown');
  await person.press('Continue');
  await each('public-check');
  await person.says('Nothing has been sent yet.');
  await person.says(told);
}
const receipt_of = async (person) => (await person.page.locator('.kith-receipt__words').innerText()).trim().split(/\s+/).join(' ');

test('a worry is told and its receipt opens the box; every page on the way is sound', async () => {
  const person = await Person.at(kith.public);
  await fill_in(person, (name) => person.look(name));
  await person.press('Send this to us');
  await person.says('We have it');
  await person.look('public-receipt');
  const receipt = await receipt_of(person);
  await person.follow('Read our reply');
  await person.look('public-reply-ask');
  await person.write('Your five words', 'these are not any words');
  await person.press('Read');
  await person.says('We cannot find anything with these words.');
  await person.look('public-reply-wrong');
  await person.page.waitForTimeout(1500);
  await person.write('Your five words', receipt);
  await person.press('Read');
  await person.says('We have what you sent. Nobody has read it yet.');
  await person.look('public-reply');
  await person.write('Write to the team', '');
  await person.press('Send the message');
  await person.says('Write your message first');
  await person.look('public-reply-error');
  await person.write('Write to the team', 'It happened again.');
  await person.press('Send the message');
  await person.says('Your message is on its way.');
  for (const [path, name] of [['/help', 'public-help'], ['/privacy', 'public-privacy'], ['/accessibility', 'public-accessibility'], ['/nothing-here', 'public-404']]) {
    await person.open(path);
    await person.look(name);
  }
  assert.equal((await person.context.cookies()).length, 0);
  await person.leave_with_no_fault();
});

test('a gap is shown where it is, first of all, and typing is kept', async () => {
  const person = await Person.at(kith.public);
  await person.open('/tell-us');
  await person.press('Continue');
  await person.says('There is a problem');
  assert.match(await person.page.title(), /^Error: /);
  assert.equal(await person.page.evaluate(() => document.activeElement.closest('.govuk-error-summary') !== null), true, 'the summary has the focus');
  await person.look('public-about-error');
  await person.follow('Choose who or what this is about');
  assert.equal(await person.page.evaluate(() => document.activeElement.type), 'checkbox', 'the summary leads to the field');
  await person.choose('Me');
  await person.press('Continue');
  await person.write('Postcode of the place (optional)', 'nonsense');
  await person.press('Continue');
  await person.look('public-what-error');
  assert.equal(await person.field('Postcode of the place (optional)').inputValue(), 'nonsense');
  await person.leave_with_no_fault();
});

test('with script off, on a phone, the whole way can be gone', async () => {
  const person = await Person.at(kith.public, { viewport: phone, script: false });
  await fill_in(person);
  await person.press('Send this to us');
  const receipt = await receipt_of(person);
  assert.equal(receipt.split(' ').length, 5);
  await person.follow('Read our reply');
  await person.page.waitForTimeout(1500);
  await person.write('Your five words', receipt);
  await person.press('Read');
  await person.says('Where it stands');
  await person.page.getByRole('link', { name: 'Leave this page' }).last().click();
  await person.page.waitForURL(/\/leave$/);
  assert.equal(await person.page.title(), 'Weather');
  await person.leave_with_no_fault();
});

test('by keyboard alone the whole way can be gone, and the focus is always seen', async () => {
  const person = await Person.at(kith.public);
  await person.open('/');
  await person.focus_is_never_hidden('public-start');
  await person.open('/');
  await person.page.keyboard.press('Tab');
  assert.equal(await person.page.evaluate(() => document.activeElement.textContent), 'Skip to main content');
  await person.page.keyboard.press('Tab');
  assert.equal(await person.page.evaluate(() => document.activeElement.textContent), 'Leave this page', 'the way out is the second thing reached');
  await person.tab_to('Start now', 'Enter');
  await person.tab_to('A place', 'Space');
  await person.tab_to('Continue', 'Enter');
  await person.tab_to('What have you seen or heard?');
  await person.page.keyboard.type(told);
  await person.tab_to('Continue', 'Enter');
  await person.tab_to('Continue', 'Enter');
  await person.tab_to('No', 'Space');
  await person.tab_to('Continue', 'Enter');
  await person.focus_is_never_hidden('public-reach');
  await person.tab_to('No, I want to stay unknown', 'Space');
  await person.tab_to('Continue', 'Enter');
  await person.says('Check what you wrote');
  await person.tab_to('Send this to us', 'Enter');
  await person.says('We have it');
  await person.leave_with_no_fault();
});

test('going back, on the page or in the browser, and reloading keep what was typed', async () => {
  const person = await Person.at(kith.public);
  const { page } = person;
  await person.open('/');
  await person.press('Start now');
  await person.choose('A place');
  await person.press('Continue');
  await person.write('What have you seen or heard?', told);
  await person.press('Continue');
  await person.says('When');
  await page.reload();
  await person.says('Page 3 of 5');
  await page.goBack();
  await person.says('Page 2 of 5');
  assert.equal(await person.field('What have you seen or heard?').inputValue(), told, 'the browser’s Back shows what was typed');
  await person.press('Continue');
  await person.says('Page 3 of 5');
  await person.press('Back');
  assert.equal(await person.field('What have you seen or heard?').inputValue(), told, 'the page’s own Back shows what was typed');
  await person.leave_with_no_fault();
});

test('leaving covers the page at once, goes on without a trace, and Back shows nothing', async () => {
  const person = await Person.at(kith.public);
  const { page } = person;
  await page.goto('about:blank');
  await person.open('/tell-us');
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/leave', async (route) => {
    await held;
    await route.continue();
  });
  const covered = await page.evaluate(() => {
    document.querySelector('.kith-leave a[data-leave]').click();
    const main = document.querySelector('main').getBoundingClientRect();
    const shown = document.querySelector('main').checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return !shown || main.height === 0 || getComputedStyle(document.body).display === 'none';
  });
  assert.equal(covered, true, 'nothing is to be seen while the other page is on its way');
  release();
  await page.waitForURL(/\/leave$/);
  assert.equal(await page.title(), 'Weather');
  await page.goBack().catch(() => null);
  assert.ok(!page.url().includes('/tell-us'), 'Back does not lead to the page left');
  await person.leave_with_no_fault();
});

test('a page that follows a link away does not learn where somebody came from', async () => {
  const referrers = [];
  const elsewhere = http.createServer((request, answer) => {
    if (request.url === '/') referrers.push(request.headers.referer ?? '');
    answer.end('<!DOCTYPE html><title>x</title>');
  });
  await new Promise((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const person = await Person.at(kith.public);
  await person.open('/help');
  await person.page.evaluate((port) => {
    const link = document.createElement('a');
    link.href = `http://127.0.0.1:${port}/`;
    link.textContent = 'away';
    document.querySelector('main').append(link);
    link.click();
  }, elsewhere.address().port);
  await person.page.waitForURL((url) => url.port === String(elsewhere.address().port));
  elsewhere.close();
  assert.deepEqual(referrers, ['']);
  await person.context.close();
});

test('a first visit weighs at most 40 KB', async () => {
  const person = await Person.at(kith.public);
  let weight = 0;
  const pieces = [];
  person.page.on('response', async (response) => {
    pieces.push(response.request().sizes().then((sizes) => (weight += sizes.responseBodySize + sizes.responseHeadersSize)));
  });
  await person.open('/');
  await person.page.waitForLoadState('networkidle');
  await Promise.all(pieces);
  assert.ok(pieces.length >= 3, 'page, style and script');
  assert.ok(weight > 2000 && weight <= 40 * 1024, `${weight} bytes`);
  await person.leave_with_no_fault();
});
