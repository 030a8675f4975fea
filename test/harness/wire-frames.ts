/** Where the head of an HTTP answer ends; undefined while it has not all come. */
export function endOfHead(bytes: Buffer): number | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  return end === -1 ? undefined : end + 4;
}

/** The whole length of the WebSocket frame of a server's that begins here (RFC 6455, 5.2); undefined while its head has not all come. */
export function frameLength(bytes: Buffer): number | undefined {
  const short = (bytes[1] ?? 0) & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < head) {
    return undefined;
  }
  return head + (short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)));
}
