/**
 * Rules the oracle can get wrong on purpose: controls that say the comparison would notice an engine that did. Each names what an
 * engine would do.
 */
export const wrongs = [
  'counts from when it looked',
  'goes on though acknowledged',
  'walks the path once only',
  'fires no step again',
  'takes one answer for several',
  'counts the time to resolve from the acknowledgement',
  'lets no acknowledgement lapse',
  'pages somebody twice',
  'pages past a warning',
  'asks no condition of a step',
  'begins at the top whatever the exceptions',
  'forgets who held it',
  'lets a rule act once and never again',
  'takes the path back by a rule',
  'waits for who cannot be reached',
  'pages who is on leave',
  'knows no limits',
  'takes no turns',
  'asks who is on call when it began',
  'takes an old acknowledgement',
  'counts on while it waits for another',
  'goes by the policy as it is now',
  'is late by one tick',
] as const;
/** A rule the oracle gets wrong on purpose. */
export type Wrong = (typeof wrongs)[number];
