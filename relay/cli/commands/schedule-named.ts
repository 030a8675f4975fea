import { CliError, misused } from '../cli-error.ts';
import type { Layer, Shown } from '../schedule-answers.ts';

/** The layer somebody means: the one they name, or the only one there is. */
export function layerNamed({ name, layers }: Shown, wanted: string | undefined): Layer {
  const found = wanted === undefined ? (layers.length === 1 ? layers[0] : undefined) : layers.find(({ id }) => id === wanted);
  if (found) {
    return found;
  }
  const what = wanted === undefined ? `${name} has several layers.` : `${name} has no layer "${wanted}".`;
  throw new CliError(misused, what, `Say which: --layer ${layers.map(({ id }) => id).join(', or ')}.`);
}

/** The place in a rotation somebody means, by its id or by the person who has it. */
export function memberNamed({ id: layer, members }: Layer, wanted: string): string {
  const exact = members.find(({ id }) => id === wanted);
  const theirs = members.filter(({ person }) => person.id === wanted);
  if (exact ?? theirs.length === 1) {
    return (exact ?? theirs[0])?.id ?? wanted;
  }
  const places = (theirs.length > 0 ? theirs : members).map(({ id, person }) => (id === person.id ? id : `${id} (${person.id})`));
  const what =
    theirs.length > 1 ? `"${wanted}" has several places in the layer "${layer}".` : `"${wanted}" is not in the layer "${layer}".`;
  throw new CliError(misused, what, `Name one of: ${places.join(', ') || 'nobody is in it'}.`);
}
