/** How long a value is as JSON, in UTF-16 units and not counting escapes; counted no further than just past `most`, so that asking is cheap however large it is. */
export function sizeUpTo(value: unknown, most: number): number {
  if (typeof value === 'string') {
    return value.length + 2;
  }
  if (typeof value !== 'object' || value === null) {
    return String(value).length;
  }
  let size = 2;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length && size <= most; i += 1) {
      size += 1 + sizeUpTo(value[i], most - size);
    }
    return size;
  }
  for (const name in value) {
    if (size > most) {
      break;
    }
    size += name.length + 4 + sizeUpTo((value as Record<string, unknown>)[name], most - size);
  }
  return size;
}

const mostFields = 1000;
const mostNames = 100;
const longestName = 100;

/**
 * The fields that fit into `most` UTF-16 units, in their order and at most a thousand; those that do not are named under `leftOut`, the first hundred of
 * them: a body of megabytes is to ring, not to fill every laptop's log.
 */
export function lightened(fields: Readonly<Record<string, unknown>>, most: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  const left: string[] = [];
  let room = most;
  let count = 0;
  let held = 0;
  for (const [name, value] of Object.entries(fields)) {
    const size = held === mostFields ? Infinity : name.length + 4 + sizeUpTo(value, room);
    if (size <= room) {
      held += 1;
      room -= size;
      kept[name] = value;
    } else {
      count += 1;
      if (left.length < mostNames) {
        left.push(name.slice(0, longestName).toWellFormed());
      }
    }
  }
  if (count === 0) {
    return kept;
  }
  const before: unknown[] = Array.isArray(kept['leftOut']) ? kept['leftOut'] : [];
  return { ...kept, leftOut: [...before, ...left, ...(count > left.length ? [`${count - left.length} more`] : [])] };
}
