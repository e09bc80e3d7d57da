// SPDX-License-Identifier: MIT
// Makes the invented place once for all flows: `node demo.mjs FOLDER` leaves FOLDER/data, the folder of a Kith in which
// the cast have passwords of their own.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kith, make_demo, one_time_password, run, settle_in } from './kith.mjs';

// Who of the invented place plays which part.
export const cast = {
  worker: { name: 'rosa.adeyemi', shown_as: 'Rosa Adeyemi' }, // triage worker of the front door
  colleague: { name: 'tomasz.wilk', shown_as: 'Tomasz Wilk' }, // another of the same team
  lead: { name: 'amina.sesay', shown_as: 'Amina Sesay' }, // safeguarding lead of a school
  deputy: { name: 'jonah.bright', shown_as: 'Jonah Bright' }, // her deputy
  teacher: { name: 'robin.ashdown', shown_as: 'Robin Ashdown', role: 'referrer', agency: 'lanternhouse_academy' }, // of her school; not of the invented place
  other_lead: { name: 'owen.tregear', shown_as: 'Owen Tregear' }, // of another school
  officer: { name: 'ines.carvalho', shown_as: 'Ines Carvalho' }, // the designated officer
  manager: { name: 'helen.okafor', shown_as: 'Helen Okafor' }, // manages the worker and the colleague
  practitioner: { name: 'callum.reyes', shown_as: 'Callum Reyes' }, // of the exploitation team
  coordinator: { name: 'bronwen.ash', shown_as: 'Bronwen Ash' }, // sees to children who are missing
  searcher: { name: 'maeve.tollan', shown_as: 'Maeve Tollan' }, // of the police who look for them
  desk: { name: 'dana.whitlock', shown_as: 'Dana Whitlock' }, // of the police's intelligence desk
  second_desk: { name: 'keir.ballard', shown_as: 'Keir Ballard' }, // another of that desk
  licence: { name: 'gwilym.parrish', shown_as: 'Gwilym Parrish, licensing officer' },
  administrator: { name: 'nia.rowlands', shown_as: 'Nia Rowlands' },
  auditor: { name: 'samir.qureshi', shown_as: 'Samir Qureshi' },
};

// Gives the cast passwords of their own, as they would choose them themselves.
export async function settle(data, db = '') {
  for (const { name, shown_as, role, agency } of Object.values(cast).filter((one) => one.agency)) {
    const added = run('user', 'add', name, '--name', shown_as, '--role', role, '--agency', agency, '--data', data, ...(db ? ['--db', db] : []));
    if (added.status !== 0) throw new Error(`${name} is not added: ${added.err}`);
  }
  const passwords = Object.values(cast).map((one) => [one.name, one_time_password(data, one.name, db)]);
  const kith = await Kith.start(data, { db });
  for (const [name, one_time] of passwords) {
    const visitor = await settle_in(kith.stranger(), name, one_time);
    if (visitor.page.status !== 200 || visitor.page.path !== '/') throw new Error(`${name} does not come in: ${visitor.page.path} ${visitor.page.text}`);
  }
  await kith.stop();
}

if (process.argv[1].endsWith('demo.mjs') && process.argv[2]) {
  const folder = process.argv[2];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  make_demo(folder);
  await settle(join(folder, 'data'));
}
