/** The value below which `share` (0–1) of the values lie. Throws on an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  if (sorted.length === 0) throw new Error('no values to take a quantile of')
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.ceil(place)]!
  return below + (above - below) * (place - Math.floor(place))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** One round measures both, the product and its floor, next to each other. */
export interface Round {
  readonly product: number
  readonly floor: number
}

export interface Compared extends Round {
  /** The median of the rounds' ratios, not the ratio of medians: what disturbs one round disturbs both of its sides. */
  readonly ratio: number
}

/** Medians over all rounds. Throws without rounds. */
export function compare(rounds: readonly Round[]): Compared {
  return {
    product: median(rounds.map((it) => it.product)),
    floor: median(rounds.map((it) => it.floor)),
    ratio: median(rounds.map((it) => it.product / it.floor)),
  }
}

/** Runs both sides of each round, the floor first in every other one, so that neither always profits from what came before. */
export async function inRounds(count: number, floor: () => Promise<number>, product: () => Promise<number>): Promise<Round[]> {
  const rounds: Round[] = []
  for (let round = 0; round < count; round++) {
    if (round % 2 === 0) {
      const first = await floor()
      rounds.push({ floor: first, product: await product() })
    } else {
      const first = await product()
      rounds.push({ product: first, floor: await floor() })
    }
  }
  return rounds
}
