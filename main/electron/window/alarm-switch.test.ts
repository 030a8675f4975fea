import { describe, expect, it } from 'vitest';
import { HeldTimers } from '../../../test/contract/notifier-contract.ts';
import { AlarmSwitch } from './alarm-switch.ts';

function alarm() {
  const timers = new HeldTimers();
  const done: string[] = [];
  const alarmSwitch = new AlarmSwitch({ open: () => done.push('open'), close: () => done.push('close') }, timers);
  return { timers, done, alarmSwitch };
}

describe('the alarm', () => {
  it('opens once however often it is told that it rings', () => {
    const { alarmSwitch, done } = alarm();
    [false, true, true, true].forEach((rings) => alarmSwitch.update(rings));
    expect(done).toEqual(['open']);
  });

  it('stays a moment after the last answer to say so, and closes', () => {
    const { alarmSwitch, done, timers } = alarm();
    alarmSwitch.update(true);
    alarmSwitch.update(false);
    expect(done).toEqual(['open']);
    timers.runOut();
    expect(done).toEqual(['open', 'close']);
  });

  it('stays when it rings again within that moment', () => {
    const { alarmSwitch, done, timers } = alarm();
    [true, false, true].forEach((rings) => alarmSwitch.update(rings));
    timers.runOut();
    expect(done).toEqual(['open', 'open']);
  });
});
