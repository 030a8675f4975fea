import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { testPageWords, type TestPageState } from '../../shared/answer/test-page-words.ts';
import type { OutboxRow } from '../../shared/delivery/attempt.ts';
import { wayKindOf } from '../../shared/workspace/way-events.ts';
import { wayName } from '../../shared/workspace/ways.ts';
import { find } from '../../shared/workspace/workspace.ts';
import { languageOf, markup, nothing, pageHeaders } from '../answer/html.ts';
import { pageStyle, productMark } from '../answer/page-style.ts';
import { fieldsOf, readSignedForms } from '../answer/signed-form.ts';
import type { RelayContext } from '../http/relay-context.ts';
import { addressesOf, verifiedAt } from './person-ways.ts';
import { deliveryNamed, isTestLink } from './test-link.ts';

const statusOf: Record<TestPageState, number> = { asks: 200, thanks: 200, unknown: 404, 'stale-form': 409, failed: 503 };

/** `/t/TOKEN`: the page behind a test's link. GET shows, only POST notes that the test came and verifies where it came to (S7, OWN6). */
export async function testLinkRoutes(server: FastifyInstance, context: RelayContext): Promise<void> {
  const { answers, ways, ledger, contacts, outlets, store, now } = context;
  if (!answers || !ways) {
    return;
  }
  const { links } = answers;
  const secretFor = (purpose: string) => links.secretFor(purpose);
  readSignedForms(server);

  /** The delivery a link stands for, while it still leads where the test went. */
  const rowOf = (token: string): OutboxRow | undefined => {
    const row = store.outbox.find(deliveryNamed(token) ?? '');
    if (row?.delivery.to.kind !== 'person') {
      return undefined;
    }
    const person = find(ledger.state.workspace, 'person', row.delivery.to.person);
    const led = person ? outlets.waysTo(row.delivery.to, contacts.of(person)) : '';
    const isOurs = typeof led !== 'string' && led.some(({ to }) => isTestLink(token, { row, to, now: now() }, { secretFor }));
    return isOurs ? row : undefined;
  };

  const show = (request: FastifyRequest, reply: FastifyReply, state: TestPageState, about?: { token: string; name: string }) => {
    const language = languageOf(request.headers['accept-language']);
    return reply
      .status(statusOf[state])
      .headers(pageHeaders(pageStyle.source))
      .send(testPage(language, state, about && { ...about, form: links.formFor(about.token) }));
  };

  const nameFor = ({ delivery: { to } }: OutboxRow) =>
    to.kind === 'person' ? (find(ledger.state.workspace, 'person', to.person)?.name ?? to.person) : '';

  server.get('/t/:token', { schema: { summary: 'The page behind the link of a test; it never acts' } }, async (request, reply) => {
    const { token } = request.params as { token: string };
    const row = rowOf(token);
    return row ? show(request, reply, 'asks', { token, name: nameFor(row) }) : show(request, reply, 'unknown');
  });

  server.post('/t/:token', { schema: { summary: 'Notes that a test came, and verifies where it came to' } }, async (request, reply) => {
    const { token } = request.params as { token: string };
    const row = rowOf(token);
    if (row?.delivery.to.kind !== 'person') {
      return show(request, reply, 'unknown');
    }
    const site = request.headers['sec-fetch-site'];
    const isElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (isElsewhere || !links.isForm(token, fieldsOf(request.body)['form'] ?? '')) {
      return show(request, reply, 'stale-form', { token, name: nameFor(row) });
    }
    try {
      await confirm(row);
      return await show(request, reply, 'thanks');
    } catch (error) {
      request.log.error({ err: error }, 'That a test came could not be written down.');
      return show(request, reply, 'failed', { token, name: nameFor(row) });
    }
  });

  async function confirm({ delivery }: OutboxRow): Promise<void> {
    const { to, stepId: test, dueAt } = delivery;
    const person = to.kind === 'person' ? find(ledger.state.workspace, 'person', to.person) : undefined;
    if (to.kind !== 'person' || !person || !ways) {
      return;
    }
    const { channel, address } = to;
    const kind = wayKindOf(channel);
    const known = ledger.state.workspace.entries.person.get(person.id)?.ways?.tests[wayName({ channel, address })];
    // Pressed again it says nothing new, and whoever has the link must not fill the log.
    if (known?.outcome !== 'confirmed' || known.at < dueAt) {
      const body = { test, channel, ...(address === undefined ? {} : { address }), outcome: 'confirmed' };
      await ledger.write({ type: 'way.tested', entity: { kind: 'person', id: person.id }, body }, { kind: 'engine' }).durable;
    }
    const addresses = addressesOf(person, { contacts, outlets }).filter((each) => each.kind === kind);
    const its = addresses.find(({ name }) => name === address) ?? addresses.find(({ name }) => name === undefined);
    if (its && (verifiedAt(person.id, its, ways.edges) ?? -Infinity) < dueAt) {
      await ways.verifying.note(person.id, its, 'link');
    }
  }
}

function testPage(language: 'en' | 'fr', state: TestPageState, about?: { name: string; form: string }): string {
  const words = testPageWords[language];
  const { title, advice } = words.said[state];
  return markup`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title}</title>
        ${pageStyle.element}
      </head>
      <body>
        <main>
          <header>${productMark}<span>Watchbell</span></header>
          <h1>${words.title}</h1>
          <div class="said" role="status">
            <h2>${title}</h2>
            <p>${advice}</p>
          </div>
          ${
            about
              ? markup`<form method="post"><input type="hidden" name="form" value="${about.form}" /><button class="first">${words.button}</button></form>
          <footer>${words.signedFor(about.name)}</footer>`
              : nothing
          }
        </main>
      </body>
    </html> `.text;
}
