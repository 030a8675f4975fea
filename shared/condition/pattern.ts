import { RE2JS } from 're2js';

/** How large a pattern may be once compiled: the time it takes grows with this and with the text (S3). */
const mostInstructions = 400;

/** How much of a text is looked through for a pattern: no title or label worth a page is longer, and time grows with it (S3). */
export const searchedLength = 2000;

/** What is wrong with a pattern; undefined when nothing is. Patterns are RE2's, which take time in proportion to the text, whatever is written (S3). */
export function patternProblem(pattern: string): string | undefined {
  try {
    const size = RE2JS.compile(pattern).programSize();
    return size > mostInstructions ? `the pattern ${pattern} is too much work; say fewer or smaller repetitions` : undefined;
  } catch (error) {
    return `the pattern ${pattern} is not one RE2 reads: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const patterns = new Map<string, RE2JS>();

/** A pattern ready to look with, without regard to case; kept, because the same few are asked for again and again. Throws on one that has a problem. */
export function compiledPattern(pattern: string): RE2JS {
  const known = patterns.get(pattern) ?? RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  patterns.set(pattern, known);
  return known;
}

/** The first place of a text that has a pattern: its first group where it has one, else all of it; undefined when there is none. */
export function foundBy(pattern: string, text: string): string | undefined {
  const matcher = compiledPattern(pattern).matcher(text.slice(0, searchedLength));
  if (!matcher.find()) {
    return undefined;
  }
  return (matcher.groupCount() > 0 ? matcher.group(1) : matcher.group()) ?? undefined;
}
