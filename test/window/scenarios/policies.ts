import type { PoliciesView } from '../../../shared/policy-view/policy-view.ts';
import { severityProfiles } from '../../../shared/escalation/severity-profile.ts';
import { severities } from '../../../shared/log/severity.ts';
import { ana, bo, chloe, dev, hours, ledger, minutes, payments, search } from './people.ts';

const inMinutes = (count: number): number => minutes(count);
const platform = { kind: 'team' as const, id: 'platform', name: 'Platform', members: [bo.name, chloe.name, dev.name] };
const paymentsWatch = { kind: 'schedule' as const, id: 'payments-watch', name: 'Payments' };
const person = (of: { id: string; name: string }) => ({ kind: 'person' as const, ...of });
const level = { whenUnanswered: 'continue' as const, repeats: 1 };

/** Three policies: one with everything a policy may have, one plain, one nobody uses. */
export const policies: PoliciesView = {
  policies: [
    {
      id: 'standard',
      name: 'Follow the sun',
      revision: 7,
      description: 'Whoever has the Payments watch, then the platform team, then the head of engineering.',
      zone: 'Europe/Paris',
      holidays: 'FR',
      levels: [
        {
          ...level,
          level: 1,
          name: 'The watch',
          targets: [paymentsWatch, { kind: 'channel', id: 'payments-room', name: 'Payments room' }],
          acknowledgeWithinMs: inMinutes(5),
          repeatEveryMs: 60_000,
          whenUnanswered: 'repeat',
          repeats: 2,
          duties: 'Acknowledge, look at the runbook, say in the room what customers see.',
          raci: { responsible: 'Whoever has the watch', accountable: 'Lead of Payments' },
        },
        {
          ...level,
          level: 2,
          targets: [platform, { kind: 'next-of', id: 'database', name: 'Database', members: [ana.name, dev.name] }],
          when: { en: 'severity is at least error', fr: 'la gravité est au moins erreur' },
          acknowledgeWithinMs: inMinutes(10),
          resolveWithinMs: hours(1),
          answers: 2,
        },
        {
          ...level,
          level: 3,
          targets: [
            { kind: 'role', id: 'owning-team-lead', name: 'owning-team-lead' },
            { kind: 'policy', id: 'quiet', name: 'Office hours' },
          ],
          answers: 'all',
        },
      ],
      loops: 1,
      acknowledgementExpiresAfterMs: hours(2),
      straightTo: [{ when: { en: 'the customer is VIP', fr: 'le client est VIP' }, level: 2 }],
      also: [{ when: { en: 'priority is P1', fr: 'la priorité est P1' }, page: [person(chloe)] }],
      rules: [
        {
          name: 'Nobody moves',
          after: { since: 'status-changed', durationMs: inMinutes(45) },
          when: { en: 'stage is triage', fr: 'l’avancement est triage' },
          escalateTo: 'next',
        },
        {
          name: 'Many alerts',
          when: { en: 'there are at least 20 alerts', fr: 'il y a au moins 20 alertes' },
          page: [platform, person(dev)],
        },
        { name: 'Out of contract', after: { since: 'deadline', durationMs: 0 }, escalateTo: 3, off: true },
      ],
      checkpoints: [
        {
          name: 'Words to customers',
          actions: ['customer-update', 'public-status'],
          when: { en: 'it faces customers', fr: 'les clients le voient' },
          approvals: 2,
          from: [person(chloe), { kind: 'role', id: 'commander', name: 'commander' }],
          withinMs: inMinutes(15),
          otherwise: [person(ana)],
        },
        { name: 'Data leaves the house', actions: ['data-disclosure'], approvals: 1, from: [person(dev)], withinMs: inMinutes(30) },
      ],
      services: [payments, ledger],
    },
    {
      id: 'quiet',
      name: 'Office hours',
      revision: 1,
      levels: [{ ...level, level: 1, targets: [person(bo)] }],
      loops: 0,
      straightTo: [],
      also: [],
      rules: [],
      checkpoints: [],
      services: [search],
    },
    {
      id: 'old',
      name: 'What we had before the merger, kept because the auditors asked for it',
      revision: 12,
      levels: [{ ...level, level: 1, targets: [] }],
      loops: 0,
      straightTo: [],
      also: [],
      rules: [],
      checkpoints: [],
      services: [],
    },
  ],
  catchAll: { targets: [person(ana), platform], repeatEveryMs: inMinutes(5) },
  severities: severities.map((severity) => ({ severity, ...severityProfiles[severity] })),
};
