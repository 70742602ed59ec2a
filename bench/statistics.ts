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

/** One round measures the product and its floor back to back. */
export interface Round {
  readonly product: number
  readonly floor: number
}

export interface Compared extends Round {
  /** The median of the rounds' ratios, not the ratio of medians: a disturbance affects both sides of a round. */
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

/** Runs all sides in each round, rotating which goes first, so that none always benefits from its predecessor. */
export async function inTurns<S extends string, V>(
  count: number,
  sides: Readonly<Record<S, () => Promise<V>>>,
): Promise<Readonly<Record<S, V>>[]> {
  const names = Object.keys(sides) as S[]
  const rounds: Record<S, V>[] = []
  for (let round = 0; round < count; round++) {
    const first = round % names.length
    const values: Partial<Record<S, V>> = {}
    for (const name of [...names.slice(first), ...names.slice(0, first)]) values[name] = await sides[name]()
    rounds.push(values as Record<S, V>)
  }
  return rounds
}

/** Runs both sides in each round, alternating which goes first. */
export const inRounds = (count: number, floor: () => Promise<number>, product: () => Promise<number>): Promise<Round[]> =>
  inTurns(count, { floor, product })
