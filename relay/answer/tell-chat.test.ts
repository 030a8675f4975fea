import { expect, it, onTestFinished } from 'vitest';
import { HttpSink } from '../../test/harness/http-sink.ts';
import { OutgoingHttp } from '../deliver/outgoing-http.ts';
import { tellChat } from './tell-chat.ts';

it('[DLV13] tells a chat what became of a button by the one way out: nothing inside, no redirect (S6)', async () => {
  const sink = await HttpSink.start();
  onTestFinished(() => sink.stop());
  await tellChat(new OutgoingHttp({ isAllowed: () => true }))(`${sink.url}/actions/T/B`, { text: 'You have taken it.' });
  expect(sink.last).toMatchObject({ method: 'POST', path: '/actions/T/B', json: { text: 'You have taken it.' } });
  const before = sink.connections;
  await expect(tellChat(new OutgoingHttp())(`${sink.url}/actions/T/B`, {})).rejects.toThrow(/an address inside/);
  const rebound = new OutgoingHttp({ resolve: async () => ['127.0.0.1'] });
  await expect(tellChat(rebound)(`http://hooks.slack.com:${sink.port}/`, {})).rejects.toThrow(/an address inside/);
  expect(sink.connections).toBe(before);
  sink.answer = (response) => void response.writeHead(302, { location: 'http://127.0.0.1/' }).end();
  await expect(tellChat(new OutgoingHttp({ isAllowed: () => true }))(sink.url, {})).rejects.toThrow('The chat answered 302.');
});
