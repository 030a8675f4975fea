import { HOUR_MS } from '../../shared/time/instant.ts';

function tag(locale: string): string {
  return locale === 'fr' ? 'fr-FR' : 'en-GB';
}

/** `14.5 h` */
export function inHours(ms: number, locale: string): string {
  const hours = Math.round((10 * ms) / HOUR_MS) / 10;
  // A no-break space: a number never parts from its unit.
  return `${new Intl.NumberFormat(tag(locale)).format(hours)}\u00A0h`;
}

/** `+14`, `−2`: with the sign of a difference. */
export function signed(count: number, locale: string): string {
  return new Intl.NumberFormat(tag(locale), { signDisplay: 'exceptZero' }).format(count).replace('-', '−');
}

/** `+14 h` */
export function signedHours(ms: number, locale: string): string {
  return `${signed(Math.round((10 * ms) / HOUR_MS) / 10, locale)}\u00A0h`;
}

/** `1,104.5`: an amount to a tenth. */
export function amount(count: number, locale: string): string {
  return new Intl.NumberFormat(tag(locale), { maximumFractionDigits: 1 }).format(count);
}
