import type { Instant } from '../time/instant.ts';
import type { Because, Explanation, FiredStep, NamedThing } from './explanation.ts';
import { quietNext, quietSentence } from './quiet-words.ts';
import { explainWords, type ExplainWords } from './words.ts';

/** An explanation in sentences: first why this person or why not, then what each step did, then what comes next (C15, S12). */
export interface ToldExplanation {
  because: string[];
  steps: string[];
  next: string;
}

/** Tells an explanation in a language; `time` writes an instant the way its reader wants to see it. */
export function tellExplanation(explanation: Explanation, language: 'en' | 'fr', time: (at: Instant) => string): ToldExplanation {
  const words = explainWords[language];
  const who = explanation.person?.name ?? '';
  return {
    because: explanation.because.map((each) =>
      each.kind === 'kept-quiet' ? quietSentence(each.kept, language, time) : becauseSentence(each, who, words, time),
    ),
    steps: [
      ...(explanation.quiet ?? []).map((kept) => quietSentence(kept, language, time)),
      ...explanation.steps.map((step) => stepSentence(step, words, time)),
    ],
    next:
      explanation.status === 'suppressed' ? quietNext(explanation.quiet?.at(-1), language, time) : nextSentence(explanation, words, time),
  };
}

function becauseSentence(
  because: Exclude<Because, { kind: 'kept-quiet' }>,
  who: string,
  words: ExplainWords,
  time: (at: Instant) => string,
): string {
  const level = (at: number) => words.level(at);
  switch (because.kind) {
    case 'step': {
      const behind = because.behind.length > 0 ? ` (${listed(because.behind, words)})` : '';
      const where = because.isCatchAll ? words.lastResort : level(because.level);
      const paged = words.paged(who, time(because.at), where, behind, words.reason[because.reason]);
      return `${paged} ${words.pages(because.pages, because.failed)}`;
    }
    case 'call':
      return words.called(who, time(because.at), words.call[because.reason](because.by?.name, because.rule));
    case 'left-out':
      return words.leftOutAt(who, time(because.at), level(because.level), words.leftOut[because.why]);
    case 'not-their-turn':
      return words.notTheirTurn(who, level(because.level), because.schedule.name, because.onCall?.name);
    case 'shadowed':
      return words.shadowed(who, time(because.at), level(because.level));
    case 'passed-over':
      return words.passedOver(who, level(because.level));
    case 'not-reached':
      return words.notReached(who, level(because.level), because.lastLevel === 0 ? undefined : level(because.lastLevel));
    case 'not-on-path':
      return words.notOnPath(who, because.policy.name);
    case 'silent-severity':
      return words.silent(words.severity[because.severity]);
    case 'answered':
      return words.answered(who, time(because.at));
    case 'not-known':
      return words.notKnown(who);
  }
}

function stepSentence(step: FiredStep, words: ExplainWords, time: (at: Instant) => string): string {
  const at = time(step.at);
  const where = step.isCatchAll ? words.lastResort : words.level(step.level);
  const what = {
    paged: () => words.stepPaged(at, where, listed(step.people, words)),
    nobody: () => words.stepNobody(at, where),
    skipped: () => words.stepSkipped(at, where),
    suppressed: () => words.stepSilent(at),
  }[step.outcome]();
  const left = step.leftOut.map(({ person, why }) => `${person.name}: ${words.leftOut[why]}`);
  const more = [...left, ...(step.channels.length > 0 ? [words.said(listed(step.channels, words))] : [])];
  return words.because(`${what}${more.length > 0 ? ` (${more.join('; ')})` : ''}`, words.reason[step.reason]);
}

function nextSentence({ next, heldBy, status }: Explanation, words: ExplainWords, time: (at: Instant) => string): string {
  const held = status === 'acknowledged' && heldBy ? `${words.next.held(heldBy.name)} ` : '';
  switch (next?.kind) {
    case 'step': {
      const where = next.isCatchAll === true ? words.lastResort : words.level(next.level ?? 1);
      return words.next.step(time(next.at), where, listed(next.people, words));
    }
    case 'snooze-ends':
      return held + words.next.snoozed(time(next.at));
    case 'not-resolved':
      return held + words.next.unresolved(time(next.at));
    case 'acknowledgement-expires':
      return held + words.next.expires(time(next.at));
    case undefined:
      return status === 'resolved' ? words.next.over : held + words.next.nothing;
  }
}

function listed(things: readonly NamedThing[], words: ExplainWords): string {
  const names = things.map(({ name }) => name);
  const last = names.pop();
  return last === undefined ? words.nobody : names.length === 0 ? last : `${names.join(', ')} ${words.and} ${last}`;
}
