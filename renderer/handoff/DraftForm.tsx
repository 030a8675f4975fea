import { Button, Select, Textarea } from '@mantine/core';
import { useState, type SyntheticEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoffDraft } from '../../shared/bridge/desk.ts';
import { command } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';
import { useTimes } from '../ui/use-times.ts';
import { draftKey, forget, useWritten, write } from './draft-store.ts';
import css from './DraftForm.module.css';
import { DraftIncidents } from './DraftIncidents.tsx';

/** What happened, what is still open with a line each, anything else, and to whom. */
export function DraftForm({ draft }: { draft: HandoffDraft }): ReactElement {
  const { t } = useTranslation();
  const key = draftKey(draft.schedule.id, draft.shift.from);
  const written = useWritten(key);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const times = useTimes();
  const to = written.to ?? draft.to?.id;

  const offer = async (): Promise<void> => {
    setTried(true);
    if (to === undefined) {
      return;
    }
    setSending(true);
    const done = await command('handoff:offer', {
      schedule: draft.schedule.id,
      to,
      shift: draft.shift,
      note: written.note.trim(),
      incidents: draft.incidents.map(({ id, line }) => ({ id, line: written.lines[id] ?? line })),
    });
    setSending(false);
    if (done) {
      const who = draft.candidates.find((person) => person.id === to)?.name ?? draft.to?.name ?? '';
      notify({ tone: 'done', text: t('handoff.offered', { who }) });
      forget(key);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void offer();
  };

  return (
    <form className={css['form']} onSubmit={submit} noValidate>
      <div className={css['summary']}>
        <span className={css['soft']}>
          {t('handoff.shift', { from: times.dateAndTime(draft.shift.from), until: times.dateAndTime(draft.shift.until) })}
        </span>
        <Counts counts={draft.counts} />
      </div>
      <DraftIncidents
        incidents={draft.incidents}
        lines={written.lines}
        onLine={(id, line) => write(key, { lines: { ...written.lines, [id]: line } })}
      />
      <Textarea
        label={t('handoff.note')}
        placeholder={t('handoff.notePlaceholder')}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={20_000}
        value={written.note}
        onChange={(event) => write(key, { note: event.currentTarget.value })}
      />
      <div className={css['send']}>
        <Select
          className={css['to']}
          label={t('handoff.to')}
          placeholder={t('handoff.toPlaceholder')}
          data={draft.candidates.map(({ id, name }) => ({ value: id, label: name }))}
          value={to ?? null}
          allowDeselect={false}
          searchable={draft.candidates.length > 7}
          error={tried && to === undefined ? t('handoff.needTo') : undefined}
          onChange={(person) => write(key, { to: person ?? undefined })}
        />
        <Button type="submit" loading={sending}>
          {t('handoff.offer')}
        </Button>
        <span className={css['kept']}>{t('handoff.kept')}</span>
      </div>
    </form>
  );
}

function Counts({ counts }: { counts: HandoffDraft['counts'] }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <dl className={css['counts']} aria-label={t('handoff.counts.label')}>
      {(['triggered', 'acknowledged', 'resolved', 'pages'] as const).map((name) => (
        <div key={name}>
          <dt>{t(`handoff.counts.${name}`)}</dt>
          <dd>{counts[name].toLocaleString(i18n.language)}</dd>
        </div>
      ))}
    </dl>
  );
}
