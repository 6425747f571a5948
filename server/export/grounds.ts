import type { LinkState, NodeState } from '../curate/state.ts'
import { referencesOf } from '../model/index.ts'
import type { Source } from './source.ts'

/** Nodes that are read at once. */
const TOGETHER = 1_000

/**
 * What a part of the graph rests on and does not hold itself: the passages that its evidence quotes and whatever those
 * belong to. Without them it could not be imported where they are not. Holds the ids of the nodes of the part.
 */
export class Grounds {
  readonly #source: Source
  readonly #held = new Set<string>()
  readonly #wanted = new Set<string>()

  constructor(source: Source) {
    this.#source = source
  }

  /** Takes note of nodes or links that are among the part. */
  note(states: readonly (NodeState | LinkState)[]): void {
    for (const state of states) {
      for (const { passageId } of state.evidence) this.#want(passageId)
      if (!('fields' in state)) continue
      this.#held.add(state.id)
      this.#wanted.delete(state.id)
      for (const [name] of referencesOf(this.#source.model.kind(state.kind))) {
        const owner = state.fields[name]
        if (typeof owner === 'string') this.#want(owner)
      }
    }
  }

  /** What is missing to all that was noted, in batches; what that rests on comes after it. */
  async *missing(): AsyncGenerator<readonly NodeState[]> {
    while (this.#wanted.size > 0) {
      const ids = [...this.#wanted].slice(0, TOGETHER)
      for (const id of ids) this.#wanted.delete(id)
      const states = await this.#source.nodesOf(ids)
      this.note(states)
      yield states
    }
  }

  #want(id: string): void {
    if (!this.#held.has(id)) this.#wanted.add(id)
  }
}
