import { z } from 'zod';
import { fitAlert } from '../../../shared/alert/fit.ts';
import { isRecord, textOf } from '../../../shared/alert/json-path.ts';
import { labelsOf } from '../../../shared/alert/labels.ts';
import { keyOfText } from '../../../shared/routing/route.ts';
import { read, text, textIfAny, unplaced, type Parsed, type Sent } from './sender.ts';

/** What Amazon SNS posts. */
const Envelope = z.looseObject({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation'], {
    error: 'must be Notification, SubscriptionConfirmation or UnsubscribeConfirmation, as Amazon SNS posts it',
  }),
  TopicArn: textIfAny,
  Subject: textIfAny,
  Message: text,
  Timestamp: textIfAny,
  SubscribeURL: textIfAny,
  MessageId: textIfAny,
});

const metric = z.looseObject({ MetricName: textIfAny, Namespace: textIfAny, Dimensions: z.unknown().optional() });

/** A CloudWatch alarm as it stands in an SNS message. */
const Alarm = z.looseObject({
  AlarmName: text,
  AlarmDescription: textIfAny,
  AlarmArn: textIfAny,
  AWSAccountId: textIfAny,
  NewStateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  NewStateReason: textIfAny,
  StateChangeTime: textIfAny,
  Region: textIfAny,
  AlarmContributorId: textIfAny,
  Trigger: z
    .looseObject({ ...metric.shape, Metrics: z.array(z.unknown()).optional().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** One line of metric math: a metric of its own, or an expression over others. */
const Line = z.looseObject({
  Expression: textIfAny,
  Label: textIfAny,
  MetricStat: z.looseObject({ Metric: metric }).nullish().catch(undefined),
});

/** The metric of an alarm: its own, or the first that its expression is made of, called by the expression's label. */
function metricOf(trigger: z.infer<typeof Alarm>['Trigger']): {
  name?: string | undefined;
  namespace?: string | undefined;
  labels: Record<string, unknown>;
} {
  const lines = (trigger?.Metrics ?? []).flatMap((line) => Line.safeParse(line).data ?? []);
  const metrics = lines.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
  const { Label, Expression } = lines.find((line) => line.Expression !== undefined) ?? {};
  return {
    name: trigger?.MetricName ?? Label ?? Expression ?? metrics[0]?.MetricName,
    namespace: trigger?.Namespace ?? metrics[0]?.Namespace,
    labels: Object.assign(
      {},
      ...[...metrics.toReversed(), ...(trigger ? [trigger] : [])].map(({ Dimensions }) => labelsOf(Dimensions)),
    ) as Record<string, unknown>,
  };
}

/** Fields of the envelope that say nothing of the alarm. */
const signing = {
  Type: '',
  Message: '',
  Timestamp: '',
  Signature: '',
  SignatureVersion: '',
  SigningCertURL: '',
  UnsubscribeURL: '',
  Token: '',
};

/** Reads what Amazon SNS posts for a CloudWatch alarm (B2): the message in its envelope, or by itself with raw delivery. */
export function parseCloudWatch({ body }: Sent): Parsed {
  if (isRecord(body) && !('Type' in body) && 'AlarmName' in body) {
    return read(Alarm, body, (alarm) => alarmAlert(alarm, {}));
  }
  return read(Envelope, body, (data) => {
    if (data.Type !== 'Notification') {
      return subscription(data);
    }
    const { Message, TopicArn, Timestamp, Subject } = data;
    const around = unplaced(data, signing);
    const message = jsonOf(Message);
    if (isRecord(message) && 'AlarmName' in message) {
      return read(Alarm, message, (alarm) => alarmAlert(alarm, around));
    }
    const summary = Subject ?? Message;
    const fields = { dedupKey: keyOfText(summary, TopicArn ?? ''), summary, source: TopicArn ?? 'Amazon SNS', occurredAt: Timestamp };
    const details = { ...around, Message: message ?? Message };
    return { changes: [], alerts: [fitAlert({ ...fields, action: 'trigger', severity: 'error', details, client: 'Amazon SNS' })] };
  });
}

function alarmAlert(alarm: z.infer<typeof Alarm>, around: Record<string, unknown>): Parsed {
  const { AlarmName, AlarmArn, AWSAccountId, NewStateValue, NewStateReason, StateChangeTime, Region, AlarmContributorId } = alarm;
  const placed = { AlarmName, AlarmArn, NewStateValue, StateChangeTime };
  const region = /^arn:[^:]+:cloudwatch:([^:]+):/.exec(AlarmArn ?? '')?.[1] ?? Region;
  const { name, namespace, labels } = metricOf(alarm.Trigger);
  const alarmKey = AlarmArn ?? `cloudwatch/${AWSAccountId ?? ''}/${Region ?? ''}/${AlarmName}`;
  const isLost = NewStateValue === 'INSUFFICIENT_DATA';
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: NewStateValue === 'OK' ? 'resolve' : 'trigger',
        // One alarm over many series tells of each of them.
        dedupKey: AlarmContributorId === undefined ? alarmKey : `${alarmKey}/${AlarmContributorId}`,
        summary: isLost ? `${AlarmName} has no data` : `${AlarmName}${NewStateReason === undefined ? '' : `: ${NewStateReason}`}`,
        source: Object.values(labels).map(textOf).join(' ') || namespace || 'CloudWatch',
        severity: isLost ? 'warning' : 'error',
        component: namespace,
        class: name,
        occurredAt: StateChangeTime,
        known: { region },
        labels,
        details: { ...around, ...unplaced(alarm, placed) },
        links: [{ href: consoleLink(region, AlarmName), text: 'CloudWatch' }],
        client: 'CloudWatch',
      }),
    ],
  };
}

/** The alarm's page in the console; only where the region is a code, as its ARN has it. */
function consoleLink(region: string | undefined, name: string): string | undefined {
  return region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)
    ? `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`
    : undefined;
}

/** The relay opens no address somebody sends it: a person does, who can see where it leads. */
function subscription(data: z.infer<typeof Envelope>): Parsed {
  const { Type, TopicArn = 'a topic', SubscribeURL, Timestamp, Message } = data;
  const isNew = Type === 'SubscriptionConfirmation';
  return {
    changes: [],
    alerts: [
      fitAlert({
        action: 'trigger',
        dedupKey: `sns-subscription/${TopicArn}`,
        summary: isNew
          ? `Confirm the subscription of ${TopicArn}: open its link`
          : `${TopicArn} was unsubscribed: its alarms do not arrive any more`,
        source: TopicArn,
        severity: isNew ? 'info' : 'warning',
        occurredAt: Timestamp,
        details: { Message, ...unplaced(data, { ...signing, TopicArn, SubscribeURL }) },
        links: [{ href: SubscribeURL, text: isNew ? 'Confirm the subscription' : 'Subscribe again' }],
        client: 'Amazon SNS',
      }),
    ],
  };
}

function jsonOf(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
