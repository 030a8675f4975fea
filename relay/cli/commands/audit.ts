import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { StoredEvent } from '../../../shared/log/envelope.ts';
import { logFile } from '../../backup/backup-files.ts';
import { answering, type Answer, type CommonFlags } from '../answer.ts';
import { Auditor } from '../audit/auditor.ts';
import { audit, auditAnswer } from '../audit/audit-report.ts';
import { checkpointsIn } from '../audit/witness.ts';
import { fileSource, folderSource, relaySource, type EntrySource } from '../audit/entry-source.ts';
import { contactLines, ContactProof } from '../audit/contact-proof.ts';
import { CliError, misused, reasonOf } from '../cli-error.ts';
import { defaultRelay } from '../connection.ts';
import { pathIn, type Io } from '../io.ts';
import { operatorClient } from '../relay-client.ts';

interface AuditFlags extends CommonFlags {
  file?: string;
  contains?: string;
  witness?: string;
}

/** `audit`: proves that a copy of the log is whole and unchanged. */
export function auditCommand(io: Io): Command {
  const verify = withSource(new Command('verify'))
    .summary('prove that the log is whole and unchanged')
    .description(
      'Proves that a copy of the log is whole and unchanged: every entry follows the one before (hash chain), and each is signed by the device that wrote it (Ed25519). Ends with 1 where it breaks.',
    )
    .optionsGroup('Which copy of the log:')
    .option('--file <file>', 'a file that "audit export" wrote')
    .optionsGroup('Options:')
    .option('--contains <hash>', 'also prove that a head noted earlier, or another copy’s, is part of it')
    .option('--witness <dir>', 'also compare with the checkpoints a desktop kept in its data folder')
    .addHelpText(
      'after',
      '\nExamples:\n  watchbell audit verify\n  watchbell audit verify --file log.ndjson\n  watchbell audit verify --data ~/.local/share/watchbell-watch',
    )
    .action(answering(io, async (flags: AuditFlags) => verifyLog(io, flags)));
  const exportLog = withSource(new Command('export'))
    .summary('write the log to a file, one entry a line')
    .description('Writes the whole log to a new file (NDJSON, one entry a line) and verifies it on the way.')
    .argument('<file>', 'the file to write; it must not exist yet')
    .addHelpText('after', '\nExample:\n  watchbell audit export log.ndjson')
    .action(answering(io, async (flags: AuditFlags, file: string) => exportTo(io, flags, file)));
  return new Command('audit')
    .summary('prove and export the log')
    .description('Proves that the log is whole and unchanged, or writes it to a file.')
    .addCommand(verify)
    .addCommand(exportLog);
}

function withSource(command: Command): Command {
  return command
    .optionsGroup('Which copy of the log:')
    .option('--relay <url>', `a relay’s (env WATCHBELL_RELAY; ${defaultRelay})`)
    .option('--token <token>', 'its adminToken (env WATCHBELL_TOKEN, or credentials.json in env WATCHBELL_DATA)')
    .option('--data <dir>', 'the one in a data folder, of a relay or a desktop; with --relay, only where the token is')
    .optionsGroup('Options:')
    .option('--json', 'print one JSON value instead of text');
}

function sourceOf(io: Io, flags: AuditFlags): EntrySource {
  if (flags.file !== undefined) {
    if (flags.data !== undefined || flags.relay !== undefined) {
      throw new CliError(misused, 'More than one copy of the log was named.', 'Give one of --file, --data and --relay.');
    }
    return fileSource(pathIn(io, flags.file));
  }
  return flags.data !== undefined && flags.relay === undefined
    ? folderSource(pathIn(io, flags.data))
    : relaySource(operatorClient(io, flags));
}

/** Only a relay's folder keeps contacts; a desktop's has none to prove. */
function contactProof(io: Io, { data, relay }: AuditFlags): ContactProof | undefined {
  const folder = data !== undefined && relay === undefined ? pathIn(io, data) : undefined;
  return folder !== undefined && existsSync(join(folder, logFile)) ? new ContactProof(folder) : undefined;
}

async function verifyLog(io: Io, flags: AuditFlags): Promise<Answer> {
  const noted = flags.contains?.toLowerCase();
  if (noted !== undefined && !/^[0-9a-f]{64}$/.test(noted)) {
    throw new CliError(
      misused,
      `"${flags.contains ?? ''}" is not a head.`,
      'A head is 64 hexadecimal digits, as "audit verify" prints it.',
    );
  }
  const checkpoints = flags.witness === undefined ? undefined : checkpointsIn(pathIn(io, flags.witness));
  const proof = contactProof(io, flags);
  const auditor = new Auditor([...(checkpoints ?? []).map(({ hash }) => hash), ...(noted === undefined ? [] : [noted])]);
  const audited = await audit(sourceOf(io, flags), auditor, proof && ((entries) => proof.note(entries)));
  const contacts = proof?.outcome();
  if (!contacts) {
    return auditAnswer(audited, noted, checkpoints, { json: {}, lines: [] });
  }
  const answer = auditAnswer(audited, noted, checkpoints, { json: { contacts }, lines: contactLines(contacts) });
  return contacts.wrong.length > 0 ? { ...answer, json: { ...(answer.json as object), ok: false }, exitCode: 1 } : answer;
}

/** Written beside its name first, so that a file of that name is always a whole log. */
async function exportTo(io: Io, flags: AuditFlags, name: string): Promise<Answer> {
  const file = pathIn(io, name);
  if (existsSync(file)) {
    throw new CliError(misused, `${name} exists already.`, 'Choose another name: an export is evidence and is never overwritten.');
  }
  const source = sourceOf(io, flags);
  const part = `${file}.part`;
  const descriptor = openNew(part, name);
  try {
    const keep = (entries: readonly StoredEvent[]) => {
      writeFileSync(descriptor, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    };
    const audited = await audit(source, new Auditor(), keep);
    fsyncSync(descriptor);
    renameSync(part, file);
    return auditAnswer(audited, undefined, undefined, { json: { file }, lines: [`  Written   ${name}`] });
  } catch (error) {
    rmSync(part, { force: true });
    throw error instanceof CliError
      ? error
      : new CliError(misused, `${name} cannot be written: ${reasonOf(error)}.`, 'Choose another place.');
  } finally {
    closeSync(descriptor);
  }
}

function openNew(part: string, name: string): number {
  try {
    return openSync(part, 'w', 0o600);
  } catch (error) {
    throw new CliError(misused, `${name} cannot be written: ${reasonOf(error)}.`, 'Choose another place.');
  }
}
