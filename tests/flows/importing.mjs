// SPDX-License-Identifier: MIT
// Lists brought in at the command line by the council of the invented town, for its team Harbour.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demo_folder, fresh_folder, run } from './kith.mjs';

export const council = ['--from', 'quillshire_council'];
export const harbour = ['--team', 'Harbour'];
export const ended = (done, status) => assert.equal(done.status, status, done.out + done.err);
export const counts_of = (done) => {
  const { rows, new: made, perhaps_known, changed, unchanged } = JSON.parse(done.out).counts;
  return { rows, made, perhaps_known, changed, unchanged };
};
// `what`: people, contexts or cases; to a copy of the invented place of its own.
export const importing = (what) => {
  const data = demo_folder();
  const files = fresh_folder();
  const kith_import = (...words) => run('import', ...words, '--data', data);
  return {
    data,
    files,
    kith_import,
    brought_in: (path, ...words) => kith_import(what, path, ...council, ...harbour, ...words),
    file_of: (name, bytes) => {
      const path = join(files, name);
      writeFileSync(path, bytes);
      return path;
    },
  };
};
