import { Button, Textarea } from '@mantine/core';
import { useEffect, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCommandKey } from '../app/keyboard.ts';
import { attempt } from '../stores/commands.ts';
import { notify } from '../stores/notice-store.ts';
import { setNoteField } from './note-focus.ts';
import { keepDraft, keptDraft } from './note-drafts.ts';
import css from './NoteComposer.module.css';

/** A note is always in reach, under the incident; what is half written stays while one looks elsewhere. */
export function NoteComposer({ id, number }: { id: string; number: number }): ReactElement {
  const { t } = useTranslation();
  const [text, setText] = useState(() => keptDraft(id));
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  useEffect(() => keepDraft(id, text), [id, text]);

  const add = async (): Promise<void> => {
    if (text.trim() === '' || sending) {
      return;
    }
    setSending(true);
    const result = await attempt('incident:annotate', { id, text: text.trim() });
    setSending(false);
    if (result.ok) {
      setText('');
      setProblem(undefined);
      notify({ tone: 'done', text: t('notice.noted', { number }) });
    } else {
      setProblem(`${result.message} ${t('incident.note.notAdded')}`);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void add();
    } else if (event.key === 'Escape') {
      event.currentTarget.blur();
    }
  };

  return (
    <div className={css['composer']}>
      <Textarea
        ref={setNoteField}
        className={css['field']}
        aria-label={t('incident.note.label', { number })}
        placeholder={t('incident.note.placeholder')}
        autosize
        minRows={1}
        maxRows={7}
        maxLength={10_000}
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button
        variant="default"
        loading={sending}
        disabled={text.trim() === ''}
        title={t(hasCommandKey() ? 'incident.note.keysMac' : 'incident.note.keys')}
        onClick={() => void add()}
      >
        {t('incident.note.add')}
      </Button>
    </div>
  );
}
