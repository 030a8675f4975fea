/**
 * The version of the wire, and its history:
 * 1. challenge, hello, welcome, entries, push, results, credit, ping, pong, refused.
 */
export const protocolVersion = 1;

/** The oldest version a relay still speaks. */
export const oldestProtocolVersion = 1;
