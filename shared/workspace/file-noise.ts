import { z } from 'zod';
import { Heartbeat } from '../alert/heartbeat.ts';
import { Grouping } from '../noise/grouping.ts';
import { Inhibition } from '../noise/inhibition.ts';
import { Maintenance } from '../noise/maintenance.ts';
import { NoiseLimits } from '../noise/noise-limits.ts';
import { Silence } from '../noise/silence.ts';
import { RoutingRule } from '../routing/routing-rule.ts';
import { duration, moment } from '../time/written.ts';
import { target } from './file-target.ts';

/** Schema of a routing rule in a workspace file; its order is its place among the others. */
export const fileRoutingRule = z
  .strictObject({
    ...RoutingRule.pick({ name: true, when: true, stop: true, off: true }).shape,
    set: z
      .strictObject({
        ...RoutingRule.shape.set.omit({ assign: true, pauseMs: true }).shape,
        assign: z.array(target).optional(),
        pause: duration.optional(),
      })
      .transform(({ pause, ...set }): unknown => ({ ...set, ...(pause === undefined ? {} : { pauseMs: pause }) })),
  })
  .transform((rule): unknown => rule)
  .pipe(RoutingRule.omit({ id: true, order: true }));

/** Schema of a grouping in a workspace file; its order is its place among the others. */
export const fileGrouping = z
  .strictObject({ ...Grouping.omit({ id: true, order: true, windowMs: true }).partial().shape, name: z.string(), window: duration })
  .transform(({ window, ...grouping }): unknown => ({ ...grouping, windowMs: window }))
  .pipe(Grouping.omit({ id: true, order: true }));

/** Schema of an inhibition in a workspace file. */
export const fileInhibition = Inhibition.omit({ id: true });

/** Schema of a silence in a workspace file. */
export const fileSilence = z
  .strictObject({ name: Silence.shape.name, when: Silence.shape.when, from: moment.optional(), until: moment })
  .superRefine(({ from, until }, context) => {
    if (from !== undefined && from >= until) {
      context.addIssue({ code: 'custom', message: 'a silence must end after it begins', path: ['until'] });
    }
  });

const { services, when, name } = Maintenance.shape;
const { during, zone, startsOn, endsOn } = Maintenance.shape.weekly.unwrap().shape;

/** Schema of a maintenance window in a workspace file: from and until as moments, or hours of a zone that come again. */
export const fileMaintenance = z
  .strictObject({
    name,
    services,
    when,
    from: moment.optional(),
    until: moment.optional(),
    during: during.optional(),
    zone: zone.optional(),
    startsOn,
    endsOn,
  })
  .transform(({ from, until, during: hours, zone: place, startsOn: first, endsOn: last, ...window }, context) => {
    const isOnce = from !== undefined && until !== undefined;
    const isWeekly = hours !== undefined && place !== undefined;
    if (isOnce === isWeekly || (from === undefined) !== (until === undefined) || (hours === undefined) !== (place === undefined)) {
      context.addIssue({ code: 'custom', message: 'say when: either from and until, or during and zone' });
      return z.NEVER;
    }
    const parsed = Maintenance.safeParse({
      id: 'checked',
      ...window,
      ...(isOnce ? { once: { from, until } } : { weekly: { during: hours, zone: place, startsOn: first, endsOn: last } }),
    });
    if (!parsed.success) {
      parsed.error.issues.forEach(({ message }) => context.addIssue({ code: 'custom', message }));
      return z.NEVER;
    }
    const { id: _, ...checked } = parsed.data;
    return checked;
  });

/** Schema of a heartbeat in a workspace file. */
export const fileHeartbeat = z
  .strictObject({
    ...Heartbeat.pick({ name: true, service: true }).shape,
    severity: Heartbeat.shape.severity.optional(),
    every: duration,
    grace: duration.optional(),
  })
  .transform(({ every, grace, ...heartbeat }): unknown => ({ ...heartbeat, everyMs: every, graceMs: grace }))
  .pipe(Heartbeat.omit({ id: true }));

/** Schema of an organisation's limits on noise in a workspace file. */
export const fileNoise = z
  .strictObject({
    storm: z
      .strictObject({ most: z.int(), within: duration.optional() })
      .transform(({ most, within }) => ({ most, withinMs: within }))
      .optional(),
    flapping: z
      .strictObject({ most: z.int(), within: duration.optional(), quiet: duration.optional() })
      .transform(({ most, within, quiet }) => ({ most, withinMs: within, quietMs: quiet }))
      .optional(),
  })
  .transform((limits): unknown => limits)
  .pipe(NoiseLimits);
