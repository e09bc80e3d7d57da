// SPDX-License-Identifier: MIT
// A PDF, as another program than wrote it reads it (poppler-utils).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function told(tool, bytes, before, rest = []) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-pdf-'));
  try {
    const path = join(folder, 'one.pdf');
    writeFileSync(path, bytes);
    return execFileSync(tool, [...before, path, ...rest], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

export const about_pdf = (bytes) => told('pdfinfo', bytes, []); // "Tagged: yes", "Pages: 3"
export const structure_of_pdf = (bytes) => told('pdfinfo', bytes, ['-struct']); // its tags, one a line
// The words of each page.
export const pages_of_pdf = (bytes) => told('pdftotext', bytes, [], ['-']).split('\f').filter((page) => page.trim()).map(squeezed);
export const text_of_pdf = (bytes) => pages_of_pdf(bytes).join(' ');
