import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { multipartFields } from './multipart.ts';

it('[ALR41] reads what a form of fields becomes on the wire, whatever the fields are', async () => {
  const field = fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }), fc.string({ unit: 'grapheme' }));
  await fc.assert(
    fc.asyncProperty(fc.array(field, { minLength: 1, maxLength: 5 }), async (fields) => {
      const form = new FormData();
      // What may stand in a name, and in a text, of a form is written with its own line ends there.
      const plain = fields.map(([name, text]) => [name.replaceAll(/["\r\n]/g, '_'), text.replaceAll(/[\r\n]+/g, '\r\n')] as const);
      plain.forEach(([name, text]) => form.append(name, text));
      const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
      const body = Buffer.from(await request.arrayBuffer());
      expect(await multipartFields(body, request.headers.get('content-type') ?? '')).toEqual(plain);
    }),
    { numRuns: 200 },
  );
});

it('[ALR41] reads boundaries in quotes or not, what stands in a file, and no body without its own boundary', async () => {
  const body = Buffer.from(
    '--a b\r\ncontent-disposition: form-data; name="data"; filename="x.json"\r\ncontent-type: application/json\r\n\r\n{}\r\n--a b--\r\n',
  );
  expect(await multipartFields(body, 'multipart/form-data; boundary="a b"; x=1')).toEqual([['data', '{}']]);
  for (const other of ['multipart/form-data; boundary=abc', 'multipart/form-data', 'text/plain']) {
    expect(await multipartFields(body, other)).toBeUndefined();
  }
});
