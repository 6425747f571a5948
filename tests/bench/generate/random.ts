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
 * comes out the same.
 */
export const randomOf = (...seeds: readonly number[]): Random => new Stream(seeds)

/** SFC32: its state of 128 bits keeps millions of streams apart, 32 bits would not. */
class Stream implements Random {
  #a = 0x9e3779b9
  #b = 0x243f6a88
  #c = 0xb7e15162
  #counter = 1

  constructor(seeds: readonly number[]) {
    for (const seed of seeds) {
      this.#a = mixed(this.#a ^ Math.imul(seed, 0x85ebca6b))
      this.#b = mixed(this.#b + Math.imul(seed, 0xc2b2ae35) + this.#a)
      this.#c = mixed(this.#c ^ Math.imul(seed, 0x27d4eb2f) ^ this.#b)
    }
    // Neighbouring seeds begin with neighbouring draws: the first few are thrown away.
    for (let draw = 0; draw < 8; draw += 1) this.next()
  }

  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }

  int(below: number): number {
    return Math.floor(this.next() * below)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.int(list.length)]
    if (one === undefined) throw new Error('Nothing can be picked from an empty list')
    return one
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
  const time = hexadecimal(milliseconds, 12)
  const variant = (8 + random.int(4)).toString(16)
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-7${drawn(random, 3)}-${variant}${drawn(random, 3)}-` +
    drawn(random, 6) +
    drawn(random, 6)
  )
}

const drawn = (random: Random, digits: number): string => hexadecimal(random.int(16 ** digits), digits)

const hexadecimal = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
