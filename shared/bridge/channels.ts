import type { PushChannel, RequestChannel } from './contract.ts';

// The preload script runs in the window's sandbox and must stay small, so the names are here without the schemas of
// `contract.ts`; a channel that is in one and not in the other does not compile.
const requestNames: Record<RequestChannel, true> = {
  'desk:get': true,
  'policies:get': true,
  'form:get': true,
  'schedules:get': true,
  'schedules:preview': true,
  'schedules:edit': true,
  'schedules:propose': true,
  'schedules:changes': true,
  'leave:add': true,
  'leave:remove': true,
  'ways:get': true,
  'ways:set': true,
  'ways:test': true,
  'ways:code': true,
  'ways:confirm': true,
  'ways:forget': true,
  'incident:get': true,
  'incident:explain': true,
  'incident:acknowledge': true,
  'incident:resolve': true,
  'incident:escalate': true,
  'incident:reopen': true,
  'incident:do': true,
  'incident:annotate': true,
  'incident:trigger': true,
  'noise:get': true,
  'noise:preview': true,
  'noise:define': true,
  'noise:remove': true,
  'noise:switch': true,
  'noise:try': true,
  'handoff:draft': true,
  'handoff:offer': true,
  'handoff:answer': true,
  'returned:reapply': true,
  'returned:dismiss': true,
  pair: true,
  'settings:set': true,
  'sound:test': true,
  'link:open': true,
};

const pushNames: Record<PushChannel, true> = { 'desk:changed': true, 'incident:show': true };

/** Whether a name is a request of the contract. */
export function isRequestChannel(name: string): name is RequestChannel {
  return Object.hasOwn(requestNames, name);
}

/** Whether a name is a push of the contract. */
export function isPushChannel(name: string): name is PushChannel {
  return Object.hasOwn(pushNames, name);
}
