import { z } from 'zod';
import { kindOfField } from '../condition/fields.ts';
import { BridgeUrl } from '../incident/telling-events.ts';
import { placesIn } from '../routing/template.ts';

/** What an update’s template may name besides the fields of conditions. */
export const updatePlaces = ['update', 'number', 'by', 'bridge'] as const;

/** How often it happened lately is nothing a text tells: it would be another number by the time it is read. */
function isUpdatePlace(name: string): boolean {
  return updatePlaces.some((each) => each === name) || (kindOfField(name) !== undefined && name !== 'recentIncidents');
}

const template = z
  .string()
  .trim()
  .min(1, 'write a text with {{update}} in it')
  .max(4000)
  .superRefine((text, context) => {
    const unknown = placesIn(text).find((name) => !isUpdatePlace(name));
    if (unknown !== undefined) {
      const message = `"{{${unknown}}}" is nothing an update knows; use {{${updatePlaces.join('}}, {{')}}}, {{title}}, {{service}}, {{severity}}, {{status}}, {{stage}} or {{label.NAME}}`;
      context.addIssue({ code: 'custom', message });
    } else if (!placesIn(text).includes('update')) {
      context.addIssue({ code: 'custom', message: 'the update itself is missing; write {{update}} where it belongs' });
    }
  });

/** Schema of how updates are worded for each audience: a text with places such as `{{title}}` and `{{update}}`. */
export const UpdateTemplates = z.strictObject({
  responders: template.optional(),
  leadership: template.optional(),
  company: template.optional(),
  customers: template.optional(),
});
/** How updates are worded for each audience. */
export type UpdateTemplates = z.infer<typeof UpdateTemplates>;

/** What the address of a bridge may name of its incident. */
export const bridgePlaces = ['number', 'id', 'service', 'team'] as const;

/** Schema of where people talk by voice or video about an incident: an https address with places after the host (S91). */
export const BridgeTemplate = z
  .string()
  .max(2048)
  .regex(/^https:\/\/[^/{}\s]+\/[^\s]*$/, 'write an https address such as https://meet.example.org/{{number}}')
  .superRefine((text, context) => {
    const unknown = placesIn(text).find((name) => !bridgePlaces.some((each) => each === name));
    if (unknown !== undefined) {
      context.addIssue({ code: 'custom', message: `a bridge cannot name "{{${unknown}}}"; use {{${bridgePlaces.join('}}, {{')}}}` });
    } else if (!BridgeUrl.safeParse(text.replaceAll(/\{\{[^{}]*\}\}/g, '1')).success) {
      context.addIssue({ code: 'custom', message: 'write an https address without spaces, quotes or a password' });
    }
  });
