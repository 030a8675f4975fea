import i18next from 'i18next';
import { useState } from 'react';
import type { FairAsked } from '../../shared/schedule-view/fair-asked.ts';
import type { FairView, Told } from '../../shared/schedule-view/propose.ts';
import { bridge } from '../stores/bridge.ts';

/** A fair rotation on its way: what was drawn, or why it cannot be. */
export interface FairDrawing {
  drawing: boolean;
  drawn: FairView | undefined;
  problem: Told | undefined;
  draw(asked: FairAsked): Promise<boolean>;
}

/** Has main draw a fair rotation of a schedule. */
export function useFairRotation(schedule: string): FairDrawing {
  const [drawing, setDrawing] = useState(false);
  const [answer, setAnswer] = useState<FairView | { problem: Told }>();
  return {
    drawing,
    drawn: answer && !('problem' in answer) ? answer : undefined,
    problem: answer && 'problem' in answer ? answer.problem : undefined,
    draw: async (asked) => {
      setDrawing(true);
      const silence = i18next.t('notice.noAnswer');
      const found = await bridge()
        .request('schedules:propose', { schedule, asked })
        .catch(() => ({ problem: { en: silence, fr: silence } }));
      setAnswer(found);
      setDrawing(false);
      return !('problem' in found);
    },
  };
}
