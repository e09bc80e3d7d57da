// SPDX-License-Identifier: MIT
// A list that is brought in, sent as a browser sends a file.
import http from 'node:http';

// The form that the visitor has open, with these fields filled in and this file chosen; for the children's front door
// where a team must be chosen.
export async function upload(visitor, fields, name, bytes) {
  const must_choose = visitor.page.body.includes('<option value="" selected>Choose</option>');
  const [, team] = visitor.page.body.match(/<option value="([^"]+)"[^>]*>Children&#39;s front door</) ?? [];
  const { pairs, action } = visitor.filled('Stage the file', must_choose ? { team, ...fields } : fields);
  const seam = '----kith-flow-seam';
  const parts = pairs.filter(([field]) => field !== 'file').map(([field, value]) => `--${seam}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`);
  const body = Buffer.concat([Buffer.from(`${parts.join('')}--${seam}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`), Buffer.from(bytes), Buffer.from(`\r\n--${seam}--\r\n`)]);
  const headers = { 'Content-Type': `multipart/form-data; boundary=${seam}`, 'Content-Length': body.length, Origin: visitor.base, Accept: 'text/html', Cookie: [...visitor.cookies].map(([key, value]) => `${key}=${value}`).join('; ') };
  const answer = await new Promise((resolve, reject) => {
    const request = http.request(new URL(action, visitor.base), { method: 'POST', headers }, (got) => {
      const pieces = [];
      got.on('data', (piece) => pieces.push(piece));
      got.on('end', () => resolve({ status: got.statusCode, location: got.headers.location, body: Buffer.concat(pieces).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
  return answer;
}
