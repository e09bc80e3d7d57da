// SPDX-License-Identifier: MIT
// A page made for paper is saved as a PDF that everybody can read: tagged, with its marking and whose copy it is, and
// nothing that the page does not say. What makes it reaches no file and no network.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cast } from './demo.mjs';
import { Kith, demo_folder, program } from './kith.mjs';
import { about_pdf, pages_of_pdf, structure_of_pdf, text_of_pdf } from './pdf.mjs';

let kith, folder, practitioner, paper;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-paper-'));
  kith = await Kith.start(demo_folder());
  practitioner = await kith.signed_in(cast.practitioner.name);
  await practitioner.open('/cases');
  paper = practitioner.page.body.match(/\/cases\/[0-9a-f-]{36}/)[0] + '/print';
});
after(() => rmSync(folder, { recursive: true, force: true }));

const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

test('a page for paper has a link to its PDF, which says what the page says', async () => {
  await practitioner.open(paper);
  assert.match(practitioner.page.body, /<a [^>]*href="\?as=pdf"[^>]*>Save as PDF<\/a>/);
  const main = practitioner.page.body.match(/<main[\s\S]*<\/main>/)[0];
  const headings = [...main.matchAll(/<h[12][^>]*>([^<]+)<\/h/g)].map(([, words]) => squeezed(words));
  assert.ok(headings.length > 2, main.slice(0, 500));

  const pdf = await practitioner.ask('GET', paper + '?as=pdf');
  assert.equal(pdf.status, 200);
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  assert.equal(pdf.headers['content-disposition'], 'attachment; filename="paper.pdf"');
  assert.equal(pdf.headers['cache-control'], 'no-store');
  const about = about_pdf(pdf.bytes);
  assert.match(about, /^Tagged:\s+yes$/m);
  assert.match(about, /^Page size:.*A4/m);
  assert.match(about, /^Title:\s+\S/m);
  assert.match(about, /^JavaScript:\s+no$/m);
  const text = text_of_pdf(pdf.bytes);
  for (const words of headings) assert.ok(text.includes(words), `"${words}" is not in ${text.slice(0, 2000)}`);
  assert.match(text, /Copy for Callum Reyes/);
  assert.match(text, /Page 1 of \d/);
  assert.doesNotMatch(text, /Save as PDF/);
  const structure = structure_of_pdf(pdf.bytes);
  for (const kind of ['H1', 'H2', 'P']) assert.match(structure, new RegExp(`^\\s+${kind} `, 'm'));
  assert.match(pdf.bytes.toString('latin1'), /\/Lang \(en\)[\s\S]*|\/ViewerPreferences/);
  assert.match(pdf.bytes.toString('latin1'), /pdfuaid/);
});

test('its marking and whose copy it is stand on each page', async () => {
  const pdf = await practitioner.ask('GET', paper + '?as=pdf');
  const pages = pages_of_pdf(pdf.bytes);
  for (const [at, page] of pages.entries()) {
    assert.match(page, /Copy for Callum Reyes/, `page ${at + 1}`);
    assert.match(page, new RegExp(`Page ${at + 1} of ${pages.length}`));
  }
});

test('what the address asks is kept, and a page on the screen has no PDF', async () => {
  await practitioner.open(paper + '?sort=newest');
  assert.match(practitioner.page.body, /href="\?sort=newest&amp;as=pdf"/);
  const page = await practitioner.ask('GET', '/cases?as=pdf');
  assert.match(page.headers['content-type'], /^text\/html/);
});

test('who may not see the page gets of its PDF what does not exist', async () => {
  const teacher = await kith.signed_in(cast.teacher.name);
  const shown = async (path) => {
    const answer = await teacher.ask('GET', path + '?as=pdf');
    return [answer.status, answer.headers['content-type'], answer.body.replace(/value="[^"]*"/g, '').replace(/Reference for support.*?<\/p>/s, '')];
  };
  assert.deepEqual(await shown(paper), await shown('/cases/00000000-0000-4000-8000-000000000000/print'));
  assert.equal((await shown(paper))[0], 404);
});

test('several at once are all made, and other pages do not wait for them', async () => {
  const papers = Promise.all(Array.from({ length: 4 }, () => practitioner.ask('GET', paper + '?as=pdf')));
  const page = await practitioner.ask('GET', '/cases');
  assert.equal(page.status, 200);
  for (const made of await papers) assert.equal(made.bytes.subarray(0, 8).toString(), '%PDF-1.7');
});

test('what makes it fetches nothing, reads no file of ours and starts nothing', async () => {
  const asked = [];
  const outside = http.createServer((request, answer) => {
    asked.push(request.url);
    answer.end('x');
  });
  await new Promise((ready) => outside.listen(0, '127.0.0.1', ready));
  const secret = join(folder, 'secret.txt');
  writeFileSync(secret, 'PELICAN-BALUSTRADE');
  const there = `http://127.0.0.1:${outside.address().port}`;
  const page = `<!DOCTYPE html><html lang="en"><head><title>T</title>
    <link rel="stylesheet" href="${there}/a.css"><link rel="attachment" href="file://${secret}">
    <style>@import url(${there}/b.css); @font-face { font-family: x; src: url(${there}/f.woff) } body { background: url(file://${secret}) }</style></head>
    <body><main class="kith-paper"><h1>Heading</h1><img src="${there}/c.png" alt="A"><img src="file://${secret}" alt="B">
    <a rel="attachment" href="file://${secret}">x</a><object data="file://${secret}"></object><embed src="${there}/d">
    <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${there}/e.png" width="9" height="9"/></svg></main></body></html>`;
  const made = spawnSync(program, ['press'], { input: page, timeout: 60000 });
  outside.close();
  assert.equal(made.stdout.subarray(0, 8).toString(), '%PDF-1.7', made.stderr.toString());
  assert.deepEqual(asked, []);
  assert.doesNotMatch(made.stdout.toString('latin1'), /PELICAN|EmbeddedFile/);
  assert.match(text_of_pdf(made.stdout), /Heading/);
});

test('what is no page is no file', () => {
  const made = spawnSync(program, ['press'], { input: Buffer.from([0xff, 0xfe, 0x00, 0x80]), timeout: 60000 });
  assert.notEqual(made.status, 0);
  assert.equal(made.stdout.length, 0);
});
