/** Small things that are looked after again and again: one that fails is told of, and keeps no other from being done, nor the relay from running. */
export function chores(all: readonly (() => void)[], onTrouble: (message: string, error: unknown) => void): () => void {
  return () => {
    for (const chore of all) {
      try {
        chore();
      } catch (error) {
        onTrouble('Something the relay looks after now and then failed; it is tried again.', error);
      }
    }
  };
}
