import type { Role } from '../../workspace/definitions.ts';
import type { Construct } from '../construct.ts';
import type { DraftPerson, DraftTeam } from '../draft.ts';
import { referenceFields } from './shape.ts';

const roles: Readonly<Record<string, Role>> = {
  owner: 'admin',
  account_owner: 'admin',
  admin: 'admin',
  manager: 'lead',
  user: 'responder',
  limited_user: 'responder',
  responder: 'responder',
  observer: 'stakeholder',
  restricted_access: 'stakeholder',
  read_only_user: 'stakeholder',
  read_only_limited_user: 'stakeholder',
};

/** The key and name of what a reference means. */
export function referenceIn(construct: Construct, key: string): { key: string; name?: string | undefined } | undefined {
  const reference = construct.part(key, referenceFields);
  const id = reference?.text('id') ?? (reference ? undefined : construct.text(key));
  return id === undefined ? undefined : { key: id, name: reference?.text('summary') ?? reference?.text('name') };
}

/** The users. */
export function readPeople(root: Construct): DraftPerson[] {
  return root.children('users').flatMap((user): DraftPerson[] => {
    const key = user.text('id');
    const given = user.text('role');
    user.children('notification_rules').forEach(readNotificationRule);
    if (key === undefined) {
      user.leftOut('It has no id, so nothing can mean it.', 'Add this person to the workspace file by hand.');
      return [];
    }
    const role = Object.hasOwn(roles, given ?? 'user') ? roles[given ?? 'user'] : undefined;
    if (role === undefined) {
      user.approximated(
        `The role "${given ?? ''}" is none that is known here; they are a responder.`,
        'Give them the role they should have.',
      );
    }
    const phone = user
      .children('contact_methods')
      .map(readContact)
      .find((each) => each !== undefined);
    user.parts('teams', referenceFields);
    return [
      {
        key,
        name: user.name ?? key,
        role: role ?? 'responder',
        zone: user.text('time_zone'),
        email: user.text('email'),
        phone,
        from: user,
      },
    ];
  });
}

function readContact(method: Construct): string | undefined {
  const type = method.text('type') ?? '';
  const [country, address] = [method.text('country_code'), method.text('address')];
  if (/^(phone|sms)_contact_method/.test(type) && address !== undefined) {
    method.converted(undefined, 'The first number of a person is kept as their contact; nothing calls it yet.');
    return `+${country ?? '1'}${address.replaceAll(/\D/g, '')}`;
  }
  if (type.startsWith('email_contact_method')) {
    method.leftOut('A person has one address here, that of their account.', 'Nothing sends mail yet.');
  } else {
    method.leftOut(`Watchbell pages on the desktop, not by "${type}".`, 'Have this person pair their desktop: watchbell pair.');
  }
  return undefined;
}

function readNotificationRule(rule: Construct): void {
  const method = rule.part('contact_method', [
    ...referenceFields,
    'address',
    'country_code',
    'label',
    'send_short_email',
    'send_html_email',
    'blacklisted',
    'enabled',
  ]);
  const minutes = rule.number('start_delay_in_minutes') ?? 0;
  const way = (method?.text('type') ?? 'some way').replace(/_contact_method(_reference)?$/, '');
  rule.leftOut(
    `Pages of ${rule.text('urgency') ?? 'any'} urgency went out by ${way} after ${minutes} min; Watchbell pages on the desktop at once.`,
    'Have this person pair their desktop; "people.ID.pages" can delay its pages.',
  );
}

/** The teams, with the members their own lists and the users name. */
export function readTeams(root: Construct): DraftTeam[] {
  const fromUsers = root
    .children('users')
    .flatMap((user) => user.parts('teams', referenceFields).map((team) => ({ team: team.text('id'), user: user.text('id') })));
  return root.children('teams').flatMap((team): DraftTeam[] => {
    const key = team.text('id');
    if (key === undefined) {
      team.leftOut('It has no id, so nothing can mean it.', 'Write the team by hand.');
      return [];
    }
    const members = team.children('members').flatMap((member) => {
      const user = referenceIn(member, 'user');
      const isLead = member.text('role') === 'manager';
      if (user === undefined) {
        member.leftOut('It names nobody.');
      } else {
        member.converted();
      }
      return user === undefined ? [] : [{ key: user.key, isLead }];
    });
    const parent = referenceIn(team, 'parent');
    if (parent !== undefined) {
      team.approximated('Teams stand in no tree here; it has no parent any more.');
    }
    const named = fromUsers.flatMap((each) => (each.team === key && each.user !== undefined ? [each.user] : []));
    const lead = members.find(({ isLead }) => isLead)?.key;
    return [{ key, name: team.name ?? key, members: [...new Set([...members.map((member) => member.key), ...named])], lead, from: team }];
  });
}
