import { existsSync, readFileSync, statSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { placeOfIssue, sentence } from '../../shared/workspace/file.ts';
import { ProvidersFile } from './providers-schema.ts';
import { yamlValue } from '../access/yaml-value.ts';

/** The name of the file of providers in a relay's data folder. */
export const providersFile = 'providers.yaml';

/** A file of providers that must not be used: every problem with its line, and no word of what stands there. */
export class BadProviders extends Error {}

/** Reads the file of providers; one that is not there is empty. Throws BadProviders; others than its owner must not be able to read it. */
export function readProviders(file: string, isNamed: boolean): ProvidersFile {
  if (!existsSync(file)) {
    if (isNamed) {
      throw new BadProviders(`${file}: there is no such file. Name another with --providers, or leave it out.`);
    }
    return ProvidersFile.parse({});
  }
  // Windows has no such bits; there the folder's own rights guard it.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new BadProviders(`${file}: others may read it, and it holds passwords. Close it: chmod 600 ${file}`);
  }
  return parseProviders(readFileSync(file, 'utf8'), file);
}

/** Reads the text of a file of providers. Throws BadProviders. */
export function parseProviders(text: string, file: string): ProvidersFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new BadProviders(`${file}:${line}:${col}: this is no YAML (${broken.code}).`);
  }
  const read = yamlValue(document);
  if ('problem' in read) {
    throw new BadProviders(`${file}: ${read.problem}`);
  }
  const parsed = ProvidersFile.safeParse(read.value, { reportInput: true });
  if (parsed.success) {
    return parsed.data;
  }
  const problems = parsed.error.issues.map((issue) => {
    const { line, column, path } = placeOfIssue(document, lines, issue);
    const isWhole = issue.path.length === 0 && issue.code === 'invalid_type';
    const said = isWhole ? 'The file must be made of names and values, one a line.' : sentence(issue);
    return `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${said}`;
  });
  throw new BadProviders(problems.join('\n'));
}

/** Everything in the file that must be seen nowhere else. */
export function secretsIn({ providers, people, subscribers }: ProvidersFile): string[] {
  const ofProviders = Object.values(providers).flatMap((provider) => {
    switch (provider.kind) {
      case 'smtp':
        return [provider.password ?? ''];
      case 'twilio':
        return [provider.token, provider.account];
      case 'http':
        return [provider.url, ...Object.values(provider.headers)];
      case 'ntfy':
      case 'pushover':
        return [provider.token ?? ''];
      case 'gotify':
        return [];
      case 'slack':
        return [provider.token ?? '', ...(provider.url === undefined ? [] : [provider.url, new URL(provider.url).pathname])];
      case 'mattermost':
      case 'teams':
      case 'discord':
      case 'google-chat':
        return [provider.url, new URL(provider.url).pathname];
    }
  });
  const ofPeople = Object.values(people).flatMap(({ addresses }) => Object.values(addresses));
  const ofSubscribers = Object.values(subscribers).flatMap((each) => (each.kind === 'webhook' ? [each.url, ...each.secrets] : []));
  return [...ofProviders, ...ofPeople, ...ofSubscribers].filter((secret) => secret.length >= 6);
}

/** Takes the secrets of a file out of a text: the last guard of what is written down, for no sentence of ours should hold one. */
export function redactor(file: ProvidersFile): (text: string) => string {
  const secrets = secretsIn(file).toSorted((a, b) => b.length - a.length);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text);
}
