import { lookAtEach } from './every-screen.ts';
import { fairShots } from './scenarios/fair-shots.ts';
import { rotationShots } from './scenarios/rotation-shots.ts';

lookAtEach([...rotationShots, ...fairShots]);
