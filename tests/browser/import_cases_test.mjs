// SPDX-License-Identifier: MIT
// Bringing in an exploitation list, as whoever answers for the agency's records meets it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { choose_list, sign_in_at, start_browser } from './browser.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder(), { words: ['--without-public'] });
  await start_browser();
});
after(() => kith?.stop());

const choose_file = (person, text) => choose_list(person, 'cases.csv', text);
const list = 'Type,Name,DOB,Type of exploitation,Level,Reason for level,Next review,Allocated to,Panel date,Decision\nChild,Tansy Birkwood,2010-01-02,CCE,Moderate,Three worries in a month,2099-04-01,Somebody else,2025-12-01,A safer way home\nTakeaway,Herring Grill,,,,,,,,\nFlat,Flat over the chandler,,Cuckooing,,,,,,\n';

for (const script of [true, false])
  test(`a list of cases is chosen, asked what it lacks, accepted and undone, ${script ? 'with' : 'without'} script`, async () => {
    const mine = (text) => (script ? text : text.replace('Tansy Birkwood', 'Wren Maple').replace('Herring', 'Mackerel').replace('chandler', 'cooper'));
    const manager = await sign_in_at(kith, cast.manager.name, { script });
    await manager.open('/cases');
    await manager.follow('Bring in a list of cases');
    if (script) await manager.look('lists-of-cases-empty');
    await choose_file(manager, mine(list));
    await manager.write('Why the level is as it is, where a row gives a level and no reason', 'As the panel judged it');
    await manager.press('Stage the file');
    await manager.says('say which kinds of harm');
    assert.equal(await manager.field('Why the level is as it is, where a row gives a level and no reason').inputValue(), 'As the panel judged it');
    if (script) await manager.look('lists-of-cases-refused');
    await choose_file(manager, mine(list));
    await manager.page.getByLabel('Kind of harm, where a row says none').selectOption({ label: 'Not known yet' });
    await manager.press('Stage the file');
    await manager.says('Nobody of the team is called as the list says');
    await manager.says('Its address is protected');
    if (script) await manager.look('list-of-cases-staged', { print: true });
    if (script) await manager.focus_is_never_hidden('list-of-cases-staged');
    await manager.press('Accept the file');
    await manager.says('The file is brought in');
    if (script) await manager.look('list-of-cases-accepted');
    await manager.press('Undo the import');
    await manager.says('Say why it is undone');
    await manager.write('Why it is undone', 'The wrong list');
    await manager.press('Undo the import');
    await manager.says('The import is undone');
    if (script) await manager.look('list-of-cases-undone');
    await manager.leave_with_no_fault();
  });
