// SPDX-License-Identifier: MIT
// Bringing in a file of people, as whoever answers for the agency's records meets it.
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

const register = 'number,forename,surname,dob,mobile\nQ1,Tansy,Birkwood,2010-01-02,01632 960001\nQ2,Ewan,Sedge,2011-04-03,\nQ3,Ewan,Sedge,2011-04-03,\n';

for (const script of [true, false])
  test(`a file is chosen, looked at, accepted and undone, ${script ? 'with' : 'without'} script`, async () => {
    const mark = script ? 'A' : 'B';
    const mine = (text) => text.replaceAll('Q', mark).replaceAll('Birkwood', `Birkwood ${mark}`).replaceAll('Sedge', `Sedge ${mark}`);
    const manager = await sign_in_at(kith, cast.manager.name, { script });
    await manager.open('/people');
    await manager.follow('Bring in a file of people');
    if (script) await manager.look('imports-empty');
    await manager.press('Stage the file');
    await manager.says('Choose the file');
    await choose_list(manager, 'bad.csv', mine(register.replace('2010-01-02', 'last spring').replace('Q2,', ',')));
    await manager.write('Keep the columns as a profile named (optional)', 'Register');
    await manager.press('Stage the file');
    await manager.says('Rows that cannot be brought in: 2');
    assert.equal(await manager.field('Keep the columns as a profile named (optional)').inputValue(), 'Register');
    if (script) await manager.look('imports-refused');
    await choose_list(manager, 'register.csv', mine(register));
    await manager.press('Stage the file');
    await manager.says('3, of whom 1 may be known');
    if (script) await manager.look('import-staged', { print: true });
    if (script) await manager.focus_is_never_hidden('import-staged');
    await manager.press('Accept the file');
    await manager.says('The file is brought in');
    await manager.says('The same person?');
    if (script) await manager.look('import-accepted');
    await manager.open('/people/import');
    if (script) await manager.look('imports');
    await choose_list(manager, 'register.csv', mine(register.replace('2010-01-02', '2010-02-01')));
    await manager.press('Stage the file');
    await manager.says('birth date: 2 January 2010 becomes 1 February 2010');
    if (script) await manager.look('import-changes');
    await manager.press('Refuse the file');
    await manager.says('The file is refused');
    await manager.open('/people/import');
    await manager.page.getByRole('link', { name: /^Brought in/ }).last().click();
    await manager.page.waitForLoadState();
    if (!script) return manager.leave_with_no_fault();
    await manager.press('Undo the import');
    await manager.says('Say why it is undone');
    await manager.look('import-undo-refused');
    await manager.write('Why it is undone', 'The wrong year');
    await manager.press('Undo the import');
    await manager.says('The import is undone');
    await manager.look('import-undone');
    await manager.leave_with_no_fault();
  });
