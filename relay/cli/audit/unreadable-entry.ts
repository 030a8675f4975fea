/** An entry that is there and cannot be read; the message says how to find it. */
export class UnreadableEntry extends Error {}
