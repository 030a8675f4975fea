import { alarm } from './en/alarm.ts';
import { change, outbound, standing } from './en/change.ts';
import { evidence } from './en/evidence.ts';
import { told } from './en/told.ts';
import { fair, history } from './en/fair.ts';
import { incident } from './en/incident.ts';
import { noise, suppressed } from './en/noise.ts';
import { intake } from './en/intake.ts';
import { policies } from './en/policies.ts';
import { queue } from './en/queue.ts';
import { rotations } from './en/rotations.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { handoff, oncall } from './en/watch.ts';
import { ways } from './en/ways.ts';
import { words } from './en/words.ts';

/** Every text of the window in English; the other languages have to match its keys to compile. */
export const en = {
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
};

/** The shape every language has to fill. */
export type Messages = typeof en;
