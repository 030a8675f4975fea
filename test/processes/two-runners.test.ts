import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { killTwoRunners } from '../harness/two-runners.ts';

const kills = Number(process.env['DELIVER_KILL_RUNS'] ?? 40);
const seed = Number(process.env['DELIVER_KILL_SEED'] ?? 1);

describe('[DLV21] two runners over one outbox, killed before, in and after their calls', () => {
  it(
    `miss nothing, and send again only what was in doubt as one died, in ${kills} kills (R19)`,
    async () => {
      const { kills: killed, pages, missed, again, unexcused } = await killTwoRunners(temporaryFolder(), { kills, seed });
      process.stdout.write(
        `R19: ${kills} kills ${JSON.stringify(killed)}, ${pages} pages, missed ${missed.length}, ${again} messages sent again\n`,
      );
      expect(Object.values(killed).reduce((sum, count) => sum + count, 0)).toBe(kills);
      expect(missed).toEqual([]);
      expect(unexcused).toEqual([]);
      expect(again).toBeLessThanOrEqual(kills - killed.before);
    },
    90_000 + kills * 10_000,
  );

  it('the control: without the lease a page is sent twice with nobody killed over it', async () => {
    expect((await killTwoRunners(temporaryFolder(), { kills: 2, seed, without: 'lease' })).unexcused).not.toEqual([]);
  });

  it('the control: without the fence both take the same page', async () => {
    expect((await killTwoRunners(temporaryFolder(), { kills: 2, seed, without: 'fence' })).unexcused).not.toEqual([]);
  });

  it('the control: recorded before it is sent, a page is missed', async () => {
    expect((await killTwoRunners(temporaryFolder(), { kills: 6, seed, without: 'record' })).missed).not.toEqual([]);
  });
});
