// SPDX-License-Identifier: MIT
// Bringing in the tracker of missing episodes, and making the yearly return, as those meet it who answer for them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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

const head = 'Child name,DOB,Missing or absent,Date missing,Time missing,Date returned,Time returned,Police risk,Found where,RHI date,Interviewer\n';
const rows = 'Tansy Birkwood,02/01/2010,Missing,01/02/2025,18:00,02/02/2025,09:00,Medium,The pier,04/02/2025,Sol Brandreth\nTansy Birkwood,02/01/2010,Absent,10/02/2025,,10/02/2025,,,,,\n';

for (const script of [true, false])
  test(`a tracker is chosen, put right, accepted and undone, ${script ? 'with' : 'without'} script`, async () => {
    const mine = (text) => (script ? text : text.replaceAll('Tansy Birkwood', 'Wren Maple'));
    const manager = await sign_in_at(kith, cast.manager.name, { script });
    await manager.open('/missing');
    await manager.follow('Bring in the tracker kept until now');
    if (script) await manager.look('tracker-empty');
    await choose_list(manager, 'tracker.csv', mine(head + rows.replace('Absent', 'Volcano')));
    await manager.press('Stage the file');
    await manager.says('write M');
    if (script) await manager.look('tracker-refused');
    await choose_list(manager, 'tracker.csv', mine(head + rows));
    await manager.press('Stage the file');
    await manager.says('it is kept as noon');
    if (script) await manager.look('tracker-staged', { print: true });
    if (script) await manager.focus_is_never_hidden('tracker-staged');
    await manager.press('Accept the file');
    await manager.says('The file is brought in');
    if (script) await manager.look('tracker-accepted');
    await manager.press('Undo the import');
    await manager.says('Say why it is undone');
    await manager.write('Why it is undone', 'The wrong tracker');
    await manager.press('Undo the import');
    await manager.says('The import is undone');
    await manager.leave_with_no_fault();
  });

for (const script of [true, false])
  test(`a return is looked at, asked for what, and downloaded, ${script ? 'with' : 'without'} script`, async () => {
    const coordinator = await sign_in_at(kith, cast.coordinator.name, { script });
    await coordinator.open('/missing');
    await coordinator.follow('Returns of the authority');
    if (script) await coordinator.look('returns');
    await coordinator.press('Look at it');
    await coordinator.says('It breaks no published rule.');
    await coordinator.press('Make the file and download it');
    await coordinator.says('Say for whom or what it is made');
    if (script) await coordinator.look('returns-asked');
    await coordinator.write('For whom or what is it made?', 'The yearly return');
    const coming = coordinator.page.waitForEvent('download');
    await coordinator.page.getByRole('button', { name: 'Make the file and download it' }).click();
    const file = await coming;
    assert.equal(file.suggestedFilename(), 'missing.csv');
    assert.equal(readFileSync(await file.path(), 'utf8'), 'CHILD,DOB,MISSING,MIS_START,MIS_END\n');
    await coordinator.open('/missing/returns');
    await coordinator.says('The yearly return');
    if (script) await coordinator.look('returns-made', { print: true });
    await coordinator.leave_with_no_fault();
  });
