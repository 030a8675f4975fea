import { z } from 'zod';
import { Id, mostDeviceSeq } from '../log/envelope.ts';

/**
 * Schemas of the bodies of what is said of devices, with nothing of people's definitions: whoever proves a log reads these alone.
 * - `device.command-refused`: what a device was refused for good; nothing changes by it, but it is seen, and the device's number is used.
 */
export const deviceBodies = {
  'device.enrolled': z.strictObject({ name: z.string().max(200), person: Id.optional(), publicKey: z.string().max(200) }),
  'device.revoked': z.strictObject({}),
  'device.command-refused': z.strictObject({
    command: z.uuid(),
    deviceSeq: z.int().min(1).max(mostDeviceSeq),
    type: z.string().max(100),
    why: z.string().max(500),
  }),
  'device.tested': z.strictObject({
    outcome: z.enum(['shown', 'failed']),
    channel: z.string().min(1).max(50),
    why: z.string().max(500).optional(),
  }),
} as const;
