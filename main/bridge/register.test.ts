import { describe, expect, it } from 'vitest';
import { isPushChannel, isRequestChannel } from '../../shared/bridge/channels.ts';
import { pushChannels, requests, type PushChannel, type Pushes } from '../../shared/bridge/contract.ts';
import { wordsFor } from '../text/words.ts';
import type { Handlers } from './handlers.ts';
import type { Caller, Ipc } from './ipc.ts';
import { registerHandlers } from './register.ts';

const ours: Caller = { isOurPage: true, url: 'app://watchbell/index.html' };

/** A wire that a test holds both ends of. */
class FakeIpc implements Ipc {
  readonly answers = new Map<string, (caller: Caller, argument: unknown) => Promise<unknown>>();

  handle(channel: string, answer: (caller: Caller, argument: unknown) => Promise<unknown>): () => void {
    this.answers.set(channel, answer);
    return () => this.answers.delete(channel);
  }

  push<C extends PushChannel>(_channel: C, _message: Pushes[C]): void {
    throw new Error('Nothing is pushed here.');
  }

  async ask(channel: string, argument: unknown, caller: Caller = ours): Promise<unknown> {
    return this.answers.get(channel)?.(caller, argument);
  }
}

function serve(handlers: Partial<Handlers> = {}) {
  const ipc = new FakeIpc();
  const errors: string[] = [];
  const called: unknown[] = [];
  const acknowledge: Handlers['incident:acknowledge'] = async (argument) => {
    called.push(argument);
    return { ok: true };
  };
  const all = new Proxy({ 'incident:acknowledge': acknowledge, ...handlers } as Handlers, {
    get: (given, channel: keyof Handlers) => given[channel] ?? (async () => ({ ok: true })),
  });
  const stop = registerHandlers(ipc, all, {
    origin: 'app://watchbell',
    words: () => wordsFor('en'),
    onError: (channel, error) => errors.push(`${channel} ${String(error)}`),
  });
  return { ipc, errors, called, stop };
}

describe('requests of the window', () => {
  it('has an answer for every channel of the contract and lets go of all of them', () => {
    const { ipc, stop } = serve();
    expect([...ipc.answers.keys()]).toEqual(Object.keys(requests));
    stop();
    expect(ipc.answers.size).toBe(0);
  });

  it('hands a handler the argument its schema makes of the request', async () => {
    const { ipc, called } = serve();
    expect(await ipc.ask('incident:acknowledge', { id: 'a', via: 'window' })).toEqual({ ok: true });
    expect(called).toEqual([{ id: 'a', via: 'window' }]);
  });

  it.each([
    ['a frame inside our window', { isOurPage: false, url: 'app://watchbell/index.html' }],
    ['a page from the network', { isOurPage: true, url: 'https://example.org/' }],
    ['an origin that only begins like ours', { isOurPage: true, url: 'app://watchbell.example.org/index.html' }],
    ['a file', { isOurPage: true, url: 'file:///app/index.html' }],
  ])('does nothing for %s', async (_whose, caller) => {
    const { ipc, called, errors } = serve();
    expect(await ipc.ask('incident:acknowledge', { id: 'a', via: 'window' }, caller)).toEqual({
      ok: false,
      message: wordsFor('en').bridge.stranger,
    });
    expect(called).toEqual([]);
    expect(errors).toHaveLength(1);
    await expect(ipc.ask('desk:get', undefined, caller)).rejects.toThrow(wordsFor('en').bridge.stranger);
  });

  it.each([
    ['another type', { id: 5, via: 'window' }],
    ['a missing part', { id: 'a' }],
    ['a part too many', { id: 'a', via: 'window', admin: true }],
    ['nothing at all', undefined],
  ])('answers %s with a sentence and without asking the handler', async (_what, argument) => {
    const { ipc, called } = serve();
    const answer = await ipc.ask('incident:acknowledge', argument);
    expect(answer).toMatchObject({ ok: false, message: expect.stringMatching(/^Nothing was done, because .*\.$/) });
    expect(called).toEqual([]);
  });

  it('passes on what the contract itself says about a wrong argument', async () => {
    const { ipc } = serve();
    expect(await ipc.ask('pair', { url: 'relay', code: 'x', person: 'ana' })).toMatchObject({
      message: expect.stringContaining('write an address that starts with http:// or https://'),
    });
  });

  it('turns an error of a handler into a sentence, and keeps the rest for the log', async () => {
    const broken = async () => {
      throw new Error('SQLITE_FULL at /home/ana/data');
    };
    const { ipc, errors } = serve({ 'incident:resolve': broken, 'incident:get': broken });
    const answer = await ipc.ask('incident:resolve', { id: 'a', via: 'window' });
    expect(answer).toEqual({ ok: false, message: wordsFor('en').bridge.failed });
    await expect(ipc.ask('incident:get', { id: 'a' })).rejects.toThrow(wordsFor('en').bridge.failed);
    expect(errors).toEqual(['incident:resolve Error: SQLITE_FULL at /home/ana/data', 'incident:get Error: SQLITE_FULL at /home/ana/data']);
  });
});

describe('the names the preload script lets through', () => {
  it('are those of the contract', () => {
    expect(Object.keys(requests).every(isRequestChannel)).toBe(true);
    expect(pushChannels.every(isPushChannel)).toBe(true);
  });

  it('are no others', () => {
    const others = ['', 'constructor', '__proto__', 'toString', 'desk:get ', 'electron-store-get-data'];
    expect(others.some((name) => isRequestChannel(name) || isPushChannel(name))).toBe(false);
  });
});
