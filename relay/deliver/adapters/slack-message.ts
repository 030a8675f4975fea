import { escapeSlack } from '../../../shared/delivery/escape.ts';
import { cutTo, othersLine } from '../../../shared/delivery/fitted.ts';
import type { OutMessage } from '../../../shared/delivery/message.ts';
import { headlineOf } from '../../../shared/delivery/written.ts';
import { buttonsOf, markups, partsIn } from './chat-markup.ts';

/** Of Slack's: 50 blocks, of which an incident takes two; 3,000 characters in a section, 75 on a button. */
const mostIncidents = 24;
const longestSection = 3000;
const longestLabel = 75;
/** All blocks together are refused as too long somewhere above 13,000 characters. */
const longestBlocks = 12_000;

function blocksOf(message: OutMessage, hasButtons: boolean): object[][] {
  const texts = partsIn(markups.slack, message);
  return message.incidents.map((brief, i) => {
    const text = { type: 'mrkdwn', text: cutTo(texts[i]?.text ?? '', longestSection) };
    const elements = (hasButtons ? buttonsOf(message, brief) : []).map(({ id, label, value }) => ({
      type: 'button',
      action_id: id,
      value,
      text: { type: 'plain_text', text: cutTo(label, longestLabel) },
    }));
    return [{ type: 'section', text }, ...(elements.length > 0 ? [{ type: 'actions', elements }] : [])];
  });
}

/** A message as Slack takes it, by incoming webhook and Web API alike. */
export function slackMessage(message: OutMessage, hasButtons: boolean) {
  const blocks = blocksOf(message, hasButtons);
  let room = longestBlocks;
  const shown = blocks.slice(0, mostIncidents).filter((each, i) => {
    room -= JSON.stringify(each).length;
    return i === 0 || room >= 0;
  });
  const others = message.incidents.slice(shown.length);
  const rest = others.length > 0 ? [{ type: 'section', text: { type: 'mrkdwn', text: othersLine(others, longestSection) } }] : [];
  return {
    text: escapeSlack(headlineOf(message)),
    blocks: [...shown.flat(), ...rest],
    unfurl_links: false,
    unfurl_media: false,
  };
}
