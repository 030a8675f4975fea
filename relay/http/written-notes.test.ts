import { expect, it } from 'vitest';
import { RelayLog } from '../../test/harness/relay-log.ts';
import { WrittenNotes } from './written-notes.ts';

it('[ALR26] writes a note once, also after a restart, and again when the disk did not take it', async () => {
  const { ledger, store } = await RelayLog.withSample();
  const notesOf = (id: string) => ledger.history({ kind: 'incident', id }).map(({ body }) => body['text']);
  const entity = { kind: 'incident' as const, id: '00000000-0000-7000-8000-0000000000aa' };
  ledger.write({ type: 'incident.annotated', entity, body: { text: 'seen before' } }, { kind: 'admin' });
  await ledger.settled();
  const notes = new WrittenNotes(ledger);
  for (const text of ['seen before', 'new', 'new']) {
    await notes.write('monitoring', entity.id, text);
  }
  await new WrittenNotes(ledger).write('monitoring', entity.id, 'new');
  expect(notesOf(entity.id)).toEqual(['seen before', 'new']);
  store.failure = 'ENOSPC';
  await expect(notes.write('monitoring', entity.id, 'a third')).rejects.toThrow('ENOSPC');
  const twice = [1, 2].map(async () => notes.write('monitoring', entity.id, 'a fourth'));
  expect((await Promise.allSettled(twice)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  store.failure = undefined;
  await notes.write('monitoring', entity.id, 'a third');
  expect(notesOf(entity.id).filter((text) => text === 'a third').length).toBeGreaterThan(0);
});
