import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { Alert } from '../../shared/alert/alert.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { parseMail, whyIgnored, type Mail } from './mail.ts';
import { readSubject } from './mail-subject.ts';

const mail = (more: Partial<Mail> = {}): Mail => ({
  subject: 'Disk full on db1',
  text: 'df says 100 %.\n\nSee https://wiki.example.org/disk.',
  from: { name: 'Cron Daemon', address: 'Root@db1.example.org' },
  messageId: '<1@db1.example.org>',
  answers: [],
  writtenAt: '2026-11-23T02:58:00.000Z',
  files: [],
  header: () => undefined,
  ...more,
});

function alertOf(more: Partial<Mail> = {}, keyOfThread: (ids: readonly string[]) => string | undefined = () => undefined): Alert {
  const read = parseMail(mail(more), keyOfThread);
  if ('error' in read) {
    throw new Error(read.error);
  }
  return read.alert;
}

it('[ALR31] makes of a mail an alert: the subject is what is wrong, the text the details', () => {
  const { dedupKey, ...alert } = alertOf();
  expect(dedupKey).toMatch(/^[0-9a-f-]{36}$/);
  expect(alert).toEqual({
    action: 'trigger',
    summary: 'Disk full on db1',
    source: 'root@db1.example.org',
    severity: 'error',
    known: { reporter: 'Cron Daemon' },
    occurredAt: '2026-11-23T02:58:00.000Z',
    details: { text: 'df says 100 %.\n\nSee https://wiki.example.org/disk.', messageId: '<1@db1.example.org>' },
    links: [{ href: 'https://wiki.example.org/disk' }],
    client: 'Mail',
  });
});

it.each([
  ['[critical] Disk full', 'trigger', 'critical'],
  ['[P1] Disk full', 'trigger', 'critical'],
  ['Disk full (warning)', 'trigger', 'warning'],
  ['** PROBLEM Service Alert: db1/Disk is CRITICAL **', 'trigger', 'critical'],
  ['** RECOVERY Service Alert: db1/Disk is OK **', 'resolve', undefined],
  ['** ACKNOWLEDGEMENT Service Alert: db1/Disk is CRITICAL **', 'acknowledge', 'critical'],
  ['[FIRING:1] HighErrorRate (checkout critical)', 'trigger', undefined],
  ['[RESOLVED] HighErrorRate (checkout critical)', 'resolve', undefined],
  ['[FIRING:2] HighErrorRate (critical)', 'trigger', 'critical'],
  ['Problem: Disk full', 'trigger', undefined],
  ['Resolved in 5m 3s: Disk full', 'resolve', undefined],
  ['OK: Disk full', 'resolve', undefined],
  ['RESOLVED Disk full', 'resolve', undefined],
  ['Re: OK: Disk full', 'resolve', undefined],
  ['db1 is up', 'resolve', undefined],
  ['db1 is down', 'trigger', undefined],
  ['WARNING - load is high', 'trigger', 'warning'],
  ['Disk space is low', 'trigger', undefined],
  ['Severity: low, disk space', 'trigger', 'warning'],
  ['CRITICAL: the share of OK answers is 3 %', 'trigger', 'critical'],
  ['Not OK: the backup', 'trigger', undefined],
  ['Nothing was resolved last night', 'trigger', undefined],
  ['A critical mass of readers', 'trigger', undefined],
  ['For your information: nothing works', 'trigger', undefined],
  ['[✅ Up] Shop', 'resolve', undefined],
] as const)('[ALR32] reads "%s" as %s, severity %s', (subject, action, severity) => {
  expect(readSubject(subject)).toMatchObject({ action, severity });
});

