// SPDX-License-Identifier: MIT
// Builds the look of Kith: style sheets, pictures and scripts, ready to be embedded in the program.
//   node build.mjs OUT_FOLDER
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import * as sass from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const sheets = ['kith', 'public']; // staff, and the pages anyone may open

// Physical sides become logical ones, so that one sheet serves Urdu as well as English.
const sides = [
  [/\b(margin|padding)-left\b/g, '$1-inline-start'],
  [/\b(margin|padding)-right\b/g, '$1-inline-end'],
  [/\bborder-left(?=[-:])/g, 'border-inline-start'],
  [/\bborder-right(?=[-:])/g, 'border-inline-end'],
  [/([{;\s])left:/g, '$1inset-inline-start:'],
  [/([{;\s])right:/g, '$1inset-inline-end:'],
  [/(text-align|float|clear):\s*left\b/g, (_, p) => `${p}:${p === 'text-align' ? 'start' : 'inline-start'}`],
  [/(text-align|float|clear):\s*right\b/g, (_, p) => `${p}:${p === 'text-align' ? 'end' : 'inline-end'}`],
];

// Every colour is set on :root (look/_colours.scss), so the fallback upstream writes beside each is dead weight.
const fallback = /var\((--govuk-[a-z-]+-colour),\s*(?:#[0-9a-f]+|[a-z]+|rgba?\([^)]*\))\)/gi;

export async function style_sheet(name) {
  const built = sass.compile(join(here, 'look', `${name}.scss`), {
    loadPaths: [join(here, 'node_modules')],
    quietDeps: true,
    logger: sass.Logger.silent,
  });
  let css = built.css.replace(fallback, 'var($1)');
  for (const [from, to] of sides) css = css.replace(from, to);
  return (await transform(css, { loader: 'css', minify: true, legalComments: 'none' })).code;
}

// For the press, which knows less than a browser: as it is written.
export async function paper_sheet() {
  const made = await transform(readFileSync(join(here, 'look', 'paper.css'), 'utf8'), { loader: 'css', minifyWhitespace: true, legalComments: 'none' });
  return made.code;
}

export async function script(path) {
  const made = await transform(readFileSync(path, 'utf8'), { loader: 'js', minify: true, target: 'es2018', format: 'iife', legalComments: 'none' });
  return made.code;
}

async function build(out) {
  mkdirSync(out, { recursive: true });
  const stale = readdirSync(out).filter((n) => /\.(css|js|svg|png)$/.test(n));
  for (const name of stale) rmSync(join(out, name));
  for (const name of sheets) writeFileSync(join(out, `${name}.css`), await style_sheet(name));
  writeFileSync(join(out, 'paper.css'), await paper_sheet());
  for (const name of readdirSync(join(here, 'look')).filter((n) => /\.(svg|png)$/.test(n)).sort()) {
    copyFileSync(join(here, 'look', name), join(out, name));
  }
  const scripts = join(here, 'script');
  for (const name of (existsSync(scripts) ? readdirSync(scripts) : []).filter((n) => n.endsWith('.js')).sort()) {
    writeFileSync(join(out, name), await script(join(scripts, name)));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const out = process.argv[2];
  if (!out) {
    console.error('usage: node build.mjs OUT_FOLDER');
    process.exit(2);
  }
  await build(out);
}
