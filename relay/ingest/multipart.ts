/** The fields of a body of multipart/form-data, as names and texts, files with what is in them; undefined when it is none. */
export async function multipartFields(body: Buffer, contentType: string): Promise<[name: string, text: string][] | undefined> {
  try {
    // oxlint-disable-next-line typescript/no-deprecated -- it is advised against for bodies without a limit; ours is read whole and small
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    return await Promise.all([...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await value.text()]));
  } catch {
    return undefined;
  }
}
