import { Contact } from '../workspace/contact.ts';
import { findZone } from '../time/zone.ts';
import type { Instant } from '../time/instant.ts';
import { assembleNoise } from './assemble-noise.ts';
import { assemblePolicies } from './assemble-policies.ts';
import { assembleSchedule, type FileEntry } from './assemble-schedules.ts';
import type { Construct } from './construct.ts';
import type { Draft, DraftPerson } from './draft.ts';
import { pagedPeople, withNamedPeople, type Ids } from './names.ts';
import { idsOf } from './slug.ts';

/** A draft as the content of a workspace file, and what had to be made up for it. Settles every construct the draft names. */
export function assemble(draft: Draft, now: Instant): { content: object; general: string[] } {
  const general = [...draft.general];
  const people = withNamedPeople(draft);
  const serviceIds = idsOf(draft.services, 'service');
  const ids: Ids = {
    person: idsOf(people, 'person'),
    team: idsOf(draft.teams, 'team'),
    schedule: new Map(),
    policy: idsOf(draft.policies, 'policy'),
    service: serviceIds,
    integration: idsOf(
      draft.integrations.filter(({ service }) => serviceIds.has(service)),
      'integration',
    ),
  };
  const personId = (key: string) => ids.person.get(key) ?? '';
  const scheduleIds = idsOf(draft.schedules, 'schedule');
  const schedules = unique(draft.schedules).flatMap((schedule): FileEntry[] => {
    const made = assembleSchedule(schedule, scheduleIds.get(schedule.key) ?? 'schedule', personId, now);
    ids.schedule.set(
      schedule.key,
      made.map(([id]) => id),
    );
    return made;
  });
  const { policies, policyOf } = assemblePolicies({ ...draft, policies: unique(draft.policies) }, ids);
  const services = unique(draft.services).map((service): FileEntry => {
    const { key, name, team, runbook, from } = service;
    const id = ids.service.get(key) ?? 'service';
    const teamId = team === undefined ? undefined : ids.team.get(team);
    const policy = policyOf.get(service);
    from.converted(`services.${id}`);
    if (policy === undefined) {
      from.approximated('Its policy is not in what was converted; what it gets goes to the catch-all at once.', 'Give it a policy.');
    }
    return [
      id,
      {
        name: name.slice(0, 200),
        ...(teamId === undefined ? {} : { team: teamId }),
        policy: policy ?? nobodyYet,
        ...(runbook === undefined ? {} : { runbook }),
      },
    ];
  });
  const needsPolicy = services.some(([, definition]) => (definition as { policy: string }).policy === nobodyYet);
  if (needsPolicy) {
    policies.push([nobodyYet, { name: 'Nobody yet', steps: [{ notify: [] }] }]);
  }
  const peopleEntries = people.length > 0 ? filePeople(draft, people, personId) : [[whoAnswers, { name: 'Who answers' }] as const];
  if (people.length === 0) {
    general.push(
      `The source names nobody. "people.${whoAnswers}" stands for whoever answers: put real people in its place before anything is paged.`,
    );
  }
  const teams = unique(draft.teams).map(({ key, name, members, lead, from }): FileEntry => {
    const id = ids.team.get(key) ?? 'team';
    const known = [...new Set(members.flatMap((member) => ids.person.get(member) ?? []))];
    const leadId = lead === undefined ? undefined : ids.person.get(lead);
    from.converted(`teams.${id}`);
    if (members.some((member) => !ids.person.has(member))) {
      from.approximated('Some of its members are not among the people of the export.', 'Add them to the people and to the team.');
    }
    return [id, { name: name.slice(0, 200), members: known, ...(leadId === undefined ? {} : { lead: leadId }) }];
  });
  const content = {
    organisation: { name: draft.organisation },
    people: Object.fromEntries(peopleEntries),
    teams: Object.fromEntries(teams),
    schedules: Object.fromEntries(schedules),
    policies: Object.fromEntries(policies),
    services: Object.fromEntries(services),
    integrations: Object.fromEntries(fileIntegrations(draft, ids)),
    ...assembleNoise(draft, ids),
  };
  return { content, general };
}

const nobodyYet = 'nobody-yet';
const whoAnswers = 'who-answers';

/** Each key once: the first. */
function unique<T extends { key: string; from: Construct }>(things: readonly T[]): T[] {
  const seen = new Set<string>();
  return things.filter(({ key, from }) => {
    const isNew = !seen.has(key);
    seen.add(key);
    if (!isNew) {
      from.leftOut('It stands in the export more than once; the first was taken.', 'Check that both say the same.');
    }
    return isNew;
  });
}

function filePeople(draft: Draft, people: readonly DraftPerson[], personId: (key: string) => string): FileEntry[] {
  const paged = pagedPeople(draft);
  const own = new Set(draft.people.map(({ from }) => from));
  return unique(people).map(({ key, name, role, zone, email, phone, from }): FileEntry => {
    const isRaised = role === 'stakeholder' && paged.has(key);
    const contact = { email: Contact.shape.email.safeParse(email).data, phone: Contact.shape.phone.safeParse(phone).data };
    const zoneName = zone === undefined ? undefined : findZone(zone)?.name;
    if (own.has(from)) {
      from.converted(`people.${personId(key)}`);
      if (isRaised) {
        from.approximated('The source lets them only read along, and yet pages them; here they are a responder.');
      }
      if ((email !== undefined && contact.email === undefined) || (phone !== undefined && contact.phone === undefined)) {
        from.approximated('An address or number is not of a form that is taken here, and was left out.', 'Write it into the file by hand.');
      }
      if (zone !== undefined && zoneName === undefined) {
        from.approximated(
          `"${zone}" is not a time zone of IANA; their own clock is not known.`,
          'Give them a zone, for example Europe/Paris.',
        );
      }
    }
    return [
      personId(key),
      {
        name: name.slice(0, 200),
        role: isRaised ? 'responder' : role,
        ...(zoneName === undefined ? {} : { zone: zoneName }),
        ...(contact.email === undefined ? {} : { email: contact.email }),
        ...(contact.phone === undefined ? {} : { phone: contact.phone }),
      },
    ];
  });
}

function fileIntegrations({ integrations }: Draft, ids: Ids): FileEntry[] {
  const known = integrations.filter(({ service, from }) => {
    const isKnown = ids.service.has(service);
    if (!isKnown) {
      from.leftOut('Its service is not in what was converted.', 'Write an integration for the service it is meant for.');
    }
    return isKnown;
  });
  return unique(known).map(({ key, name, service, from }) => {
    const id = ids.integration.get(key) ?? 'integration';
    from.converted(`integrations.${id}`);
    return [id, { name: name.slice(0, 200), service: ids.service.get(service) ?? '' }];
  });
}
