/** Picks at random, the same each time for one seed. */
export interface Random {
  /** A whole number from 0 up to but not including a bound. */
  below(bound: number): number
  /** @throws when there is nothing to pick from. */
  pick<T>(all: readonly T[]): T
  /** All of them in another order. */
  shuffled<T>(all: readonly T[]): T[]
}

/** mulberry32. */
export function randomOf(seed: number): Random {
  let state = seed
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * bound)
  }
  return {
    below,
    pick<T>(all: readonly T[]): T {
      const found = all[below(all.length)]
      if (found === undefined) throw new Error('There is nothing to pick from')
      return found
    },
    shuffled<T>(all: readonly T[]): T[] {
      const left = [...all]
      return all.flatMap(() => left.splice(below(left.length), 1))
    },
  }
}
