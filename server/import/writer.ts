import type { Draft } from '../curate/change-set.ts'
import type { End } from '../curate/ends.ts'
import { applyChecked } from '../curate/transitions.ts'
import type { Transition } from '../curate/transitions.ts'

/** Batches that are under way: while Neo4j writes one, the next one is made ready. */
const UNDER_WAY = 2

/** Writes batches one after the other without waiting for each, so that neither side waits for the other. */
export class Writer {
  readonly #draft: Draft
  #underWay: Promise<void>[] = []
  #failure: { readonly error: unknown } | null = null

  constructor(draft: Draft) {
    this.#draft = draft
  }

  /** @throws what writing a batch before has failed with. */
  async write(transitions: readonly Transition[], ends: ReadonlyMap<string, End>): Promise<void> {
    this.#throwFailure()
    if (transitions.length === 0) return
    while (this.#underWay.length >= UNDER_WAY) await this.#underWay[0]
    this.#throwFailure()
    const writing = applyChecked(this.#draft, transitions, ends)
      // Those that follow fail for this one's sake.
      .catch((error: unknown) => void (this.#failure ??= { error }))
      .then(() => void (this.#underWay = this.#underWay.filter((one) => one !== writing)))
    this.#underWay.push(writing)
  }

  /** Waits until everything is written. @throws what writing has failed with. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay)
    this.#throwFailure()
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error
  }
}
