import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { boundaryOf, multipartFields } from './multipart.ts';

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
      expect(multipartFields(body, boundaryOf(request.headers.get('content-type') ?? '') ?? '')).toEqual(plain);
    }),
    { numRuns: 200 },
  );
});

it('[ALR41] reads boundaries in quotes or not, and no body without its own', () => {
  expect(
    ['multipart/form-data; boundary=abc', 'multipart/form-data; boundary="a b c"; x=1', 'multipart/form-data'].map(boundaryOf),
  ).toEqual(['abc', 'a b c', undefined]);
  expect(multipartFields(Buffer.from('--abc\r\n'), 'other')).toBeUndefined();
  expect(multipartFields(Buffer.from('--abc\r\nno head'), 'abc')).toEqual([]);
});
