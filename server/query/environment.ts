/** A statement's text and the values it stands on: what a store runs. */
export interface Statement {
  readonly text: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Names a statement's variables and parameters, each once, in the order in which they are met. */
export class Environment {
  readonly #parameters: Record<string, unknown> = {}
  #variables = 0
  #values = 0

  variable(prefix: string): string {
    return `${prefix}${this.#variables++}`
  }

  /** Whole numbers travel as BigInt: the driver sends a plain number as a float, which no LIMIT accepts. */
  parameter(value: unknown): string {
    const name = `p${this.#values++}`
    this.#parameters[name] = value
    return `$${name}`
  }

  statement(text: string): Statement {
    return { text, parameters: this.#parameters }
  }
}
