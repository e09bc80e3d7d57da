// SPDX-License-Identifier: MIT
// Bringing in a list of contexts, as whoever answers for the agency's records meets it.
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

const choose_file = (person, text) => choose_list(person, 'places.csv', text);
const places = 'Location type,Location name,Address,Owner,Concern type\nTakeaway,Herring Grill,4 Slip Road,,CCE\nFlat,Flat over the chandler,6 Slip Road,,Cuckooing\nPeer group,Slip Road group,,,\n';

for (const script of [true, false])
  test(`a list is chosen, said what is known, accepted and undone, ${script ? 'with' : 'without'} script`, async () => {
    const mine = (text) => text.replaceAll('Slip Road', script ? 'Slip Road' : 'Keel Road').replaceAll('Herring', script ? 'Herring' : 'Mackerel').replaceAll('chandler', script ? 'chandler' : 'cooper');
    const manager = await sign_in_at(kith, cast.manager.name, { script });
    await manager.open('/contexts');
    await manager.follow('Bring in a list of contexts');
    if (script) await manager.look('lists-of-contexts-empty');
    await manager.press('Stage the file');
    await manager.says('Choose the file');
    await choose_file(manager, mine(places).replace('Takeaway', 'Volcano').replace('Peer group', ''));
    await manager.write('Keep the columns as a profile named (optional)', 'Hotspots');
    await manager.press('Stage the file');
    await manager.says('Rows that cannot be brought in: 2');
    assert.equal(await manager.field('Keep the columns as a profile named (optional)').inputValue(), 'Hotspots');
    if (script) await manager.look('lists-of-contexts-refused');
    await choose_file(manager, mine(places));
    await manager.press('Stage the file');
    await manager.says('Its address is protected');
    if (script) await manager.look('list-of-contexts-staged', { print: true });
    await manager.press('Accept the file');
    await manager.says('The file is brought in');
    if (script) await manager.look('list-of-contexts-accepted');
    await manager.open('/contexts/import');
    await choose_file(manager, mine('kind,name,owner\nTakeaway,Herring Grill,Herring Grill Ltd\nTakeaway,Slip Road kiosk,\n'));
    await manager.press('Stage the file');
    await manager.says('May be known');
    if (script) {
      await manager.look('list-of-contexts-to-say');
      await manager.focus_is_never_hidden('list-of-contexts-to-say');
      await manager.press('Accept the file');
      await manager.says('Say first what these rows are');
      await manager.look('list-of-contexts-say-first');
    }
    await manager.page.getByRole('group', { name: 'What is row 2?' }).getByRole('radio').first().check();
    await manager.press('Save what these rows are');
    await manager.says('What you said of the rows is kept');
    await manager.says('owner: ' + mine('Herring Grill Ltd') + ' is added');
    if (script) await manager.look('list-of-contexts-said');
    await manager.press('Accept the file');
    await manager.says('The file is brought in');
    if (!script) return manager.leave_with_no_fault();
    await manager.press('Undo the import');
    await manager.says('Say why it is undone');
    await manager.write('Why it is undone', 'The wrong list');
    await manager.press('Undo the import');
    await manager.says('The import is undone');
    await manager.look('list-of-contexts-undone');
    await manager.leave_with_no_fault();
  });
