import { identifier, uniqueFieldsOf } from '../../model/index.ts'
import type { Draft } from '../change-set.ts'
import { fieldPiece } from '../pieces.ts'
import { isNode } from '../state.ts'
import type { NodeState } from '../state.ts'
import { batches } from '../transitions.ts'
import type { Coming, Conflict, World } from '../world.ts'

/** A value that no two nodes of a kind may have. */
interface Value {
  readonly kind: string
  readonly name: string
  readonly value: string
}

/** Leaves out values that no two nodes may have where another node has come to have them. */
export class UniqueValues {
  readonly #draft: Draft
  readonly #world: World
  /** The node that has a value in the database; null for none. */
  readonly #holders = new Map<string, string | null>()

  constructor(draft: Draft, world: World) {
    this.#draft = draft
    this.#world = world
  }

  async check(): Promise<Conflict[]> {
    const claims = [...this.#world.comingNodes()].flatMap((node) =>
      this.#valuesOf(node.now).flatMap((value) =>
        node.present?.fields[value.name] === value.value ? [] : [{ node, value }],
      ),
    )
    if (claims.length === 0) return []
    await this.#load(claims.map(({ value }) => value))
    const holders = this.#standing(new Set(claims.map(({ node, value }) => `${node.of.id} ${value.name}`)))
    return claims.flatMap(({ node, value }): Conflict[] => {
      const { of } = node
      const key = keyOf(value)
      const stored = this.#holders.get(key) ?? null
      const holder = stored !== null && !this.#world.has(stored) ? stored : holders.get(key)
      if (holder === undefined) {
        holders.set(key, of.id)
        return []
      }
      this.#leave(node, value)
      const piece = fieldPiece(this.#draft.model, value.kind, value.name)
      const causes = [{ id: holder, piece }]
      return [{ of, seq: of.seq, reason: 'TAKEN', field: value.name, causes, blockers: new Set() }]
    })
  }

  #leave({ of, present, now }: Coming<NodeState>, { kind, name }: Value): void {
    const value = present?.fields[name] ?? null
    if (value === null && this.#draft.model.kind(kind).fields[name]?.required === true) this.#world.keep(of)
    else this.#world.set(of, { ...now, fields: { ...now.fields, [name]: value } })
  }

  /** The nodes of the world that have values already, by the values. */
  #standing(claiming: ReadonlySet<string>): Map<string, string> {
    const holders = new Map<string, string>()
    for (const { of, now } of this.#world.entries())
      if (isNode(now))
        for (const value of this.#valuesOf(now))
          if (!claiming.has(`${of.id} ${value.name}`)) holders.set(keyOf(value), of.id)
    return holders
  }

  #valuesOf({ kind, fields }: NodeState): Value[] {
    return uniqueFieldsOf(this.#draft.model.kind(kind)).flatMap((name) => {
      const value = fields[name]
      return typeof value === 'string' ? [{ kind, name, value }] : []
    })
  }

  async #load(values: readonly Value[]): Promise<void> {
    const wanted = new Map(values.map((value) => [keyOf(value), value]))
    for (const key of this.#holders.keys()) wanted.delete(key)
    for (const kind of this.#draft.model.kinds)
      for (const name of uniqueFieldsOf(kind)) {
        const own = [...wanted.values()].filter((value) => value.kind === kind.name && value.name === name)
        for (const batch of batches(own)) {
          const rows = await this.#draft.transaction.run({
            text:
              `UNWIND $values AS value MATCH (n:${identifier(kind.name)}) ` +
              `WHERE n.${identifier(name)} = value RETURN value, n.id AS id`,
            parameters: { values: batch.map(({ value }) => value) },
          })
          for (const value of batch) this.#holders.set(keyOf(value), null)
          for (const { value, id } of rows)
            this.#holders.set(keyOf({ kind: kind.name, name, value: String(value) }), String(id))
        }
      }
  }
}

const keyOf = ({ kind, name, value }: Value): string => `${kind} ${name} ${value}`
