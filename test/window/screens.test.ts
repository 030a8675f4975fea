import { lookAtEach } from './every-screen.ts';
import { fairShots } from './scenarios/fair-shots.ts';
import { rotationShots } from './scenarios/rotation-shots.ts';
import { shots } from './scenarios/shots.ts';

// Those of schedules are in a file of their own: two files are looked at side by side.
const elsewhere = new Set([...rotationShots, ...fairShots].map(({ name }) => name));
lookAtEach(shots.filter(({ name }) => !elsewhere.has(name)));
