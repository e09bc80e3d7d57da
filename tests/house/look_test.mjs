// SPDX-License-Identifier: MIT
// What Kith may not look like, what it may weigh, and whether it can be read.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const out = mkdtempSync(join(tmpdir(), 'kith-look-'));
after(() => rmSync(out, { recursive: true, force: true }));
const built = spawnSync(process.execPath, [join(root, 'web/build.mjs'), out], { encoding: 'utf8' });
assert.equal(built.status, 0, built.stderr);
const read = (name) => readFileSync(join(out, name), 'utf8');
const css = { staff: read('kith.css'), public: read('public.css') };
const gzipped = (text) => gzipSync(text, { level: 9 }).length;

test('no built file names the GOV.UK font, the crest or another host', () => {
  for (const name of readdirSync(out)) {
    const text = read(name).replace('http://www.w3.org/2000/svg', '');
    const found = text.match(/GDS[ -]?Transport|crest|@font-face|@import|https?:\/\/[a-z0-9]/i);
    assert.equal(found?.[0], undefined, name);
  }
});

test('style sheets fetch nothing', () => {
  for (const text of Object.values(css)) assert.ok(!text.includes('url('));
});

test('no GOV.UK brand colour is what Kith acts, links or focuses with', () => {
  const { light, dark } = palettes(css.staff);
  for (const colour of ['#1d70b8', '#1a65a6', '#0f7a52', '#00703c', '#ffdd00', '#fd0']) {
    assert.ok(!Object.values(light).includes(colour) && !Object.values(dark).includes(colour), colour);
  }
});

test('public style sheet and script stay within 12 KB and 1 KB, staff ones within 60 KB, compressed', () => {
  assert.ok(gzipped(css.public) <= 12 * 1024, `public.css ${gzipped(css.public)}`);
  assert.ok(read('leave.js').length <= 1024, `leave.js ${read('leave.js').length}`);
  const staff = gzipped(css.staff) + gzipped(read('kith.js'));
  assert.ok(staff <= 60 * 1024, `staff ${staff}`);
});

test('sides are written for either reading direction', () => {
  for (const text of Object.values(css)) {
    const found = text.match(/(margin|padding|border)-(left|right)\b|[{;](left|right):|text-align:(left|right)|float:(left|right)/);
    assert.equal(found?.[0], undefined);
  }
});

test('nobody is shown movement who asked for none, and tables on paper repeat their heads', () => {
  for (const text of Object.values(css)) assert.ok(/prefers-reduced-motion:\s*reduce/.test(text));
  assert.ok(css.staff.includes('thead{display:table-header-group}'));
  assert.ok(/@page\{[^}]*size:A4;margin:1\.4cm/.test(css.staff));
});

// The names of colours, light and dark, as the browser reads them.
function palettes(text) {
  const block = (from) => {
    const found = {};
    const body = text.slice(text.indexOf('{', from) + 1, text.indexOf('}', from));
    for (const [, name, value] of body.matchAll(/--kith-([a-z-]+):\s*(#[0-9a-f]{3,8})/gi)) found[name] = whole(value);
    return found;
  };
  const light = block(text.indexOf(':root{color-scheme'));
  const dark = { ...light, ...block(text.indexOf(':root', text.search(/@media screen and \(prefers-color-scheme:\s*dark\)/))) };
  return { light, dark };
}
function whole(hex) {
  const digits = hex.slice(1).toLowerCase();
  return `#${digits.length === 3 ? [...digits].map((d) => d + d).join('') : digits.slice(0, 6)}`;
}
// WCAG 2.2, "relative luminance" and "contrast ratio".
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

test('contrast is worked out as WCAG does', () => {
  assert.equal(contrast('#000000', '#ffffff').toFixed(2), '21.00');
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48'); // the well-known grey that just fails
});

const grounds = ['paper', 'card', 'sand'];
const words = [
  ...['ink', 'quiet', 'petrol', 'petrol-deep', 'visited', 'plum', 'wrong', 'well', 'soon'].flatMap((w) => grounds.map((g) => [w, g])),
  ['on-petrol', 'petrol'], ['on-petrol', 'petrol-deep'], ['on-wash', 'wash'], ['ink', 'wash'], ['on-wrong', 'wrong'],
  ['wrong', 'wrong-wash'], ['well', 'well-wash'], ['soon', 'soon-wash'], ['plum', 'plum-wash'], ['ink', 'plum-wash'],
  ['ink', 'soon-wash'], ['ink', 'well-wash'], ['soon-wash', 'soon'], ['card', 'well'], ['on-focus', 'focus'],
];
const marks = [...grounds.map((g) => ['edge', g]), ...grounds.map((g) => ['petrol', g]), ['on-focus', 'focus']];

for (const [sheet, text] of Object.entries(css)) {
  for (const [mode, colours] of Object.entries(palettes(text))) {
    test(`every pair of colours that meets can be read: ${sheet}, ${mode}`, () => {
      assert.ok(Object.keys(colours).length >= 25, 'the palette was not found');
      const poor = [];
      for (const [pairs, least] of [[words, 4.5], [marks, 3]]) {
        for (const [over, under] of pairs) {
          assert.ok(colours[over] && colours[under], `${over} or ${under} is no colour`);
          const ratio = contrast(colours[over], colours[under]);
          if (ratio < least) poor.push(`${over} on ${under} ${ratio.toFixed(2)}`);
        }
      }
      assert.deepEqual(poor, []);
    });
  }
}

test('dark is truly another palette', () => {
  const { light, dark } = palettes(css.staff);
  assert.ok(luminance(dark.paper) < 0.05 && luminance(light.paper) > 0.8);
});
