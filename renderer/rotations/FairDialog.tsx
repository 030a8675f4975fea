import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nowInstant } from '../stores/clock-store.ts';
import { EditForm } from './EditForm.tsx';
import css from './Fair.module.css';
import { FairDrawn } from './FairDrawn.tsx';
import { askedOf, keepFairDraft, suggested, useFairDrafts } from './fair-fields.ts';
import { FairForm } from './FairForm.tsx';
import { useShown } from './shown.ts';
import { useFairRotation } from './use-fair-rotation.ts';

/** Draws a fair rotation: what is asked, what was drawn and why, what it would do; each step leads back to the one before. */
export function FairDialog(): ReactElement {
  const { t } = useTranslation();
  const { view } = useShown();
  const [first] = useState(() => suggested(view, nowInstant()));
  const kept = useFairDrafts(({ of }) => of[view.id]) ?? first;
  const could = (ids: string[]): string[] => ids.filter((id) => view.people.some((person) => person.id === id));
  const fields = { ...kept, people: could(kept.people), juniors: could(kept.juniors) };
  const [step, setStep] = useState<'ask' | 'drawn' | 'preview'>('ask');
  const { draw, drawn, drawing, problem } = useFairRotation(view.id);
  const read = askedOf(fields);
  const go = async (): Promise<void> => {
    if ('asked' in read && !drawing && (await draw(read.asked))) {
      setStep('drawn');
    }
  };
  if (step === 'ask' || !drawn) {
    return (
      <Arrival key="ask" focused={drawn !== undefined}>
        <FairForm
          fields={fields}
          wrong={'wrong' in read ? read.wrong : undefined}
          drawing={drawing}
          problem={problem}
          onChange={(next) => keepFairDraft(view.id, next)}
          onDraw={() => void go()}
        />
      </Arrival>
    );
  }
  if (step === 'drawn') {
    return <FairDrawn drawn={drawn} onBack={() => setStep('ask')} onNext={() => setStep('preview')} />;
  }
  const count = drawn.edits.length;
  return (
    <Arrival key="preview" focused>
      <EditForm
        text={t('fair.force.text', { count })}
        send={t('fair.force.send')}
        done={t('fair.force.done', { count })}
        edits={drawn.edits}
        onBack={() => setStep('drawn')}
      />
    </Arrival>
  );
}

/** One step, which the keys go on from when it takes another's place. */
function Arrival({ focused, children }: { focused: boolean; children: ReactNode }): ReactElement {
  const step = useRef<HTMLDivElement>(null);
  const [wanted] = useState(focused);
  useEffect(() => {
    if (wanted) {
      step.current?.focus();
    }
  }, [wanted]);
  return (
    <div ref={step} tabIndex={-1} className={css['step']}>
      {children}
    </div>
  );
}
