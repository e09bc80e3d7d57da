// SPDX-License-Identifier: MIT
// A peer map, guardians and numbers, as people meet them: filled, empty, refused and on paper.
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

async function record(worker, name) {
  await worker.open('/people/new');
  await worker.page.locator('input[name=name]').fill(name);
  await worker.press('Make the record');
}

async function write_day(worker, name, date) {
  await worker.page.locator(`#${name}-day`).fill(String(date.getUTCDate()));
  await worker.page.locator(`#${name}-month`).fill(String(date.getUTCMonth() + 1));
  await worker.page.locator(`#${name}-year`).fill(String(date.getUTCFullYear()));
}

for (const script of [true, false])
  test(`a peer map is made, read and printed${script ? '' : ' without script'}`, async () => {
    const worker = await sign_in_at(kith, cast.worker.name, { script });
    const names = script ? ['Wren Hollis', 'Ada Birchall', 'Idris Fenn'] : ['Cora Lindley', 'Jay Ashworth', 'Nell Ormerod'];
    for (const name of names) await record(worker, name);
    await worker.open('/contexts/new?kind=PEER');
    await worker.page.locator('input[name=name]').fill(script ? 'Friends of the boating lake' : 'Friends of the skate ramp');
    await worker.press('Make the record');
    await worker.follow('Make a peer map');
    await worker.look('peer-map-empty');
    await worker.page.getByRole('button', { name: 'Make a peer map' }).click();
    await worker.look('peer-map-new');
    await worker.press('Begin the map');
    await worker.says('A peer map without a purpose is not made');
    await worker.look('peer-map-new-error');
    await worker.write('What is it for?', 'To plan with the lake’s warden how they get home safely');
    await worker.write('Who may use it?', 'The front door and the warden');
    await worker.write('Strengths of the group', 'They wait for one another, and tell the warden when somebody is missing.');
    await worker.press('Begin the map');
    for (const [at, name] of names.entries()) {
      await worker.page.getByRole('button', { name: 'Put somebody on the map' }).click();
      await worker.page.locator('select[name=person]').selectOption({ label: name });
      if (at === 0) await worker.look('peer-member');
      if (at === 0) await worker.press('Put them on the map');
      if (at === 0) await worker.look('peer-member-error');
      await worker.write('Their part in the group', ['Rows with them', 'Walks the younger ones home', 'Brings the food'][at]);
      await worker.write('Who told this, or where it stands', 'The warden of the lake');
      await write_day(worker, 'seen', new Date(Date.now() - 864e5 * (at === 2 ? 350 : 3)));
      await worker.press('Put them on the map');
      await worker.says('They are on the map.');
    }
    await worker.page.getByRole('button', { name: 'How two know each other' }).click();
    await worker.page.locator('select[name=one]').selectOption({ label: names[0] });
    await worker.page.locator('select[name=other]').selectOption({ label: names[1] });
    await worker.page.locator('select[name=role]').selectOption('friend');
    await worker.write('Who told this, or where it stands', names[0]);
    await worker.look('peer-tie');
    await worker.press('Put it on the map');
    await worker.press('The map is finished');
    await worker.says('Leaves soon');
    await worker.look('peer-map', { print: true });
    await worker.focus_is_never_hidden('peer-map');
    await worker.follow('A page to print');
    await worker.look('peer-map-print', { print: true });
    await worker.page.goBack();
    await worker.follow(/^Seen again, or change/);
    await worker.look('peer-member-change');
    await worker.page.goBack();
    await worker.follow(/^Off the map/);
    await worker.press('Take it off the map');
    await worker.says('Say why they leave the map');
    await worker.look('peer-member-off-error');
    await worker.open('/');
    await worker.says('1 person leaves it soon');
    await worker.leave_with_no_fault();
  });

test('guardians are listed by their own consent, and take it back', async () => {
  const worker = await sign_in_at(kith, cast.worker.name);
  await worker.open('/contexts/new?kind=PLACE');
  await worker.page.locator('input[name=name]').fill('Boating lake kiosk');
  await worker.press('Make the record');
  await worker.look('context-with-parts', { print: true });
  await worker.follow('List a guardian');
  await worker.look('guardian-new');
  await worker.choose('They are 18 or over');
  await worker.write('Their name', 'Sam Kettering');
  await worker.write('What they are or do there', 'Keeps the kiosk');
  await worker.write('What they look out for', 'Anybody left alone when it closes');
  await worker.press('List them');
  await worker.says('Without their own consent nobody is');
  await worker.look('guardian-new-error');
  await write_day(worker, 'consented', new Date(Date.now() - 864e5));
  await worker.write('How did they agree?', 'She said so at the kiosk');
  await worker.press('List them');
  await worker.look('guardians', { print: true });
  await worker.follow(/^Change/);
  await worker.look('guardian-change');
  await worker.page.goBack();
  await worker.follow(/^Takes it back/);
  await worker.look('guardian-end');
  await worker.page.goBack();
  await worker.open(new URL(worker.page.url()).pathname.replace(/guardians.*/, 'numbers'));
  await worker.says('There is no table');
  await worker.look('numbers');
  await worker.leave_with_no_fault();
});
