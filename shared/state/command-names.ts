/** The names of everything a person can do to an incident, as the window, the command line and the API call it. */
export const incidentCommandNames = [
  'acknowledge',
  'resolve',
  'escalate',
  'reopen',
  'note',
  'snooze',
  'reassign',
  'hand-over',
  'add-responders',
  'decline',
  'severity',
  'priority',
  'stage',
  'role',
  'deadline',
  'policy',
  'merge',
  'unmerge',
  'block',
  'unblock',
  'unsuppress',
  'propose',
  'approve',
  'reject',
] as const;

/** The name of something a person can do to an incident. */
export type IncidentCommandName = (typeof incidentCommandNames)[number];
