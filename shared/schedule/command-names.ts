/** The names of everything a person can do to a schedule, as the window, the command line and the API call it. */
export const scheduleCommandNames = [
  'describe',
  'add-layer',
  'move-layer',
  'remove-layer',
  'add-member',
  'move-member',
  'remove-member',
  'change-rotation',
  'override',
  'remove-override',
  'ask-swap',
  'approve-swap',
  'decline-swap',
  'withdraw-swap',
  'undo-swap',
  'take',
] as const;

/** The name of something a person can do to a schedule. */
export type ScheduleCommandName = (typeof scheduleCommandNames)[number];
