import type { Messages } from './en.ts';
import { alarm } from './fr/alarm.ts';
import { change, outbound, standing } from './fr/change.ts';
import { evidence } from './fr/evidence.ts';
import { told } from './fr/told.ts';
import { fair, history } from './fr/fair.ts';
import { incident } from './fr/incident.ts';
import { noise, suppressed } from './fr/noise.ts';
import { intake } from './fr/intake.ts';
import { policies } from './fr/policies.ts';
import { queue } from './fr/queue.ts';
import { rotations } from './fr/rotations.ts';
import { settings } from './fr/settings.ts';
import { shell } from './fr/shell.ts';
import { handoff, oncall } from './fr/watch.ts';
import { ways } from './fr/ways.ts';
import { words } from './fr/words.ts';
import { inFrenchTypography } from './french-typography.ts';

/** Every text of the window in French, with the spaces French sets. */
export const fr: Messages = inFrenchTypography({
  ...words,
  shell,
  queue,
  incident,
  change,
  standing,
  outbound,
  noise,
  evidence,
  told,
  intake,
  suppressed,
  policies,
  oncall,
  rotations,
  fair,
  history,
  handoff,
  settings,
  ways,
  alarm,
});
