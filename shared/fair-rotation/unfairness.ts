/** What the unfairness of one measure follows from: the sum of loads, of their squares, and of loads times weights. */
export interface Sums {
  load: number;
  square: number;
  weighted: number;
}

/** The sums over people of what each carries of one measure. */
export function sumsOf(amounts: readonly number[], weights: readonly number[]): Sums {
  const sums = { load: 0, square: 0, weighted: 0 };
  amounts.forEach((amount, p) => {
    sums.load += amount;
    sums.square += amount ** 2;
    sums.weighted += amount * (weights[p] ?? 0);
  });
  return sums;
}

/** The sums there would be if somebody of a weight who carries `amount` carried `by` more. */
export function shifted(sums: Sums, amount: number, weight: number, by: number): Sums {
  return { load: sums.load + by, square: sums.square + 2 * amount * by + by ** 2, weighted: sums.weighted + by * weight };
}

/**
 * The sum over people of the squared difference between what they carry and their fair share, all load * weight / all weights, without
 * going through the people: so a trade is weighed in no time, however many there are.
 */
export function squaredDifferences({ load, square, weighted }: Sums, weights: { sum: number; squares: number }): number {
  const per = load / weights.sum;
  return square - 2 * per * weighted + per ** 2 * weights.squares;
}
