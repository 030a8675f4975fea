/** What an Alertmanager's route says, as far as it chooses a receiver. */
export interface RouteText {
  receiver?: string;
  matchers?: string[];
  continue?: boolean;
  routes?: RouteText[];
}

/** The labels of an alert. */
export type Labels = Readonly<Record<string, string>>;

/** Whether `name="value"` and its like hold for labels; a missing label is an empty one. Written apart from the importer. */
export function matches(matcher: string, labels: Labels): boolean {
  const [, name = '', operator = '', value = ''] = /^(\w+)(=~|!~|!=|=)"(.*)"$/.exec(matcher) ?? [];
  const given = labels[name] ?? '';
  switch (operator) {
    case '=':
      return given === value;
    case '!=':
      return given !== value;
    case '=~':
      return new RegExp(`^(?:${value})$`).test(given);
    default:
      return !new RegExp(`^(?:${value})$`).test(given);
  }
}

/** The receivers an Alertmanager tells of labels, in its order: a walk of the tree as its documentation has it. */
export function receiversOf(route: RouteText, labels: Labels, above = ''): string[] {
  if (!(route.matchers ?? []).every((matcher) => matches(matcher, labels))) {
    return [];
  }
  const own = route.receiver ?? above;
  const told: string[] = [];
  for (const child of route.routes ?? []) {
    const found = receiversOf(child, labels, own);
    told.push(...found);
    if (found.length > 0 && child.continue !== true) {
      break;
    }
  }
  return told.length > 0 ? told : [own];
}

/** A rule by which one alert holds back another. */
export interface InhibitionText {
  source_matchers: string[];
  target_matchers: string[];
  equal: string[];
}

/** Whether an alert is held back by any of those that fire: what matches both sides is not by what also does. */
export function isInhibited(rules: readonly InhibitionText[], firing: readonly Labels[], labels: Labels): boolean {
  const all = (matchers: readonly string[], of: Labels) => matchers.every((matcher) => matches(matcher, of));
  return rules.some(
    ({ source_matchers: source, target_matchers: target, equal }) =>
      all(target, labels) &&
      firing.some(
        (other) =>
          all(source, other) &&
          equal.every((name) => (other[name] ?? '') === (labels[name] ?? '')) &&
          !(all(source, labels) && all(target, other)),
      ),
  );
}
