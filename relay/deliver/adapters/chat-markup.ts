import { escapeGoogleChat, escapeMarkdown, escapeSlack } from '../../../shared/delivery/escape.ts';
import type { Part } from '../../../shared/delivery/fitted.ts';
import type { Brief, OutMessage } from '../../../shared/delivery/message.ts';
import { labelled, messageWords } from '../../../shared/delivery/words.ts';
import { answerLabelOf, factsOf, headlineOf, saidLines } from '../../../shared/delivery/written.ts';

/** A chat's own markup. */
interface Markup {
  escape(text: string): string;
  link(url: string, text: string): string;
  bold(text: string): string;
}

const asterisks = (text: string) => `*${text}*`;
const angled = (escape: Markup['escape']) => (url: string, text: string) => `<${url.replace(/[<>|\s]/g, '')}|${escape(text)}>`;

const slack: Markup = { escape: escapeSlack, link: angled(escapeSlack), bold: asterisks };
const googleChat: Markup = { escape: escapeGoogleChat, link: angled(escapeGoogleChat), bold: asterisks };
const markdown: Markup = {
  escape: escapeMarkdown,
  link: (url, text) => `[${escapeMarkdown(text)}](${url.replace(/[()<>\s]/g, '')})`,
  bold: (text) => `**${text}**`,
};

/** The markup of each chat that has one. */
export const markups = { slack, googleChat, markdown };

/** One incident in a few lines of a chat's own markup: what comes from outside is escaped, so that it links to nothing and calls nobody. */
function linesOf(message: OutMessage, brief: Brief, { escape, link, bold }: Markup): string {
  const answerLabel = answerLabelOf(message);
  const facts = factsOf(message, brief).map(({ label, value, url }) =>
    labelled(message.language, escape(label), url === undefined ? escape(value) : link(url, value)),
  );
  const answer = answerLabel !== undefined && brief.answerAt !== undefined ? [link(brief.answerAt, answerLabel)] : [];
  const said = saidLines(message).map(escape);
  return [bold(escape(headlineOf({ ...message, incidents: [brief] }))), ...said, ...facts, ...answer].join('\n');
}

/** Each incident of a message in a chat's markup. */
export function partsIn(markup: Markup, message: OutMessage): Part[] {
  return message.incidents.map((brief) => ({ number: brief.number, text: linesOf(message, brief, markup) }));
}

/** A button under an incident that is still to be answered. */
interface Button {
  id: 'acknowledge' | 'escalate';
  label: string;
  value: string;
}

/** The buttons under an incident; none once it is answered. */
export function buttonsOf(message: OutMessage, { buttons, number, holder, stage }: Brief): Button[] {
  const words = messageWords(message.language);
  const waits = message.what === 'page' || (message.what === 'opened' && holder === undefined && stage !== 'resolved');
  return !waits || !buttons
    ? []
    : [
        { id: 'acknowledge', label: `${words.acknowledge} #${number}`, value: buttons.acknowledge },
        { id: 'escalate', label: `${words.escalate} #${number}`, value: buttons.escalate },
      ];
}
