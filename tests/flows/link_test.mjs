// SPDX-License-Identifier: MIT
// kith link: files in, proposals out. It needs no Kith, and joins nothing.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fresh_folder, program, run } from './kith.mjs';

const forenames = ['amelia', 'william', 'zara', 'jakub', 'olivia', 'thomas', 'freya', 'hassan', 'grace', 'oscar', 'ivy', 'rowan'];
const surnames = ['smith', 'hargreaves', 'khan', 'nowak', 'entwistle', 'patel', 'holden', 'pickup', 'whittaker', 'crossley', 'riley'];
// Sixty people by a fixed rule; every third is met twice, once with a letter left out of the forename.
function town() {
  const rows = [];
  for (let at = 0; at < 60; ++at) {
    const [forename, surname] = [forenames[(at * 7) % 12], surnames[(at * 5) % 11]];
    const born = `${1960 + ((at * 13) % 50)}-${String(1 + ((at * 5) % 12)).padStart(2, '0')}-${String(1 + ((at * 11) % 28)).padStart(2, '0')}`;
    const home = `${1 + ((at * 17) % 90)},mill lane,FY${1 + (at % 9)} ${at % 10}AD`;
    rows.push(`p${at},${forename},${surname},${born},${home},blue`);
    if (at % 3 === 0) rows.push(`p${at}x,${forename.slice(0, -1)},${surname},${born},${home},red`);
  }
  return `id,forename,surname,dob,house,street,postcode,colour\n${rows.join('\n')}\n`;
}
const folder = fresh_folder();
const people = join(folder, 'people.csv');
writeFileSync(people, town());
const ended = (done, status) => assert.equal(done.status, status, done.out + done.err);
const clusters_of = (file) => new Map(readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')));

test('people met twice share a cluster, and strangers do not', () => {
  const out = join(folder, 'clusters.csv');
  const pairs = join(folder, 'pairs.csv');
  const done = run('link', people, '--out', out, '--pairs', pairs);
  ended(done, 0);
  assert.match(done.out, /80 records in 60 clusters, 20 likely pairs/);
  assert.match(done.out, /colour is carried, not compared/);
  assert.match(done.out, /a person decides/);
  const clusters = clusters_of(out);
  assert.equal(clusters.size, 80);
  for (let at = 0; at < 60; at += 3) assert.equal(clusters.get(`p${at}`), clusters.get(`p${at}x`));
  const told = readFileSync(pairs, 'utf8');
  assert.match(told, /^left_id,right_id,bits,probability,reasons\n/);
  assert.match(told, /born on the same day, 19\d\d-\d\d-\d\d: very much more likely the same person \(\+\d+\.\d bits\)/);
});

test('one thread or three give the same bytes, and --json says what was done', () => {
  const [one, three] = [join(folder, 'one.csv'), join(folder, 'three.csv')];
  ended(run('link', people, '--out', one, '--threads', '1'), 0);
  const done = run('link', people, '--out', three, '--threads', '3', '--json');
  ended(done, 0);
  assert.equal(readFileSync(one, 'utf8'), readFileSync(three, 'utf8'));
  const told = JSON.parse(done.out);
  assert.deepEqual([told.records, told.clusters, told.kept, told.threads], [80, 60, 20, 3]);
  assert.ok(told.compared >= 20 && told.peak_bytes > 0 && told.seconds.compare >= 0, done.out);
  assert.match(told.instructions, /^(plain|avx2|avx512)$/);
});

test('who is asked for is found among those known, and a beginning only where it may be one', () => {
  const [asked, out] = [join(folder, 'asked.csv'), join(folder, 'answers.csv')];
  writeFileSync(asked, 'id,forename,surname,dob\nslip,thoams,riley,\nbegun,oli,cros,\nnobody,qqqq,xxxx,\n');
  const done = run('known', '--in', people, '--queries', asked, '--out', out, '--json');
  ended(done, 0);
  assert.deepEqual([JSON.parse(done.out).records, JSON.parse(done.out).queries], [80, 3]);
  const answers = () => readFileSync(out, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  const named = new Map(town().trim().split('\n').slice(1).map((line) => [line.split(',')[0], line.split(',').slice(1, 3).join(' ')]));
  const first = (query) => named.get(answers().find(([id]) => id === query)?.[2]);
  assert.equal(first('slip'), 'thomas riley');
  assert.ok(!answers().some(([id]) => id === 'nobody'));
  assert.equal(first('begun'), undefined);
  ended(run('known', '--in', people, '--queries', asked, '--out', out, '--unfinished'), 0);
  assert.equal(first('begun'), 'olivia crossley');
  const small = join(folder, 'small.json');
  ended(run('link', people, '--out', join(folder, 'c.csv'), '--model', small, '--train', '--small'), 0);
  ended(run('known', '--in', people, '--queries', asked, '--out', out, '--model', small), 0);
  assert.equal(first('slip'), 'thomas riley');
  const refused = run('known', '--in', people, '--queries', asked, '--out', out, '--model', people);
  ended(refused, 1);
  assert.match(refused.err, /people.csv is no model that kith link wrote/);
});

test('what was learned is written, holds no rare name, and serves another file', () => {
  const [model, out] = [join(folder, 'model.json'), join(folder, 'used.csv')];
  ended(run('link', people, '--out', out, '--model', model, '--train'), 0);
  const learned = JSON.parse(readFileSync(model, 'utf8'));
  assert.ok(Object.values(learned.common.surname.counts).every((count) => count >= 5));
  assert.deepEqual(learned.common.birth.counts, {}); // no day is shared by five
  const few = join(folder, 'few.csv');
  writeFileSync(few, town().split('\n').slice(0, 9).join('\n'));
  const done = run('link', few, '--out', out, '--model', model, '--use');
  ended(done, 0);
  const clusters = clusters_of(out);
  assert.equal(clusters.get('p0'), clusters.get('p0x'));
  assert.notEqual(clusters.get('p0'), clusters.get('p1'));
  writeFileSync(model, '{"kind": "something else"}');
  const refused = run('link', few, '--out', out, '--model', model, '--use');
  ended(refused, 1);
  assert.match(refused.err, /is no model that kith link wrote/);
});

test('rows that cannot be read are each named, and nothing is written', () => {
  const [bad, out] = [join(folder, 'bad.csv'), join(folder, 'never.csv')];
  writeFileSync(bad, 'id,forename,surname\n1,Ann,Day\n2,Bo\n3,"Cy,Ek\n');
  const done = run('link', bad, '--out', out);
  ended(done, 1);
  assert.match(done.err, /row 3: it has 2 fields, and the header has 3/);
  assert.match(done.err, /row 4: a quotation mark is opened and never closed/);
  assert.ok(!existsSync(out));
});

test('wrong usage says what is right', () => {
  const out = join(folder, 'never.csv');
  for (const words of [[people], [people, '--out', out, '--between'], [people, '--out', out, '--map', 'surname'], [people, '--out', out, '--use'],
    [people, '--out', out, '--model', 'm.json'], [people, '--out', out, '--threshold', '2']])
    ended(run('link', ...words), 2);
  ended(run('link', join(folder, 'nowhere.csv'), '--out', out), 1);
  const help = run('link', '--help');
  ended(help, 0);
  assert.match(help.out, /forename middle surname/);
  assert.ok(!existsSync(out));
});

test('between two files only pairs across them are proposed', () => {
  const [left, right, out, pairs] = ['left.csv', 'right.csv', 'between.csv', 'between-pairs.csv'].map((name) => join(folder, name));
  const rows = town().trim().split('\n');
  writeFileSync(left, `${rows.filter((row) => !/^p\d+x,/.test(row)).join('\n')}\n`);
  writeFileSync(right, `${rows.filter((row, at) => at === 0 || /^p\d+x,/.test(row)).join('\n')}\n`);
  ended(run('link', left, right, '--between', '--out', out, '--pairs', pairs), 0);
  const told = readFileSync(pairs, 'utf8').trim().split('\n').slice(1);
  assert.equal(told.length, 20);
  for (const row of told) assert.match(row, /^p(\d+),p\1x,/);
});

test('a model is shown as a table, from the run and from its file', () => {
  const [model, out] = [join(folder, 'shown.json'), join(folder, 'shown.csv')];
  const done = run('link', people, '--out', out, '--model', model, '--train', '--show');
  ended(done, 0);
  assert.match(done.out, /^field +level +m +u +bits$/m);
  assert.match(done.out, /^birth +the same day +0\.\d{6} +0\.\d{6} +\+\d+\.\d$/m);
  const shown = run('model', 'show', model);
  ended(shown, 0);
  assert.equal(shown.out, done.out.slice(done.out.indexOf('field  ')));
  ended(run('link', people, '--out', out, '--show', '--json'), 2);
  ended(run('model', 'show', people), 1);
  ended(run('model'), 2);
});

test('a picture shows how the bits of a pair add up, and is refused for records that are not there', () => {
  const [picture, out] = [join(folder, 'pair.svg'), join(folder, 'pictured.csv')];
  ended(run('link', people, '--out', out, '--picture', picture, '--pair', 'p0,p0x', '--pair', 'p1,p2'), 0);
  const svg = readFileSync(picture, 'utf8');
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, /<title>Are p0 and p0x about one person\?<\/title>/);
  assert.match(svg, /<title>Are p1 and p2 about one person\?<\/title>/);
  assert.match(svg, /<desc>Before anything is compared \u2212\d+\.\d bits; .*in all \+\d+\.\d bits, \d+\.\d+ %\.<\/desc>/);
  assert.doesNotMatch(svg, /style|script| id=/);
  const never = join(folder, 'never-pictured.csv');
  for (const [words, status] of [[['--picture', picture, '--pair', 'p0,nobody'], 1], [['--picture', picture, '--pair', 'p0'], 2],
    [['--picture', picture], 2], [['--pair', 'p0,p1'], 2], [['--picture', picture, '--pair', 'p0,p0'], 2]])
    ended(run('link', people, '--out', never, ...words), status);
  assert.ok(!existsSync(never));
});

test('columns go by the names that files commonly give them, and birth dates by how they are commonly written', () => {
  const out = join(folder, 'columns.csv');
  const one_person = (name, header, rows, pairs = 1) => {
    const file = join(folder, `${name}.csv`);
    writeFileSync(file, `${header}\n${rows.join('\n')}\n`);
    const [model, clusters] = [join(folder, 'columns.json'), join(folder, `${name}-clusters.csv`)];
    ended(run('link', people, '--out', out, '--model', model, '--train'), 0);
    const done = run('link', file, '--out', clusters, '--model', model, '--use', '--json');
    ended(done, 0);
    assert.equal(JSON.parse(done.out).kept, pairs, name);
    return JSON.parse(done.out);
  };
  one_person('febrl', 'rec_id, given_name, surname, street_number, address_1, postcode, date_of_birth',
    ['a, amelia, entwistle, 4, mill lane, FY1 1AD, 19930817', 'b, amelia, entwistle, 4, mill lane, FY1 1AD, 19930817', 'c, oscar, khan, 9, mill lane, FY2 2AD, 19510203']);
  one_person('full', 'unique_id,full_name,dob,postcode_fake,gender',
    ['a,Amelia Entwistle,17/08/1993,FY1 1AD,female', 'b,amelia entwistle,1993-08-17,fy1 1ad,F', 'c,Oscar Khan,3 February 1951,FY2 2AD,M']);
  one_person('parts', 'id,first_name,last_name,by,bm,bd,address', ['a,amelia,entwistle,1993,8,17,4 mill lane', 'b,amelia,entwistle,1993,08,17,4 mill lane', 'c,oscar,khan,1951,2,3,9 mill lane']);
  const unread = one_person('unread', 'id,forename,surname,dob,postcode', ['a,amelia,entwistle,17/08/1993,FY1 1AD', 'b,amelia,entwistle,soon,FY1 1AD', 'c,oscar,khan,1951,FY2 2AD'], 1);
  assert.equal(unread.birth_dates_unread, 1);
});

test('who is already known is answered with candidates and reasons, whatever is missing', () => {
  const [queries, answers] = [join(folder, 'queries.csv'), join(folder, 'answers.csv')];
  const [, forename, surname, born] = town().split('\n')[1].split(',');
  writeFileSync(queries, `id,forename,surname,dob\nq1,${forename},${surname},${born}\nq2,${surname},${forename},\nq3,,,\n`);
  const done = run('known', '--in', people, '--queries', queries, '--out', answers, '--json');
  ended(done, 0);
  const told = JSON.parse(done.out);
  assert.deepEqual([told.records, told.queries], [80, 3]);
  const rows = readFileSync(answers, 'utf8').trim().split('\n');
  assert.equal(rows[0], 'query_id,rank,record_id,bits,probability,reasons');
  assert.match(rows[1], /^q1,1,p0,.*the same forename/);
  assert.ok(rows.some((row) => /^q2,\d+,p0,.*in each other's place/.test(row)), rows.join('\n'));
  assert.ok(!rows.some((row) => row.startsWith('q3,')));
  ended(run('known', '--in', people, '--queries', join(folder, 'nowhere.csv'), '--out', answers), 1);
  ended(run('known', '--in', people), 2);
});

test('--map speaks of every file at once, and says one thing of each field and each column', () => {
  const [left, right, out, asked] = ['family.csv', 'nachname.csv', 'mapped.csv', 'mapped-asked.csv'].map((name) => join(folder, name));
  writeFileSync(left, 'id,forename,Family,dob\na,Ann,Day,2011-05-03\n');
  writeFileSync(right, 'id,forename,surname,dob\nb,Ann,Day,2011-05-03\n');
  const done = run('link', left, right, '--out', out, '--map', 'surname=Family');
  ended(done, 0);
  assert.match(done.out, /family\.csv: Family is surname/);
  assert.match(done.out, /nachname\.csv: surname is surname/);
  for (const [words, why] of [
    [['--map', 'surname=Famly'], /No file has a column called Famly/],
    [['--map', 'surname=Family', '--map', 'surname=dob'], /--map names two columns for surname/],
    [['--map', 'surname=Family', '--map', 'middle=Family'], /--map names two fields for the column Family/],
    [['--map', 'surname='], /--map takes FIELD=COLUMN/],
    [['--map', 'colour=Family'], /--map takes FIELD=COLUMN/],
  ]) {
    const refused = run('link', left, right, '--out', out, ...words);
    ended(refused, 2);
    assert.match(refused.err, why);
  }
  writeFileSync(asked, 'id,dob\nq,2011-05-03\n');
  ended(run('known', '--in', left, '--queries', asked, '--out', out, '--map', 'surname=Family'), 0);
  assert.match(readFileSync(out, 'utf8'), /^q,1,a,/m);
  const refused = run('known', '--in', left, '--queries', asked, '--out', out, '--map', 'surname=Famly');
  ended(refused, 2);
  assert.match(refused.err, /No file has a column called Famly/);
});

test('old files are read whole: Windows-1252, and lines that end in CR alone', () => {
  const [old, out, model, asked] = ['old.csv', 'old-out.csv', 'old-model.json', 'old-asked.csv'].map((name) => join(folder, name));
  ended(run('link', people, '--out', out, '--model', model, '--train'), 0);
  writeFileSync(old, Buffer.from('id,forename,surname,dob\ra,Ren\u00e9e,M\u00fcller,2011-05-03\rb,Renee,Muller,2011-05-03\r', 'latin1'));
  const pairs = join(folder, 'old-pairs.csv');
  const done = run('link', old, '--out', out, '--pairs', pairs, '--model', model, '--use');
  ended(done, 0);
  assert.match(done.out, /^2 records in 1 clusters/m);
  assert.match(done.out, /old\.csv: it is not UTF-8, and was read as Windows-1252/);
  assert.match(readFileSync(pairs, 'utf8'), /the same forename, ""renee"".*the same surname, ""muller""|the same surname, ""muller"".*the same forename, ""renee""/);
  assert.equal(JSON.parse(run('link', old, '--out', out, '--model', model, '--use', '--json').out).windows_1252_files, 1);
  writeFileSync(asked, 'id,forename,surname\nq,Ren\u00e9e,M\u00fcller\n');
  const known = run('known', '--in', old, '--queries', asked, '--out', out);
  ended(known, 0);
  assert.match(known.out, /old\.csv: it is not UTF-8/);
  assert.doesNotMatch(known.out, /old-asked\.csv: it is not/);
  assert.match(readFileSync(out, 'utf8'), /^q,1,a,.*the same forename, ""renee""/m);
});

test('what is written takes the place of a file and of nothing else', async () => {
  const place = fresh_folder();
  const at = (name) => join(place, name);
  writeFileSync(at('target.csv'), 'before');
  chmodSync(at('target.csv'), 0o600);
  symlinkSync('target.csv', at('link.csv'));
  symlinkSync('not-yet.csv', at('ahead.csv'));
  for (const [link, target] of [['link.csv', 'target.csv'], ['ahead.csv', 'not-yet.csv']]) {
    ended(run('link', people, '--out', at(link)), 0);
    assert.ok(lstatSync(at(link)).isSymbolicLink(), `${link} stays a link`);
    assert.match(readFileSync(at(target), 'utf8'), /^record_id,cluster_id\n/);
  }
  assert.equal(statSync(at('target.csv')).mode & 0o777, 0o600, 'and who may read it stays');
  assert.equal(spawnSync('mkfifo', [at('pipe')]).status, 0);
  const reader = spawn('cat', [at('pipe')]);
  let came = '';
  reader.stdout.on('data', (text) => (came += text));
  const writer = spawn(program, ['link', people, '--out', at('pipe')], { stdio: 'ignore' });
  const [status] = await Promise.all([writer, reader].map((one) => new Promise((resolve) => one.on('close', resolve))));
  assert.equal(status, 0);
  assert.match(came, /^record_id,cluster_id\n/);
  assert.ok(lstatSync(at('pipe')).isFIFO(), 'a pipe stays a pipe');
  mkdirSync(at('folder'));
  const refused = run('link', people, '--out', at('folder'));
  ended(refused, 1);
  assert.match(refused.err, /folder is a folder: name a file/);
  ended(run('link', people, '--out', at('nowhere/out.csv')), 1);
  assert.deepEqual(readdirSync(place).filter((name) => name.endsWith('.part')), []);
});

test('what is read is never written over, and no two things are written to one file', () => {
  const place = fresh_folder();
  const [own, out, model, asked] = ['own.csv', 'out.csv', 'model.json', 'asked.csv'].map((name) => join(place, name));
  for (const file of [own, asked]) writeFileSync(file, town());
  symlinkSync('own.csv', join(place, 'alias.csv'));
  ended(run('link', own, '--out', out, '--model', model, '--train'), 0);
  const kept = readFileSync(out, 'utf8');
  for (const [words, why] of [
    [['link', own, '--out', own], /own.csv is read, and would be written over/],
    [['link', own, '--out', join(place, '.', 'alias.csv')], /is read, and would be written over/],
    [['link', own, '--out', out, '--pairs', join(place, '..', place.split('/').at(-1), 'out.csv')], /is named for two things/],
    [['link', own, '--out', join(place, 'new.csv'), '--pairs', join(place, 'new.csv')], /is named for two things/],
    [['link', own, '--out', model, '--model', model, '--use'], /is read, and would be written over/],
    [['link', own, '--out', model, '--model', model, '--train'], /is named for two things/],
    [['known', '--in', own, '--queries', asked, '--out', asked], /is read, and would be written over/],
  ]) {
    const refused = run(...words);
    ended(refused, 2);
    assert.match(refused.err, why);
  }
  assert.equal(readFileSync(own, 'utf8'), town());
  assert.equal(readFileSync(asked, 'utf8'), town());
  assert.equal(readFileSync(out, 'utf8'), kept);
  assert.ok(!existsSync(join(place, 'new.csv')));
});
