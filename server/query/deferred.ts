/**
 * The value of a variable, where a plan only passes it on: the statement is the same whatever the value is, so that one
 * plan serves every request of a document, each of which fills in its own.
 */
export class Deferred {
  readonly variable: string
  readonly isList: boolean
  readonly #of: (value: unknown) => unknown

  constructor(variable: string, isList: boolean, of: (value: unknown) => unknown = (value) => value) {
    this.variable = variable
    this.isList = isList
    this.#of = of
  }

  /** The same, changed further when it is filled in; what `next` throws fails that one request. */
  map(next: (value: unknown) => unknown): Deferred {
    return new Deferred(this.variable, this.isList, (value) => next(this.#of(value)))
  }

  valueIn(variables: Readonly<Record<string, unknown>>): unknown {
    return this.#of(variables[this.variable])
  }

  /** How plans that are alike are told from others. */
  toJSON(): string {
    return `$${this.variable}`
  }

  /** A plan that depends on the value asks for it through `Planning.seen`. */
  toString(): never {
    throw new Error(`$${this.variable} was read without being seen`)
  }
}

/** Applies `next` to a value now, or to a deferred one when it is filled in. */
export const mapped = (value: unknown, next: (value: unknown) => unknown): unknown =>
  value instanceof Deferred ? value.map(next) : next(value)

/** Several values, some of them deferred, that are filled in together. */
class Joined extends Deferred {
  readonly #parts: readonly unknown[]
  readonly #join: (values: readonly unknown[]) => unknown

  constructor(parts: readonly unknown[], join: (values: readonly unknown[]) => unknown) {
    super(parts.map((part) => (part instanceof Deferred ? part.variable : '')).join(' '), false)
    this.#parts = parts
    this.#join = join
  }

  override map(next: (value: unknown) => unknown): Deferred {
    return new Joined(this.#parts, (values) => next(this.#join(values)))
  }

  override valueIn(variables: Readonly<Record<string, unknown>>): unknown {
    return this.#join(this.#parts.map((part) => (part instanceof Deferred ? part.valueIn(variables) : part)))
  }
}

/** Makes one of several values now, or when the deferred ones among them are filled in. */
export const joined = (parts: readonly unknown[], join: (values: readonly unknown[]) => unknown): unknown =>
  parts.some((part) => part instanceof Deferred) ? new Joined(parts, join) : join(parts)
