/** What is said when whom we speak to is not who they should be; undefined when a code of Node's is about something else. */
export function aboutCertificate(who: 'provider' | 'mail server', code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Z0-9_]{1,60}$/.test(code) && /CERT|ALTNAME|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code)
    ? `The ${who}’s certificate is not to be believed (${code}), so nothing was said to it.`
    : undefined;
}
