import { expect, it } from 'vitest';
import { fc } from '../../test/harness/properties.ts';
import { ownLine, readMailReply, tokenInSubject, tokenOfAddress } from './mail-reply.ts';
import { readReply } from './reply.ts';

it('[ANS11] reads a word alone or with a number, in English and French, however it is written', () => {
  const read = (text: string) => {
    const reply = readReply(text);
    return reply && `${reply.action} ${reply.number ?? ''}`.trim();
  };
  expect(['ack', 'Ack.', ' ACK 12', 'ack#12', '12 ack', '#12 esc', 'ack12', 'Pris !', 'RÉSOLU 7'].map(read)).toEqual([
    'acknowledge',
    'acknowledge',
    'acknowledge 12',
    'acknowledge 12',
    'acknowledge 12',
    'escalate 12',
    'acknowledge 12',
    'acknowledge',
    'resolve 7',
  ]);
  expect([readReply('pris')?.language, readReply('acknowledge')?.language, readReply('ack')?.language]).toEqual(['fr', 'en', undefined]);
});

it('[ANS11] takes no sentence for a command', () => {
  const sentences = [
    'resolve it with Bo tomorrow',
    'ack 12 13',
    '12 ack 13',
    "I'll ack",
    'not resolved',
    'no',
    '',
    '   ',
    '12',
    'ack please call me',
    'a',
  ];
  expect(sentences.filter((text) => readReply(text) !== undefined)).toEqual([]);
  expect(readReply(`ack${' '.repeat(200)}not`)).toBeUndefined();
});

const quoted = ['On Mon, 23 Nov 2026 at 03:00, Watchbell <answer@example.org>', 'wrote:', '> ack', '> [critical] Disk full'];

it('[ANS12] reads the first line somebody wrote themselves in a mail, not what they quote or sign with', () => {
  const mails: [string, string | undefined][] = [
    [['ack', '', ...quoted].join('\r\n'), 'ack'],
    [[...quoted, '', 'esc 12'].join('\n'), 'esc 12'],
    [['Le 23 nov. 2026 à 03:00, Watchbell a écrit :', '> pris', '', 'résolu'].join('\n'), 'résolu'],
    [['', '\u00A0', 'ack', '-- ', 'Ana Lima'].join('\n'), 'ack'],
    [['-- ', 'ack'].join('\n'), undefined],
    [['-----Original Message-----', 'ack'].join('\n'), undefined],
    [['From: Watchbell', 'ack'].join('\n'), undefined],
    [['Sent from my phone', 'ack'].join('\n'), undefined],
    [quoted.join('\n'), undefined],
  ];
  expect(mails.map(([text]) => ownLine(text))).toEqual(mails.map(([, line]) => line));
  expect(readMailReply('Thanks, looking.\nack')).toBeUndefined();
});

it('[ANS12] finds a token in the address or the subject, and no other', () => {
  const token = 'a2'.repeat(24);
  expect(tokenOfAddress(`ANSWER+${token.toUpperCase()}@pages.example.org`)).toBe(token);
  expect(tokenOfAddress('answer@pages.example.org')).toBe('');
  expect([`x+${token}@a`, `answer+${token}b@a`, 'answer+@a', 'answers@a', '@a', ''].map(tokenOfAddress)).toEqual(Array(6).fill(undefined));
  expect(tokenInSubject(`Re: [critical] Disk full [answer:${token}]`)).toBe(token);
  expect(tokenInSubject(`Re: ${token}`)).toBeUndefined();
});

it('[ANS11] never throws, and finds no command in what quotes every line', () => {
  const found = fc.check(
    fc.property(fc.array(fc.string()), (lines) => {
      readReply(lines.join('\n'));
      return ownLine(lines.map((line) => `> ${line.replaceAll(/[\r\n]/g, '')}`).join('\n')) === undefined;
    }),
  );
  expect(found.failed).toBe(false);
});
