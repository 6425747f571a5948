import { constant, list, memberWriter, nodeWriter, objectWriter } from '../write.ts'
import type { Member, Write } from '../write.ts'
import type { HitEdgeMember, HitMember, SearchMember, SearchPlan, SnippetMember } from '../plan.ts'
import { encodePosition } from './cursor.ts'
import type { Position } from './cursor.ts'
import { gluedNumber } from './abbreviations.ts'
import { STAGES, isOfLinks } from './stages.ts'
import type { Sought } from './marks.ts'
import { matchOf } from './match.ts'
import type { Match } from './match.ts'
import type { Echo } from './request.ts'
import type { SnippetPart } from './snippet.ts'

type List = readonly unknown[]

/** What a search's statement returns. */
type Answer = readonly [
  i: number,
  /** How many hits each stage gave to the page. */
  sizes: readonly number[],
  nodes: readonly List[],
  links: readonly List[],
  /** The phrases that each term stands for, and whether with the number that it was typed together with: 1, or 0. */
  phrases: readonly (readonly (readonly [phrase: string, way: number])[])[],
  echo: string,
]

interface Hit {
  readonly values: List
  readonly cursor: () => string
  /** Where it matches; null when nobody asks. */
  readonly match: Match | null
}

interface Page {
  readonly hits: readonly Hit[]
  readonly more: boolean
  readonly isFirst: boolean
}

/** The writer of a search's answer: it finds out where each hit matches, and marks that. */
export function searchWriter(plan: SearchPlan): Write {
  const columns = plan.columns.map((column): Write => {
    if (column.kind === 'entity') return nodeWriter(column.node)
    const write = objectWriter(column.object, null)
    return (raw) => (raw === null ? 'null' : write(raw))
  })
  const write = memberWriter(plan.members.map((member) => searchMember(member, columns)))
  return (raw) => write(pageOf(plan, raw as Answer))
}

function pageOf(plan: SearchPlan, [, sizes, nodes, links, phrases, echo]: Answer): Page {
  const { terms, signature, start } = JSON.parse(echo) as Echo
  const sought = terms.map((term, index): Sought => {
    const number = term.kind === 'word' ? gluedNumber(term.word.folded) : undefined
    return {
      term,
      meanings: (phrases[index] ?? []).map(([phrase, way]) => ({
        words: phrase.split(' '),
        number: way === 1 ? number : undefined,
      })),
    }
  })
  const rest = { nodes: [...nodes], links: [...links] }
  const hits = STAGES.flatMap((stage, index) => {
    const isLink = isOfLinks(stage)
    const skipped = index === start.stage ? start.offset : 0
    return (isLink ? rest.links : rest.nodes).splice(0, sizes[index]).map((values, place): Hit => {
      const position: Position = { stage: index, offset: skipped + place + 1 }
      return {
        values,
        cursor: () => encodePosition(signature, position),
        match: plan.texts === null ? null : matchOf(plan, values.slice(plan.columns.length), isLink, sought),
      }
    })
  })
  return {
    hits: hits.slice(0, plan.size),
    more: hits.length > plan.size,
    isFirst: start.stage === 0 && start.offset === 0,
  }
}

function searchMember(member: SearchMember, columns: readonly Write[]): Member {
  const { alias } = member
  switch (member.kind) {
    case 'typename':
      return constant(alias, member.name)
    case 'nodes': {
      const hit = memberWriter(member.hit.map((one) => hitMember(one, columns)))
      return [alias, (page) => list((page as Page).hits, hit)]
    }
    case 'edges': {
      const edge = memberWriter(member.edge.map((one) => edgeMember(one, columns)))
      return [alias, (page) => list((page as Page).hits, edge)]
    }
    case 'pageInfo':
      return [alias, memberWriter(member.fields.map((field) => [field.alias, pageInfo(field.name)]))]
  }
}

function edgeMember(member: HitEdgeMember, columns: readonly Write[]): Member {
  const { alias } = member
  switch (member.kind) {
    case 'typename':
      return constant(alias, member.name)
    case 'cursor':
      return [alias, (hit) => `"${(hit as Hit).cursor()}"`]
    case 'node':
      return [alias, memberWriter(member.hit.map((one) => hitMember(one, columns)))]
  }
}

function hitMember(member: HitMember, columns: readonly Write[]): Member {
  const { alias } = member
  switch (member.kind) {
    case 'typename':
      return constant(alias, member.name)
    case 'column': {
      const write = columns[member.column]
      if (write === undefined) throw new Error('A member of a hit has no column')
      return [alias, (hit) => write((hit as Hit).values[member.column])]
    }
    case 'field':
      return [alias, (hit) => JSON.stringify(matched(hit).field)]
    case 'lang':
      return [alias, (hit) => JSON.stringify(matched(hit).language?.toUpperCase() ?? null)]
    case 'snippet': {
      const part = memberWriter(member.parts.map(partMember))
      return [alias, (hit) => list(matched(hit).snippet, part)]
    }
  }
}

function matched(hit: unknown): Match {
  const { match } = hit as Hit
  if (match === null) throw new Error('A hit was read without the texts that it matches in')
  return match
}

const partMember = (member: SnippetMember): Member =>
  member.kind === 'typename'
    ? constant(member.alias, member.name)
    : [member.alias, (part) => JSON.stringify((part as SnippetPart)[member.kind])]

function pageInfo(name: string): Write {
  switch (name) {
    case 'hasNextPage':
      return (page) => String((page as Page).more)
    case 'hasPreviousPage':
      return (page) => String(!(page as Page).isFirst)
    case 'startCursor':
      return (page) => cursorOf((page as Page).hits[0])
    case 'endCursor':
      return (page) => cursorOf((page as Page).hits.at(-1))
    default:
      return constant('', 'PageInfo')[1]
  }
}

const cursorOf = (hit: Hit | undefined): string => (hit === undefined ? 'null' : `"${hit.cursor()}"`)
