import type { Construct } from '../construct.ts';

/** One stretch of a time interval in words. */
export function intervalInWords(interval: Construct): string {
  const times = interval.parts('times').map((time) => `${time.text('start_time') ?? '00:00'} to ${time.text('end_time') ?? '24:00'}`);
  const said = [
    times.join(' and '),
    ...[
      ['weekdays', 'on'],
      ['days_of_month', 'on days'],
      ['months', 'in'],
      ['years', 'of'],
    ].map(([field = '', word = '']) => {
      const values = interval.texts(field);
      return values.length > 0 ? `${word} ${values.join(', ')}` : '';
    }),
    interval.has('location') ? `on the clock of ${interval.text('location') ?? '?'}` : 'in UTC',
  ];
  return said.filter((part) => part !== '').join(' ');
}