it.each([
  ['[FIRING:1] Disk full', '[RESOLVED] Disk full'],
  ['** PROBLEM Service Alert: db1/Disk is CRITICAL **', '** RECOVERY Service Alert: db1/Disk is OK **'],
  ['Problem: Disk full', 'Resolved in 5m 3s: Disk full'],
  ['CRITICAL: Disk full', 'Re: OK: disk full!'],
  ['db1 is down', 'db1 is up'],
  ['[key: disk-db1] Disk full on db1', 'All is well again [KEY:disk-db1]'],
])('[ALR33] knows "%s" and "%s" for one problem', (problem, end) => {
  expect(alertOf({ subject: end }).dedupKey).toBe(alertOf({ subject: problem }).dedupKey);
});

it('[ALR33] knows an answer by the mail it answers, and another sender or subject for another problem', () => {
  const answered = alertOf({ subject: 'Re: whatever', answers: ['<1@a>', '<2@a>'] }, (ids) => (ids.includes('<2@a>') ? 'disk' : undefined));
  expect(answered.dedupKey).toBe('disk');
  const keys = [alertOf(), alertOf({ subject: 'Disk full on db2' }), alertOf({ from: { name: '', address: 'root@db2.example.org' } })];
  expect(new Set(keys.map(({ dedupKey }) => dedupKey)).size).toBe(3);
});

it.each([
  ['auto-submitted', 'auto-replied; owner-email="ana@example.org"', true],
  ['auto-submitted', 'auto-generated', false],
  ['auto-submitted', 'no', false],
  ['content-type', 'multipart/report; report-type=delivery-status', true],
  ['content-type', 'multipart/mixed', false],
  ['x-autoreply', 'yes', true],
  ['precedence', 'auto_reply', true],
  ['precedence', 'bulk', false],
  ['x-watchbell', 'incident 7', true],
])('[ALR34] judges by %s: %s whether anybody means it', (name, value, isIgnored) => {
  expect(whyIgnored({ header: (asked) => (asked === name ? value : undefined) }) !== undefined).toBe(isIgnored);
});

it('[ALR31] keeps what can be shown of the attachments, and says of the others why not', () => {
  const png = Buffer.from('89504e470d0a1a0a00000000', 'hex');
  const { attachments, details } = alertOf({
    files: [
      { name: 'error.log', type: 'text/plain', content: Buffer.from('no space left') },
      { name: 'graph.png', type: 'image/png', content: png },
      { name: 'graph2.png', type: 'image/png', content: Buffer.from('<svg onload=alert(1)>') },
      { name: 'page.html', type: 'text/html', content: Buffer.from('<script>') },
      { name: 'big.jpg', type: 'image/jpeg', content: Buffer.alloc(80_000) },
      { name: undefined, type: 'application/pdf', content: Buffer.from('%PDF') },
      { name: 'long.txt', type: 'text/plain', content: Buffer.from('x'.repeat(20_000)) },
    ],
  });
  expect(attachments).toEqual([
    { name: 'error.log', type: 'text/plain', text: 'no space left' },
    { name: 'graph.png', type: 'image/png', base64: png.toString('base64') },
    { name: 'long.txt', type: 'text/plain', text: 'x'.repeat(16_000) },
  ]);
  expect(details?.['leftOut']).toEqual([
    'graph2.png: it is no image/png',
    'page.html: files of the type text/html are not kept',
    'big.jpg: pictures are kept up to 75 KB',
    'attachment 6: files of the type application/pdf are not kept',
  ]);
});

it('[ALR31] takes the first line of the text for a missing subject, and says so when there is neither', () => {
  expect(alertOf({ subject: '', text: '\n\n  The pump stands still \nmore' }).summary).toBe('The pump stands still');
  expect(parseMail(mail({ subject: ' ', text: '\n' }), () => undefined)).toHaveProperty('error');
});

it('[ALR9] gives the log only what it can carry, whatever stands in a mail', () => {
  const text = fc.string({ unit: 'binary', maxLength: 3000 });
  fc.assert(
    fc.property(text, text, text, (subject, body, name) => {
      const read = parseMail(mail({ subject, text: body, from: { name, address: name.slice(0, 50) }, messageId: name }), () => undefined);
      expect('error' in read || Alert.safeParse(JSON.parse(canonicalJson(read.alert))).success).toBe(true);
    }),
  );
});
