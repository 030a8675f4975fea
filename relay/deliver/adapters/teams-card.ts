import { othersLine } from '../../../shared/delivery/fitted.ts';
import type { Brief, OutMessage } from '../../../shared/delivery/message.ts';
import { isOwn } from '../../../shared/delivery/own-message.ts';
import { labelled } from '../../../shared/delivery/words.ts';
import { answerLabelOf, factsOf, headlineOf, saidLines } from '../../../shared/delivery/written.ts';

/** Teams refuses what is longer than 28 KB, and counts more than the bytes it is sent. */
const mostBytes = 20_000;

function run(text: string, more: object = {}): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...more }] };
}

/** Teams reads Markdown in text blocks but not in runs of rich text, and that is where words from outside go. */
function cardOf(message: OutMessage, shown: readonly Brief[]): object {
  const answerLabel = answerLabelOf(message);
  const others = message.incidents.slice(shown.length);
  const body = [
    ...shown.flatMap((brief) => [
      run(headlineOf({ ...message, incidents: [brief] }), { weight: 'Bolder' }),
      ...saidLines(message).map((line) => run(line)),
      ...factsOf(message, brief).map(({ label, value }) => run(labelled(message.language, label, value))),
    ]),
    ...(others.length > 0 ? [run(othersLine(others, 1000))] : []),
  ];
  const actions = shown.flatMap(({ answerAt, number }) =>
    answerLabel !== undefined && answerAt !== undefined
      ? [{ type: 'Action.OpenUrl', title: isOwn(message) ? answerLabel : `${answerLabel} #${number}`, url: answerAt }]
      : [],
  );
  const content = { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body, actions };
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }] };
}

/** An adaptive card as a workflow of Teams posts it, with as many incidents as it has room for. */
export function teamsCard(message: OutMessage): object {
  for (let count = message.incidents.length; count > 1; count -= 1) {
    const card = cardOf(message, message.incidents.slice(0, count));
    if (Buffer.byteLength(JSON.stringify(card)) <= mostBytes) {
      return card;
    }
  }
  return cardOf(message, message.incidents.slice(0, 1));
}
