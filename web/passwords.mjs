// SPDX-License-Identifier: MIT
// Writes OUT/web/passwords.txt: what people choose most, one a line, lower-case, each once, sorted by bytes, of eight characters
// and more: passwords that breaches laid open, and the common words and names among which those lists are kept apart in npm
// zxcvbn (MIT), where a word stands only in the list in which it is most frequent.
//   node passwords.mjs SOURCE_FOLDER OUT_FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [source, out] = process.argv.slice(2);
const require = createRequire(join(source, 'web/package.json'));
const lists = require('zxcvbn/lib/frequency_lists');
const words = new Set(Object.values(lists).flat().map((word) => word.toLowerCase()).filter((word) => word.length >= 8));
if (words.size < 1000) throw new Error(`zxcvbn gave only ${words.size} passwords: has its layout changed?`);
const sorted = [...words].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
mkdirSync(join(out, 'web'), { recursive: true });
writeFileSync(join(out, 'web/passwords.txt'), sorted.join('\n') + '\n');
