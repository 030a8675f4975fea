/**
 * The version of the wire, and its history:
 * 1. challenge, hello, welcome, entries, push, results, credit, ping, pong, refused.
 * 2. Checkpoints; a gap in a device's counting is told; whose history is another shows its trail and offers what it holds;
 *    a device the relay does not know may show its enrolment.
 * 3. A long log begins with a snapshot of how things stand, and what came before is asked for afterwards.
 * 4. Long `entries` may come packed: a binary frame holds the message's UTF-8 bytes, deflated without a header (RFC 1951).
 *
 * Nothing new is said to a side that speaks an older version; what is new comes after `welcome`, which names the version spoken.
 */
export const protocolVersion = 4;

/** The oldest version a relay still speaks, and a desktop is content with. */
export const oldestProtocolVersion = 1;
