import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { nowInstant } from '../stores/clock-store.ts';
import { EditForm } from './EditForm.tsx';
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
  const fields = useFairDrafts(({ of }) => of[view.id]) ?? first;
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
      <FairForm
        fields={fields}
        wrong={'wrong' in read ? read.wrong : undefined}
        drawing={drawing}
        problem={problem}
        onChange={(next) => keepFairDraft(view.id, next)}
        onDraw={() => void go()}
      />
    );
  }
  if (step === 'drawn') {
    return <FairDrawn drawn={drawn} onBack={() => setStep('ask')} onNext={() => setStep('preview')} />;
  }
  const count = drawn.edits.length;
  return (
    <EditForm
      text={t('fair.force.text', { count })}
      send={t('fair.force.send')}
      done={t('fair.force.done', { count })}
      edits={drawn.edits}
      onBack={() => setStep('drawn')}
    />
  );
}
