import type { Construct } from '../construct.ts';
import type { DraftPerson, DraftTeam } from '../draft.ts';

/** The users, by their user names. */
export function readPeople(root: Construct): DraftPerson[] {
  return root.children('users').flatMap((user): DraftPerson[] => {
    const key = user.text('username');
    const full = [user.text('firstName'), user.text('lastName')].filter((part) => part !== undefined).join(' ');
    if (key === undefined) {
      user.leftOut('It has no user name, so nothing can mean it.', 'Add this person by hand.');
      return [];
    }
    user
      .children('pagingPolicies')
      .forEach((step) =>
        step.leftOut(
          `Step ${step.text('order') ?? '?'} of the personal policy waits ${step.text('timeout') ?? '?'} min; Watchbell pages on the desktop at once and repeats until somebody acknowledges.`,
          'Have this person pair their desktop: watchbell pair.',
        ),
      );
    return [
      {
        key,
        name: full === '' ? (user.name ?? key) : full,
        role: user.flag('admin') === true ? 'admin' : 'responder',
        zone: user.text('timezone'),
        email: user.text('email'),
        from: user,
      },
    ];
  });
}

/** The teams, by their slugs. */
export function readTeams(root: Construct): DraftTeam[] {
  return root.children('teams').flatMap((team): DraftTeam[] => {
    const key = team.text('slug') ?? team.text('name');
    if (key === undefined) {
      team.leftOut('It has neither slug nor name, so nothing can mean it.');
      return [];
    }
    const members = team.parts('members', ['firstName', 'lastName', 'displayName', 'version', 'verified']).flatMap((member) => {
      const username = member.text('username');
      if (username === undefined) {
        member.leftOut('It names nobody.');
      }
      return username ?? [];
    });
    return [{ key, name: team.name ?? key, members, from: team }];
  });
}
