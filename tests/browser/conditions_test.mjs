// SPDX-License-Identifier: MIT
// Every page of pages.mjs under every condition of conditions.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, own_password } from '../flows/kith.mjs';
import { Person, start_browser } from './browser.mjs';
import * as conditions from './conditions.mjs';
import { pages } from './pages.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

async function come_in(who, options) {
  const person = await Person.at(who === 'anyone' ? kith.public : kith.staff, options);
  if (who === 'anyone' || who === 'stranger') return person;
  await person.open('/sign-in');
  await person.write('Sign-in name', cast[who].name);
  await person.write('Password', own_password);
  await person.press('Sign in');
  return person;
}

async function come_to(person, path, reach) {
  const list = path.startsWith('first:') && path.slice(6);
  await person.open(list || path);
  if (list) {
    const links = await person.page.evaluate(() => [...document.querySelectorAll('main a[href]')].map((one) => one.getAttribute('href')));
    const href = links.find((one) => one.startsWith(`${list}/`) && !one.includes('?') && !pages.some(([, , known]) => known === one));
    assert.ok(href, `${list} leads nowhere`);
    await person.open(href);
  }
  await reach?.(person);
}

const in_place = ['in_the_dark', 'in_forced_colours', 'at_400_percent', 'on_paper', 'added_by_wcag_22', 'by_keyboard', 'stretched']; // the last changes the page

for (const who of new Set(pages.map(([, one]) => one)))
  test(`the pages of ${who}: dark, forced colours, 400 %, paper, keyboard, stretched, without script`, async () => {
    const person = await come_in(who);
    const plain = await come_in(who, { script: false });
    const faults = [];
    for (const [name, , path, reach] of pages.filter(([, one]) => one === who)) {
      await come_to(person, path, reach);
      await come_to(plain, path, reach);
      faults.push(...(await conditions.same_without_script(person, plain)).map((fault) => `${name}, without script: ${fault}`));
      for (const condition of in_place) faults.push(...(await conditions[condition](person)).map((fault) => `${name}, ${condition.replaceAll('_', ' ')}: ${fault}`));
    }
    assert.deepEqual([...faults, ...person.faults, ...plain.faults], []);
  });

test('nobody is asked twice for what they wrote on an earlier page', async () => {
  const person = await come_in('anyone');
  const asked = [];
  for (const [name, who, path, reach] of pages.filter(([one]) => /^public-(about|what|when|safe|reach)$/.test(one))) {
    assert.equal(who, 'anyone');
    await come_to(person, path, reach);
    asked.push(...(await person.page.evaluate(() => [...new Set([...document.querySelectorAll('main input:not([type=hidden]), main textarea')].map((one) => one.name))])).map((field) => [field, name]));
  }
  assert.ok(asked.length >= 5);
  const twice = asked.filter(([field], at) => asked.findIndex(([one]) => one === field) !== at);
  assert.deepEqual(twice, []);
});
