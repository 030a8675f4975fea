import { expect, it, onTestFinished } from 'vitest';
import { cliHere } from '../../test/harness/cli-here.ts';
import { relaySurface } from '../../test/harness/relay-surface.ts';

async function surface() {
  const made = await relaySurface();
  onTestFinished(async () => made.server.close());
  const id = made.log.newId();
  const body = { title: 'Disk \u001B[31mfull\nnow', severity: 'critical', service: 'checkout', policy: { id: 'payments', revision: 1 } };
  await made.ledger.write({ type: 'incident.triggered', entity: { kind: 'incident', id }, body }, { kind: 'admin' }).durable;
  made.log.nowMs += 1000;
  return made;
}

it('[ANS20] tells the digest to the operator alone, in their language and on their clock', async () => {
  const { server, adminToken } = await surface();
  const get = async (query: string, token: string) =>
    server.inject({ url: `/v1/digest${query}`, headers: { authorization: `Bearer ${token}` } });
  expect((await get('', 'somebody')).statusCode).toBe(403);
  expect((await get('?language=fr&zone=Europe/Paris', adminToken)).json()).toMatchObject({
    title: 'Les dernières 24 heures, lun. 23 nov. 03:00',
    ringing: [{ number: 1 }],
    sections: [
      { title: 'En cours', lines: ['1 incident en cours : 1 sans personne.', expect.stringContaining('#1 Disk  [31mfull now') as string] },
      {},
      {},
    ],
  });
  expect((await get('?zone=Nowhere/Land', adminToken)).statusCode).toBe(400);
});

it('[ANS20] prints the digest in a terminal', async () => {
  const { server, adminToken } = await surface();
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const ran = await cliHere({}, 'digest', '--relay', url, '--token', adminToken, '--zone', 'UTC');
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out.split('\n').slice(0, 4)).toEqual(['The last 24 hours, Mon 23 Nov 02:00', '', 'Open', '1 incident is open: 1 nobody has.']);
  const json = await cliHere({}, 'digest', '--relay', url, '--token', adminToken, '--language', 'fr', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ sections: [{ title: 'En cours' }, { title: 'Ce qui a changé' }, { title: 'Astreintes' }] });
});
