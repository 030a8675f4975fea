import type { Construct } from '../construct.ts';
import type { DraftPerson, DraftTeam } from '../draft.ts';

/** The key of whom an id or a user name means; what is not known stays what it is. */
export type FindPerson = (idOrName: string) => string;

/** Finds people by id or user name: the API names them by either. */
export function peopleIn(root: Construct): FindPerson {
  const keys = new Map<string, string>();
  for (const user of root.children('users')) {
    const key = keyOf(user);
    const name = user.text('username')?.toLowerCase();
    [key, name].forEach((each) => each !== undefined && key !== undefined && keys.set(each, key));
  }
  return (given) => keys.get(given) ?? keys.get(given.toLowerCase()) ?? given;
}

function keyOf(user: Construct): string | undefined {
  return user.text('id') ?? user.text('username');
}

/** The person a reference means. */
export function personIn(reference: Construct | undefined, find: FindPerson): { key: string; name: string } | undefined {
  const [id, username] = [reference?.text('id'), reference?.text('username') ?? reference?.text('name')];
  const given = id ?? username;
  return given === undefined ? undefined : { key: find(given), name: username ?? given };
}

/** The users. */
export function readPeople(root: Construct): DraftPerson[] {
  return root.children('users').flatMap((user): DraftPerson[] => {
    const key = keyOf(user);
    if (key === undefined) {
      user.leftOut('It has neither id nor user name, so nothing can mean it.', 'Add this person by hand.');
      return [];
    }
    const given = (user.part('role', ['id'])?.text('name') ?? user.text('role') ?? 'user').toLowerCase();
    const role =
      given === 'owner' || given === 'admin' ? 'admin' : given === 'stakeholder' || given === 'observer' ? 'stakeholder' : 'responder';
    if (!['owner', 'admin', 'user', 'stakeholder', 'observer'].includes(given)) {
      user.approximated(`The role "${given}" is made by this organisation; they are a responder.`, 'Give them the role they should have.');
    }
    if (user.flag('blocked') === true || user.text('mutedUntil') !== undefined) {
      user.approximated('They are blocked or muted in Opsgenie and are paged here.', 'Write their leave, or take them out.');
    }
    user
      .children('userContacts')
      .forEach((contact) => contact.leftOut('Watchbell pages on the desktop.', 'Have this person pair their desktop: watchbell pair.'));
    [...user.children('notificationRules'), ...user.children('notification_rules')].forEach((rule) =>
      rule.leftOut(
        'When and how this person is told belongs to their phone; Watchbell pages on the desktop at once.',
        '"people.ID.pages" can delay it.',
      ),
    );
    return [{ key, name: user.name ?? key, role, zone: user.text('timeZone'), email: user.text('username'), from: user }];
  });
}

/** The teams; their first admin leads them. */
export function readTeams(root: Construct, find: FindPerson): DraftTeam[] {
  return root.children('teams').flatMap((team): DraftTeam[] => {
    const key = team.text('id') ?? team.text('name');
    if (key === undefined) {
      team.leftOut('It has neither id nor name, so nothing can mean it.');
      return [];
    }
    const members = team.parts('members').flatMap((member) => {
      const person = personIn(member.part('user', ['id']), find);
      const isAdmin = member.text('role') === 'admin';
      if (!person) {
        member.leftOut('It names nobody.');
      }
      return person ? [{ key: person.key, isAdmin }] : [];
    });
    return [
      {
        key,
        name: team.name ?? key,
        members: members.map((member) => member.key),
        lead: members.find(({ isAdmin }) => isAdmin)?.key,
        from: team,
      },
    ];
  });
}
