import type { Severity } from '../../shared/log/severity.ts';

const severity: Record<Severity, string> = { critical: 'Critical', error: 'Error', warning: 'Warning', info: 'Info' };

/** What the tray, notifications and dialogs say in English; the other languages must have every word of it. */
export const en = {
  severity,
  and: 'and',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  notice: {
    title: (level: string, service: string): string => `${level}: ${service}`,
    test: (title: string): string => `[Test] ${title}`,
    again: (title: string, page: number): string => `${title} (page ${page})`,
    acknowledge: 'Acknowledge',
    escalate: 'Escalate',
    open: 'Open',
    crowd: (count: number): string => (count === 1 ? 'One more incident rings' : `${count} more incidents ring`),
    crowdText: (first: string, others: number): string => (others === 0 ? `${first}.` : `The worst is ${first}.`),
    acknowledgeAll: (count: number): string => (count === 1 ? 'Acknowledge' : `Acknowledge all ${count}`),
  },
  next: {
    pages: (who: string, count: number, time: string): string => `${who} ${count === 1 ? 'is' : 'are'} paged at ${time}.`,
    step: (time: string): string => `The next step is due at ${time}.`,
    lastResort: (time: string): string => `The last resort is due at ${time}.`,
    acknowledgementExpires: (time: string): string => `It rings again at ${time} unless it is resolved.`,
    snoozeEnds: (time: string): string => `It sleeps until ${time}, then it rings again.`,
    notResolved: (time: string): string => `The next step is due at ${time} unless it is resolved.`,
  },
  rota: {
    changed: (schedule: string): string => `Your watches changed: ${schedule}`,
    gained: (count: number, first: string): string =>
      count === 1 ? `You are on call from ${first}.` : `You are on call ${count} times more, first from ${first}.`,
    lost: (count: number, first: string): string =>
      count === 1 ? `Not any more from ${first}.` : `Not any more ${count} times, first from ${first}.`,
    inLeave: 'Some of it falls into your leave.',
    gap: (schedule: string): string => `Nobody is on call: ${schedule}`,
    gapText: (from: string, until: string): string => `From ${from} until ${until}. Put somebody on call.`,
    asked: (who: string): string => `${who} asks you to take a watch`,
    approved: (who: string): string => `${who} takes your watch`,
    declined: (who: string): string => `${who} cannot take your watch`,
    watch: (schedule: string, from: string, until: string): string => `${schedule}, ${from} until ${until}.`,
  },
  watch: {
    relayGone: 'The relay has been out of reach for a while',
    relayGoneText: (since: string): string =>
      `Since ${since}. This laptop pages by itself, but it hears of no new alert. If others are cut off as well, the relay is down: tell your operator.`,
    engineStill: 'The relay pages nobody',
    engineStillText: (since: string): string =>
      `Its engine has not done what is due since ${since}. This laptop pages by itself. Tell your operator to restart the relay.`,
    test: 'Daily test: this is how pages reach you',
    testText: 'This notification goes by itself. There is nothing to do.',
  },
  tray: {
    onCall: (duties: string): string => `On call for ${duties}.`,
    duty: (schedules: string, until: string): string => `${schedules} until ${until}`,
    notOnCall: 'Not on call.',
    nextDuty: (schedule: string, from: string): string => `Next: ${schedule}, ${from}.`,
    ringing: (count: number): string => `${count} ringing.`,
    cutOff: (since: string): string => `Cut off from the relay since ${since}.`,
    refused: 'The relay does not accept this device.',
    unpaired: 'Not paired with a relay yet.',
    soundsPaused: (until: string): string => `Sounds paused until ${until}, except critical.`,
    incident: (severityAndService: string, title: string): string => `${severityAndService}, ${title}`,
    acknowledge: (number: number): string => `Acknowledge #${number}`,
    moreRinging: (count: number): string => `${count} more ringing…`,
    whoIsOnCall: 'On call now',
    onCallRow: (schedule: string, person: string): string => `${schedule}: ${person}`,
    onCallRowUntil: (schedule: string, person: string, until: string): string => `${schedule}: ${person} until ${until}`,
    nobody: 'nobody',
    open: 'Open Watchbell',
    pauseSounds: 'Pause sounds for one hour (never for critical)',
    resumeSounds: (until: string): string => `Sounds paused until ${until}: play them again`,
    quit: 'Quit',
  },
  quit: {
    question: 'Quit Watchbell while you are on call?',
    detail: (duty: string): string =>
      `${duty} Nothing rings on this computer until you start Watchbell again. Incidents go on to the next step without you.`,
    quit: 'Quit',
    stay: 'Stay on call',
  },
  link: {
    question: 'Open this address in your browser?',
    open: 'Open',
    cancel: 'Cancel',
    refused: 'Only addresses that start with http:// or https:// can be opened.',
    failed: 'The system could not open the address. Copy it into a browser instead.',
  },
  bell: {
    silent: (why: string): string =>
      `This computer shows no notifications. ${why} Critical incidents still open the alarm window with sound.`,
    plain: (why: string): string =>
      `Notifications come in a simpler form on this computer. ${why} If they have no buttons, answer in the window or the tray.`,
  },
  bridge: {
    stranger: 'This request did not come from a Watchbell window, so nothing was done.',
    notUnderstood: (detail: string): string => `Nothing was done, because the request could not be understood: ${detail}.`,
    failed: 'Something went wrong inside Watchbell, and this may not have been done. Look again, then try once more.',
  },
  menu: { edit: 'Edit', window: 'Window' },
};
