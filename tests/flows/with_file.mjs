// SPDX-License-Identifier: MIT
// A form with a file chosen in it, sent as a browser sends it.
import http from 'node:http';

// The form that the visitor has open and that holds the button, with these fields filled in and this file chosen for `field`.
export function parts_of(visitor, button, fields, field, file, bytes) {
  const { pairs, action } = visitor.filled(button, fields);
  const seam = '----kith-flow-seam';
  const typed = pairs.filter(([name]) => name !== field).map(([name, value]) => `--${seam}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
  const hidden = visitor.value_of(field);
  const kept = hidden ? `--${seam}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${hidden}\r\n` : '';
  const head = `--${seam}\r\nContent-Disposition: form-data; name="${field}"; filename="${file}"\r\nContent-Type: image/jpeg\r\n\r\n`;
  return { action, seam, before: Buffer.from(typed + kept + head), bytes, after: Buffer.from(`\r\n--${seam}--\r\n`) };
}

// What the server answers; `repeat` sends the bytes that many times over.
export function send(visitor, parts, repeat = 1) {
  const length = parts.before.length + parts.bytes.length * repeat + parts.after.length;
  const headers = { 'Content-Type': `multipart/form-data; boundary=${parts.seam}`, 'Content-Length': length, Origin: visitor.base, Accept: 'text/html', Cookie: [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; ') };
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(parts.action, visitor.base), { method: 'POST', headers }, (got) => {
      const pieces = [];
      got.on('data', (piece) => pieces.push(piece));
      got.on('end', () => {
        const body = Buffer.concat(pieces).toString();
        resolve({ status: got.statusCode, location: got.headers.location, headers: got.headers, body, text: body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '), path: parts.action });
      });
    });
    request.on('error', reject);
    request.write(parts.before);
    const more = (left) => {
      if (left === 0) return request.end(parts.after);
      if (request.write(parts.bytes)) return setImmediate(more, left - 1);
      return request.once('drain', () => more(left - 1));
    };
    more(repeat);
  });
}

// The same, and the visitor is where a browser would be afterwards.
export async function press_with_file(visitor, button, fields, { field, name = 'picture.png', bytes, repeat = 1 }) {
  const answer = await send(visitor, parts_of(visitor, button, fields, field, name, bytes), repeat);
  if (answer.location) return visitor.open(answer.location);
  visitor.page = answer;
  return answer;
}
