// SPDX-License-Identifier: MIT
// What was named before, while somebody types a plate into the form of intelligence: shown below the field, taken over by a button, and
// nothing of it in an address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder, own_password } from '../flows/kith.mjs';
import { Person, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

async function come_in(who, options) {
  const person = await Person.at(kith.staff, options);
  await person.open('/sign-in');
  await person.write('Sign-in name', cast[who].name);
  await person.write('Password', own_password);
  await person.press('Sign in');
  return person;
}
const field = (person) => person.page.getByLabel('As it was named').first();
async function type_plate(person, typed) {
  await person.open('/intelligence/new');
  await person.page.getByLabel('What it is').first().selectOption({ label: 'Vehicle' });
  await field(person).pressSequentially(typed, { delay: 40 });
}

test('a plate that was named before is shown while it is typed, and written as it was', async () => {
  const person = await come_in('practitioner');
  await person.open('/disruption/things/new');
  await person.choose('Vehicle');
  await person.write('Its number, mark or name', 'AB12 CDE');
  await person.write('How do you know that it is used in the harm?', 'The warden wrote it down');
  await person.press('Lay out what may be done');
  await type_plate(person, 'ab1');
  await person.page.waitForTimeout(900);
  assert.equal(await person.page.locator('.kith-known__list li').count(), 0); // too little of it
  await field(person).pressSequentially('2c', { delay: 40 });
  await person.page.getByText('Named before, where you may read it').waitFor();
  await person.look('named-while-typing');
  await person.page.getByRole('button', { name: /Write it so/ }).click();
  assert.equal(await field(person).inputValue(), 'AB12 CDE');
  assert.ok(!person.page.url().includes('AB12'));
  assert.deepEqual(person.faults, []);
});

test('who may not know where it was named is told what they are told of one that nobody named', async () => {
  const person = await come_in('lead');
  const said = async (plate) => {
    await type_plate(person, plate);
    await person.page.locator('.kith-known__said').waitFor();
    return person.page.locator('.kith-known__list').first().innerText();
  };
  assert.equal(await said('AB12 CDE'), await said('AB12 CDF'));
  assert.deepEqual(person.faults, []);
});
