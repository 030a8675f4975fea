import { expect, it } from 'vitest';
import { alertOf, errorsOf, sentBody } from '../../../test/harness/senders.ts';
import { parseCloudWatch } from './cloudwatch.ts';

const arn = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:checkout-5xx';

it('[ALR18] reads a CloudWatch alarm in its envelope', () => {
  const alert = alertOf(parseCloudWatch, sentBody('cloudwatch/alarm'));
  expect(alert).toMatchObject({
    action: 'trigger',
    dedupKey: arn,
    summary: expect.stringMatching(/^checkout-5xx: Threshold Crossed/) as string,
    source: 'app/checkout/50dc6c495c0c9188',
    severity: 'error',
    component: 'AWS/ApplicationELB',
    class: 'HTTPCode_Target_5XX_Count',
    occurredAt: '2026-11-23T02:40:11.123+0000',
    known: { region: 'eu-west-1' },
    labels: { LoadBalancer: 'app/checkout/50dc6c495c0c9188' },
    links: [
      { href: 'https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/checkout-5xx', text: 'CloudWatch' },
    ],
    client: 'CloudWatch',
  });
  expect(alert.details).toMatchObject({
    TopicArn: 'arn:aws:sns:eu-west-1:123456789012:watchbell',
    AlarmDescription: 'More than 50 server errors in 5 minutes',
    OldStateValue: 'OK',
    AWSAccountId: '123456789012',
    Trigger: { Threshold: 50, TreatMissingData: 'notBreaching' },
  });
});

it('[ALR18] resolves by the alarm, warns of one without data, and reads one by itself', () => {
  expect(alertOf(parseCloudWatch, sentBody('cloudwatch/ok'))).toMatchObject({ action: 'resolve', dedupKey: arn });
  expect(alertOf(parseCloudWatch, sentBody('cloudwatch/insufficient-data'))).toMatchObject({
    action: 'trigger',
    dedupKey: arn,
    severity: 'warning',
    summary: 'checkout-5xx has no data',
  });
  expect(alertOf(parseCloudWatch, sentBody('cloudwatch/raw-composite'))).toMatchObject({
    action: 'trigger',
    source: 'CloudWatch',
    details: { AlarmRule: 'ALARM(checkout-5xx) AND ALARM(checkout-latency)' },
  });
});

it('[ALR18] shows what else comes over the topic', () => {
  expect(alertOf(parseCloudWatch, sentBody('cloudwatch/other-message'))).toMatchObject({
    action: 'trigger',
    summary: 'EBS notice',
    severity: 'error',
    details: { Message: 'The volume vol-1 is impaired.' },
  });
});

it('[ALR18] opens no address a sender names: a person is shown the link that confirms a subscription', () => {
  const link = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37';
  expect(alertOf(parseCloudWatch, sentBody('cloudwatch/subscription'))).toMatchObject({
    severity: 'info',
    summary: 'Confirm the subscription of arn:aws:sns:eu-west-1:123456789012:watchbell: open its link',
    links: [{ href: link, text: 'Confirm the subscription' }],
  });
  expect(alertOf(parseCloudWatch, sentBody('cloudwatch/unsubscribed'))).toMatchObject({
    severity: 'warning',
    links: [{ href: link, text: 'Subscribe again' }],
  });
});

it('[ALR18] refuses what SNS does not post, with words', () => {
  expect(errorsOf(parseCloudWatch, { Type: 'Other' })[0]).toMatch(/^Type: must be Notification/);
  expect(errorsOf(parseCloudWatch, { AlarmName: 'x', NewStateValue: 'BROKEN' })).toHaveLength(1);
});

it('[ALR41] names an alarm of metric math by its expression, and where it is by the metrics it is made of', () => {
  expect(alertOf(parseCloudWatch, sentBody('cloudwatch/metric-math'))).toMatchObject({
    source: 'app/checkout/50dc6c495c0c9188 targetgroup/web/7',
    component: 'AWS/ApplicationELB',
    class: 'Errors in percent',
    labels: { LoadBalancer: 'app/checkout/50dc6c495c0c9188', TargetGroup: 'targetgroup/web/7' },
    details: { Trigger: { Metrics: [{ Expression: 'm2/m1*100' }, { Id: 'm1' }, { Id: 'm2' }] } },
  });
});

it('[ALR41] keeps what a composite alarm is made of, what suppresses it, and the attributes of its message', () => {
  expect(alertOf(parseCloudWatch, sentBody('cloudwatch/composite'))).toMatchObject({
    source: 'CloudWatch',
    details: {
      AlarmRule: 'ALARM("checkout-5xx") AND ALARM("checkout-latency")',
      AlarmSuppressor: 'deploying',
      TriggeringChildren: [{ Arn: arn }],
      MessageAttributes: { team: { Value: 'payments' } },
    },
  });
});

it('[ALR41] takes each series of an alarm over many for a problem of its own', () => {
  const alarm = { AlarmName: 'busy', AlarmArn: arn, NewStateValue: 'ALARM' };
  const keys = ['a', 'b'].map((AlarmContributorId) => alertOf(parseCloudWatch, { ...alarm, AlarmContributorId }).dedupKey);
  expect(new Set([...keys, alertOf(parseCloudWatch, alarm).dedupKey]).size).toBe(3);
});
