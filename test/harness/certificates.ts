import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server's key and certificate, PEM. */
export interface Certified {
  key: string;
  cert: string;
}

/** The name the good one is for. */
export const certifiedName = 'provider.example';

/** An authority and what it has signed: one that is good, one that has expired, one for another name; and one nobody has signed. */
export interface Certificates {
  authority: string;
  good: Certified;
  expired: Certified;
  wrongName: Certified;
  selfSigned: Certified;
}

/** Makes certificates in a folder with OpenSSL, as an operator would. */
export function makeCertificates(folder: string): Certificates {
  const at = (file: string) => join(folder, file);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const fresh = (file: string, name: string) => {
    const called = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
    return ['req', ...curve, '-keyout', at(`${file}.key`), ...called];
  };
  const read = (file: string): Certified => ({
    key: readFileSync(at(`${file}.key`), 'utf8'),
    cert: readFileSync(at(`${file}.pem`), 'utf8'),
  });
  const own = (file: string, name: string): Certified => {
    openssl(...fresh(file, name), '-x509', '-days', '2', '-out', at(`${file}.pem`));
    return read(file);
  };
  const authority = own('authority', 'Authority').cert;
  const signed = (file: string, name: string, days: number): Certified => {
    openssl(...fresh(file, name), '-out', at(`${file}.csr`));
    const by = ['-CA', at('authority.pem'), '-CAkey', at('authority.key'), '-set_serial', '1', '-copy_extensions', 'copy'];
    openssl('x509', '-req', '-in', at(`${file}.csr`), ...by, '-days', String(days), '-out', at(`${file}.pem`));
    return read(file);
  };
  return {
    authority,
    good: signed('good', certifiedName, 2),
    expired: signed('expired', certifiedName, -1),
    wrongName: signed('wrong-name', 'elsewhere.example', 2),
    selfSigned: own('self-signed', certifiedName),
  };
}
