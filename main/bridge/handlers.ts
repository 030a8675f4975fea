import type { Answers, RequestArgument, RequestChannel } from '../../shared/bridge/contract.ts';

/** One handler for every request of the contract; a channel without one does not compile. */
export type Handlers = { [C in RequestChannel]: (argument: RequestArgument<C>) => Promise<Answers[C]> };
