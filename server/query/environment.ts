import { Deferred } from './deferred.ts'

/** A statement's text and the values it stands on: what a store runs. */
export interface Statement {
  readonly text: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/**
 * A statement that many requests share. The text reads `$constants` from `parameters`, and what differs from request to
 * request from the fields of `row`, of which the parameter `rows` holds a list: `i`, the row's number in the list, and
 * one for each deferred value.
 */
export interface Template {
  readonly text: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly deferred: Readonly<Record<string, Deferred>>
}

/** Names a statement's variables and parameters, each once, in the order in which they are met. */
export class Environment {
  readonly #parameters: Record<string, unknown> = {}
  readonly #deferred: Record<string, Deferred> = {}
  readonly #numbers = new Map<bigint, string>()
  #variables = 0
  #values = 0

  variable(prefix: string): string {
    return `${prefix}${this.#variables++}`
  }

  /**
   * Whole numbers travel as BigInt: the driver sends a plain number as a float, which no LIMIT accepts. Pages of one size
   * share a parameter, since each takes the driver longer to send than a short text.
   */
  parameter(value: unknown): string {
    if (typeof value !== 'bigint') return this.#next(value)
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    const reference = this.#next(value)
    this.#numbers.set(value, reference)
    return reference
  }

  #next(value: unknown): string {
    const name = `p${this.#values++}`
    if (value instanceof Deferred) {
      this.#deferred[name] = value
      return `row.${name}`
    }
    this.#parameters[name] = value
    return `$${name}`
  }

  template(text: string): Template {
    return { text, parameters: this.#parameters, deferred: this.#deferred }
  }
}
