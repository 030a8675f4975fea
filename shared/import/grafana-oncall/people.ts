import type { Construct } from '../construct.ts';
import type { DraftPerson, DraftTeam } from '../draft.ts';

/** The users. */
export function readPeople(root: Construct): DraftPerson[] {
  return root.children('users').flatMap((user): DraftPerson[] => {
    const key = user.text('id');
    if (key === undefined) {
      user.leftOut('It has no id, so nothing can mean it.', 'Add this person by hand.');
      return [];
    }
    const role = (user.text('role') ?? 'user').toLowerCase();
    user.texts('teams');
    user.text('username');
    return [
      {
        key,
        name: user.name ?? key,
        role: role === 'admin' ? 'admin' : role === 'viewer' || role === 'observer' ? 'stakeholder' : 'responder',
        zone: user.text('timezone'),
        email: user.text('email'),
        from: user,
      },
    ];
  });
}

/** The teams; who is in one the users say. */
export function readTeams(root: Construct): DraftTeam[] {
  const members = root.children('users').flatMap((user) => user.texts('teams').map((team) => ({ team, user: user.text('id') ?? '' })));
  return root.children('teams').flatMap((team): DraftTeam[] => {
    const key = team.text('id');
    team.text('email');
    if (key === undefined) {
      team.leftOut('It has no id, so nothing can mean it.');
      return [];
    }
    const own = members.filter((member) => member.team === key).map(({ user }) => user);
    if (own.length === 0) {
      team.approximated('The export does not say who is in it.', 'Write its members.');
    }
    return [{ key, name: team.name ?? key, members: own, from: team }];
  });
}

/** What has no place in a workspace. */
export function readRest(root: Construct): void {
  root.children('personal_notification_rules').forEach((rule) => {
    const important = rule.flag('important') === true ? ' for important alerts' : '';
    rule.leftOut(
      `Step ${rule.text('position') ?? '?'}${important} of the personal rules of ${rule.text('user_id') ?? 'somebody'} is "${rule.text('type') ?? '?'}" ${rule.text('duration') ?? ''}; Watchbell pages on the desktop at once.`,
      'Have this person pair their desktop: watchbell pair.',
    );
  });
  root.children('webhooks').forEach((webhook) => webhook.leftOut('Watchbell calls no webhooks.', 'Let the monitor do it.'));
  root.children('user_groups').forEach((group) => group.leftOut('Groups of a chat are not known here.', 'Write a team in its place.'));
  root
    .children('shift_swaps')
    .forEach((swap) => swap.leftOut('A swap belongs to those who made it.', 'Ask for it again: watchbell schedule swap.'));
}
