// SPDX-License-Identifier: MIT
// Pictures for tests, made by code: PNG (W3C, third edition), with what a wrongdoer or a camera would add.
import { deflateSync } from 'node:zlib';

export function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; ++bit) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type), body]);
  const size = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}
const begins = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
function head(width, height) {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([8, 2, 0, 0, 0], 8);
  return chunk('IHDR', body);
}

// Colours that run from corner to corner, and beside the picture what `text` says.
export function picture(width, height, { text = '' } = {}) {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x) rows.set([(x * 255) / width, (y * 255) / height, (x ^ y) & 255], y * (1 + width * 3) + 1 + x * 3);
  const beside = text ? [chunk('tEXt', Buffer.from(`Comment\0${text}`))] : [];
  return Buffer.concat([begins, head(width, height), ...beside, chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

// The header of a picture that is not there.
export const header_of = (width, height) => Buffer.concat([begins, head(width, height), chunk('IDAT', deflateSync(Buffer.alloc(1))), chunk('IEND', Buffer.alloc(0))]);
