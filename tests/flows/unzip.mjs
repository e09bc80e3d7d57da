// SPDX-License-Identifier: MIT
// ZIP files for tests: what one holds, read by its central directory (PKWARE APPNOTE 6.3.10), and one made by code.
import assert from 'node:assert/strict';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { crc32 } from './pictures.mjs';

// A Map of name to bytes.
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  assert.ok(end >= 0, 'it is a ZIP file');
  const files = new Map();
  for (let left = bytes.readUInt16LE(end + 10), at = bytes.readUInt32LE(end + 16); left > 0; --left) {
    const [method, packed, name, extra, comment, header] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const data = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const body = bytes.subarray(data, data + packed);
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), method === 8 ? inflateRawSync(body) : body);
    at += 46 + name + extra + comment;
  }
  return files;
}

export function zip(files) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const [name, body] of files) {
    const packed = deflateRawSync(body, { level: 9 });
    const told = Buffer.alloc(26);
    for (const [value, where, size] of [[20, 0, 2], [0x800, 2, 2], [8, 4, 2], [crc32(body), 10, 4], [packed.length, 14, 4], [body.length, 18, 4], [Buffer.byteLength(name), 22, 2]]) told.writeUIntLE(value, where, size);
    const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), told, Buffer.from(name)]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), told, place, Buffer.from(name)]));
    parts.push(header, packed);
    at += header.length + packed.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  for (const [value, where, many] of [[files.length, 8, 2], [files.length, 10, 2], [size, 12, 4], [at, 16, 4]]) end.writeUIntLE(value, where, many);
  return Buffer.concat([...parts, ...directory, end]);
}
