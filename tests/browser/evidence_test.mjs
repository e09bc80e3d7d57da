// SPDX-License-Identifier: MIT
// The pages of evidence in a browser: each at both widths, held against what every page owes.
import { after, before, test } from 'node:test';
import { cast } from '../flows/demo.mjs';
import { Kith, demo_folder } from '../flows/kith.mjs';
import { sign_in_at, start_browser } from './browser.mjs';
import { pages } from './pages.mjs';

let kith;
before(async () => {
  kith = await Kith.start(demo_folder());
  await start_browser();
});
after(() => kith?.stop());

for (const [name, who, path, reach] of pages.filter(([one]) => one.startsWith('evidence')))
  test(name, async () => {
    const person = await sign_in_at(kith, cast[who].name);
    await person.open(path);
    await reach?.(person);
    await person.look(name, { print: name.endsWith('print') });
    await person.leave_with_no_fault();
  });
