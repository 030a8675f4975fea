import { emptyDraft } from '../draft.ts';
import type { Source } from '../source.ts';
import { readPolicies } from './policies.ts';
import { readRotations } from './rotations.ts';
import { readSchedules } from './schedules.ts';
import { readPeople, readServices } from './services.ts';
import { shape } from './shape.ts';

/** GoAlert: what its GraphQL API answers. */
export const goalert: Source = {
  title: 'GoAlert',
  collections: {
    users: [],
    rotations: [],
    schedules: [],
    userOverrides: ['overrides'],
    escalationPolicies: ['policies'],
    services: [],
  },
  shape,
  draft: (root, { now }) => {
    const rotations = readRotations(root, now);
    const { policies, rotationSchedules } = readPolicies(root, rotations);
    const schedules = [...readSchedules(root, rotations, now), ...rotationSchedules];
    root
      .children('rotations')
      .filter(({ isOpen }) => isOpen)
      .forEach((rotation) => rotation.leftOut('No schedule and no step uses it.'));
    return {
      ...emptyDraft('From GoAlert'),
      people: readPeople(root),
      schedules,
      policies,
      ...readServices(root, now),
      general: [
        'GoAlert stops after the last repeat of a policy; here the catch-all goes on paging.',
        'GoAlert has no teams; write them by hand where services have owners.',
      ],
    };
  },
};
