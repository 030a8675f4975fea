import { canonicalJson } from '../log/canonical.ts';

/** What a desktop asks of its relay beside the log, because it must not stand there: addresses and codes (OWN9). `at` is relay ms. */
export interface DeviceRequest {
  method: string;
  path: string;
  at: number;
  body: unknown;
}

/** How far the moment of a request may be from the relay's own, in ms: one that was kept for later says nothing. */
export const requestWithinMs = 120_000;

/** The text a desktop signs to ask something as its person. */
export function deviceRequestText({ method, path, at, body }: DeviceRequest): string {
  return canonicalJson(['watchbell-request', method, path, at, body ?? null]);
}

/** The header that says which device asks, when, and with which signature. */
export function deviceHeader({ device, at, signature }: { device: string; at: number; signature: string }): string {
  return `Watchbell-Device ${device} ${at} ${signature}`;
}

/** Reads such a header; undefined for anything else. */
export function readDeviceHeader(header: string | undefined): { device: string; at: number; signature: string } | undefined {
  const [, device, at, signature] = /^Watchbell-Device ([0-9a-f-]{36}) (\d{1,15}) ([\w-]{1,200})$/.exec(header ?? '') ?? [];
  return device === undefined || at === undefined || signature === undefined ? undefined : { device, at: Number(at), signature };
}
