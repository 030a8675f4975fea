/** How long the event loop was held up at the most while something was done, in milliseconds: by the clock, and of its own work, whoever else the processor worked for. */
export async function longestStall(doing: () => Promise<void>): Promise<{ wallMs: number; ownMs: number }> {
  const ownMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = { wall: performance.now(), own: ownMs() };
  const longest = { wallMs: 0, ownMs: 0 };
  let isOver = false;
  const look = () => {
    const now = { wall: performance.now(), own: ownMs() };
    longest.wallMs = Math.max(longest.wallMs, now.wall - last.wall);
    longest.ownMs = Math.max(longest.ownMs, now.own - last.own);
    last = now;
    if (!isOver) {
      setImmediate(look);
    }
  };
  setImmediate(look);
  await doing();
  isOver = true;
  look();
  return longest;
}
