// SPDX-License-Identifier: MIT
// Writes shipped.S and shipped.cc: every file that ships in the program, and the table that finds it.
//   node embed.mjs SOURCE_FOLDER OUT_FOLDER      (what web/build.mjs made is read from OUT_FOLDER/web)
import { readdirSync, statSync, writeFileSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';

const [source, out] = process.argv.slice(2);
const govuk = join(source, 'web/node_modules/govuk-frontend/dist');

function walk(folder, wanted, found = []) {
  if (!existsSync(folder)) return found;
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path, wanted, found);
    else if (wanted(path)) found.push(path);
  }
  return found;
}

const rows = [];
const add = (root, folder, wanted, prefix = '') =>
  walk(join(root, folder), wanted).forEach((p) => rows.push([prefix + relative(root, p), p]));
add(source, 'data', (p) => /\.(csv|geojson|json|toml|txt|md)$/.test(p));
add(source, 'migrations', (p) => p.endsWith('.sql'));
add(source, 'src', (p) => /\/(templates|forms|forms\/was|words)\/[^/]+\.(njk|toml)$/.test(p));
add(out, 'web', () => true);
// The upstream components' templates, unmodified, under the name our templates call them by.
add(govuk, 'govuk/components', (p) => p.endsWith('.njk'));
add(govuk, 'govuk/macros', (p) => p.endsWith('.njk'));

let assembler = '.section .rodata\n';
let table = '// Written by web/embed.mjs.\n#include <cstddef>\nnamespace kith {\n' +
  'struct ShippedRow { char const* path; char const* begin; char const* end; };\n' +
  'extern ShippedRow const shipped_rows[];\nextern std::size_t const shipped_count;\n}\nextern "C" {\n';
rows.forEach(([, file], i) => {
  assembler += `.global shipped_${i}_begin\n.global shipped_${i}_end\nshipped_${i}_begin:\n.incbin "${file}"\nshipped_${i}_end:\n.byte 0\n`;
  table += `extern char const shipped_${i}_begin[];\nextern char const shipped_${i}_end[];\n`;
});
assembler += '.section .note.GNU-stack,"",@progbits\n';
table += '}\nnamespace kith {\nShippedRow const shipped_rows[] = {\n' +
  rows.map(([name], i) => `{ "${name}", shipped_${i}_begin, shipped_${i}_end },`).join('\n') +
  `\n{ nullptr, nullptr, nullptr } };\nstd::size_t const shipped_count = ${rows.length};\n}\n`;
writeFileSync(join(out, 'shipped.S'), assembler);
writeFileSync(join(out, 'shipped.cc'), table);
