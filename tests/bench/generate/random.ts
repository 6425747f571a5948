/** Draws that are the same in every run. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 up to, not including, `below`. */
  int(below: number): number
  /** Whether something of this probability happens. */
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
}

/**
 * The draws that belong to one thing, such as the node 17 of a kind: things can be made in any order and again, and each
 * comes out the same. SFC32: its state of 128 bits keeps millions of streams apart, 32 bits would not.
 */
export function randomOf(...seeds: readonly number[]): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  for (const seed of seeds) {
    a = mixed(a ^ Math.imul(seed, 0x85ebca6b))
    b = mixed(b + Math.imul(seed, 0xc2b2ae35) + a)
    c = mixed(c ^ Math.imul(seed, 0x27d4eb2f) ^ b)
  }
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 4294967296
  }
  // Neighbouring seeds begin with neighbouring draws: the first few are thrown away.
  for (let draw = 0; draw < 8; draw += 1) next()
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const one = list[int(list.length)]
      if (one === undefined) throw new Error('Nothing can be picked from an empty list')
      return one
    },
  }
}

function mixed(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) | 0
}

/** A UUID of version 7: the instant in front, the rest drawn. */
export function uuidAt(milliseconds: number, random: Random): string {
  const time = milliseconds.toString(16).padStart(12, '0')
  const drawn = (digits: number): string =>
    Math.floor(random.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  const variant = (8 + random.int(4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${drawn(3)}-${variant}${drawn(3)}-${drawn(6)}${drawn(6)}`
}
