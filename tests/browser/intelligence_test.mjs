// SPDX-License-Identifier: MIT
// What a return interview names, and what is told to the intelligence desk, in a browser: each page at both widths, held against axe; who
// told it is on the screen of a source handler, and not on paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, one_time_password, settle_in } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';

const desk = 'dana.whitlock';
const handler = 'viktor.hale';
let kith, interview;
before(async () => {
  const data = demo_folder();
  const passwords = [desk, handler, 'idris.kaye'].map((name) => [name, one_time_password(data, name)]);
  kith = await Kith.start(data);
  for (const [name, one_time] of passwords) await settle_in(kith.stranger(), name, one_time);
  await start_browser();
});
after(() => kith?.stop());
// A button that says of what it is in words for those who cannot see what it stands beside.
const beside = async (person, act, words) => {
  await person.page.getByRole('button', { name: new RegExp(`^${act} ?: ${words}$`) }).click();
  await person.page.waitForLoadState();
};
const path_of = (person) => new URL(person.page.url()).pathname;

test('what an interview names is judged, undone and offered; what was typed is kept where it is refused', async () => {
  const worker = await sign_in_at(kith, 'idris.kaye');
  await worker.open('/missing');
  await worker.page.getByRole('list', { name: 'Episodes that are not closed' }).getByRole('link', { name: /^Linnet Roke/ }).click();
  await worker.follow('Go to the return interview');
  interview = path_of(worker);
  await worker.says('Nickname: Biscuit');
  await worker.says('What should be known if they go missing again');
  await worker.look('interview-named', { print: true });
  await worker.follow('Look at what was named');
  await worker.says('Vehicle: A white van');
  await worker.look('named');
  await beside(worker, 'Set aside', 'A white van');
  await worker.says('Say why it is set aside');
  await worker.look('named-error');
  await worker.page.getByRole('link', { name: 'Say why it is set aside' }).click();
  assert.match(await worker.page.evaluate(() => document.activeElement.name), /^reason$/);
  await worker.page.keyboard.type('There are many');
  await beside(worker, 'Set aside', 'A white van');
  await worker.says('Set aside: There are many');
  await beside(worker, 'Undo', 'A white van');
  await beside(worker, 'Accept', 'A white van');
  await worker.says('It is accepted.');
  await beside(worker, 'Offer as intelligence', 'Biscuit');
  await worker.says('What the child thinks of telling the police');
  assert.equal(await worker.field('Who told you, or where you read it').inputValue().then((text) => text.includes('Linnet Roke')), true);
  await worker.look('intelligence-begun');
  await worker.open(`${interview}/learning`);
  await worker.look('learning');
  await worker.leave_with_no_fault();
});

test('the desk reads what came in, and a source handler who told it, on the screen alone', async () => {
  const officer = await sign_in_at(kith, desk);
  await officer.open('/intelligence');
  await officer.look('intelligence-desk');
  await officer.follow('Nickname: Biscuit');
  await officer.says('Received by Dana Whitlock');
  assert.doesNotMatch(await officer.text(), /Linnet/);
  await officer.look('intelligence-one');
  const one = path_of(officer);
  await officer.open(`${one}/print`);
  await officer.look('intelligence-print', { print: true });
  await officer.leave_with_no_fault();

  const reader = await sign_in_at(kith, handler);
  await reader.open(one);
  await reader.follow('Who told it: source handlers');
  await reader.look('source-ask');
  await reader.press('Show who told it');
  await reader.says('Say why you need to open this record');
  await reader.look('source-error');
  await reader.write('Why do you need to know who told it?', 'To see that she is safe');
  await reader.press('Show who told it');
  await reader.says('Linnet Roke');
  await reader.look('source');
  await reader.page.emulateMedia({ media: 'print' });
  assert.doesNotMatch(await reader.page.locator('body').innerText(), /Linnet/);
  await reader.leave_with_no_fault();
});

test('police read what was learned, and see it where they grade the next time', async () => {
  const officer = await sign_in_at(kith, cast.searcher.name);
  await officer.open(interview.replace('/interview', ''));
  await officer.says('What should be known if they go missing again');
  await officer.says('The next grade of either of them');
  await officer.look('episode-learned', { print: true });
  await officer.leave_with_no_fault();
});
