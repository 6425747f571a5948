import { SEARCH, identifier } from '../../model/index.ts'
import type { Environment } from '../environment.ts'
import type { HitColumn, SearchPlan, SearchedText } from '../plan.ts'
import { nodeOf, objectOf } from '../project.ts'
import { PLACE } from './abbreviations.ts'
import { STAGES, isOfLinks } from './stages.ts'
import type { Clause, Stage } from './stages.ts'

/**
 * How many hits of a stage can be paged through. Each page reads the stage's hits from the best on, and always up to the
 * same one: Lucene keeps no order among hits of one score but for the same number of them.
 */
export const DEPTH = 250
/** The most phrases that one term is looked for as, and that all terms are: each widens a query manifold. */
const MAX_PHRASES = 8
const MAX_MEANINGS = 24

/** What each stage leaves to those before it: what any of these finds. */
const earlier: Readonly<Record<Stage, readonly Stage[]>> = {
  spelled: [],
  titles: ['spelled'],
  anywhere: ['titles', 'spelled'],
  links: [],
  forgiving: ['anywhere'],
  forgivingLinks: ['links'],
}

/**
 * A search as one statement. It looks abbreviations up, so that an editor's new one counts at once in every instance of
 * the service, and puts what they stand for into Lucene's queries; then it asks the full-text indexes stage by stage, none
 * once the page is full.
 */
export function searchOf(plan: SearchPlan, environment: Environment): string {
  const request = environment.parameter(plan.request)
  const indexes = {
    nodes: environment.parameter(plan.indexes.nodes),
    links: environment.parameter(plan.indexes.links),
  }
  const needed = environment.parameter(BigInt(plan.size + 1))
  const depth = environment.parameter(BigInt(DEPTH))
  const clauses = (member: keyof Clause, [open, close]: readonly [string, string]) =>
    `[stage IN range(0, ${STAGES.length - 1}) | reduce(query = '', unit IN units | query + '${open}' + ` +
    `unit[0].typed[stage].${member} + reduce(meant = '', phrase IN unit[1] | meant + ` +
    `replace(unit[0].meant[phrase[1]][stage].${member}, '${PLACE}', phrase[0])) + '${close}')]`
  const calls = STAGES.map((stage, index) => {
    const links = isOfLinks(stage)
    const asked = `required[${index}]`
    const without = earlier[stage].map(
      (other) => ` + coalesce(' -(' + required[${STAGES.indexOf(other)}] + ')', '')`,
    )
    const query = `${asked} + bonus[${index}]${without.join('')}`
    const before = STAGES.slice(0, index).map((_, place) => `size(s${place})`)
    const got = before.length === 0 ? '0' : before.join(' + ')
    const conditions = [
      `request.stage <= ${index}`,
      `${asked} <> ''`,
      ...(before.length === 0 ? [] : [`${got} < ${needed}`]),
      ...(links ? ['request.hasLinks'] : []),
    ]
    const scope = ['request', 'required', 'bonus', ...before.map((_, place) => `s${place}`)].join(', ')
    const from = `CASE request.stage WHEN ${index} THEN request.offset ELSE 0 END`
    return (
      `CALL (${scope}) { UNWIND CASE WHEN ${conditions.join(' AND ')} THEN [1] ELSE [] END AS go ` +
      (links
        ? `CALL db.index.fulltext.queryRelationships(${indexes.links}, ${query}, { limit: ${depth} }) YIELD relationship AS hit `
        : `CALL db.index.fulltext.queryNodes(${indexes.nodes}, request.filter + ${query}, { limit: ${depth} }) YIELD node AS hit `) +
      `WITH collect(hit) AS hits RETURN hits[${from}..${from} + ${needed} - (${got})] AS s${index} }`
    )
  })
  return (
    `WITH row, ${request} AS request ${unitsOf(plan, environment)} ` +
    `WITH row, request, units, ${clauses('required', [' +(', ')'])} AS required, ` +
    `${clauses('bonus', [' ', ''])} AS bonus ${calls.join(' ')} ` +
    `RETURN [row.i, [${STAGES.map((_, index) => `size(s${index})`).join(', ')}], ` +
    `${hitsOf(plan, false, environment)}, ${hitsOf(plan, true, environment)}, ` +
    `[unit IN units | unit[1]], request.echo] AS value`
  )
}

/** The terms, each with the phrases that it stands for as an abbreviation, and in which way. */
function unitsOf({ abbreviations }: SearchPlan, environment: Environment): string {
  if (abbreviations.length === 0) return 'WITH row, request, [unit IN request.units | [unit, []]] AS units'
  const node = environment.variable('a')
  const matches = abbreviations.map(
    (label) =>
      `UNWIND unit.keys AS key MATCH (${node}:${identifier(label)}) ` +
      `WHERE ${node}.${SEARCH.shortFolded} = key.folded AND (key.isPlain OR ${node}.${SEARCH.short} = key.spelled) ` +
      `UNWIND range(0, size(${node}.${SEARCH.standsFor}) - 1) AS place ` +
      `RETURN ${node}.${SEARCH.standsFor}[place] AS phrase, key.way AS way, ${node}.id AS id, place`,
  )
  // What terms before this one have left of what all together may mean.
  const left = `${MAX_MEANINGS} - reduce(count = 0, other IN range(0, place - 1) | count + size(found[other]))`
  return (
    `CALL (request) { UNWIND request.units AS unit WITH unit, ` +
    `COLLECT { CALL (unit) { ${matches.join(' UNION ALL ')} } ` +
    `WITH phrase, way, min([id, place]) AS first ORDER BY first, way LIMIT ${MAX_PHRASES} ` +
    `RETURN [phrase, way] } AS phrases ` +
    `RETURN collect(phrases) AS found } ` +
    `WITH row, request, [place IN range(0, size(found) - 1) | [request.units[place], ` +
    `CASE WHEN ${left} > 0 THEN found[place][..${left}] ELSE [] END]] AS units`
  )
}

/** What is read of each hit: the columns of the plan, and the texts in which it can match. */
function hitsOf(plan: SearchPlan, links: boolean, environment: Environment): string {
  const node = environment.variable('n')
  const link = environment.variable('r')
  const self = links ? link : node
  const stages = STAGES.flatMap((stage, index) => (isOfLinks(stage) === links ? [`s${index}`] : []))
  const columns = plan.columns.map((column) => columnOf(column, node, links ? link : null, environment))
  const hits = links
    ? `UNWIND ${stages.join(' + ')} AS ${link} WITH ${link}, startNode(${link}) AS ${node}`
    : `UNWIND ${stages.join(' + ')} AS ${node}`
  return `COLLECT { ${hits} RETURN [${[...columns, ...textsOf(plan, self, links, environment)].join(', ')}] }`
}

function columnOf(column: HitColumn, node: string, link: string | null, environment: Environment): string {
  if (column.kind === 'entity') return nodeOf(column.node, node, environment)
  return link === null ? 'null' : objectOf(column.object, { self: link }, environment)
}

function textOf(read: SearchedText['read'], self: string, environment: Environment): string {
  const property = `${self}.${identifier(read.property)}`
  return read.kind === 'property'
    ? property
    : `CASE WHEN ${self}:${identifier(read.label)} THEN ${environment.parameter(`${read.word} `)} + toString(${property}) END`
}

function textsOf(plan: SearchPlan, self: string, links: boolean, environment: Environment): string[] {
  if (plan.texts === null) return []
  const own = links ? [`${self}.note`] : plan.texts.map(({ read }) => textOf(read, self, environment))
  const evidence = environment.variable('e')
  return [
    `[${own.join(', ')}]`,
    `COLLECT { MATCH (${evidence}:Evidence) WHERE ${evidence}.targetId = ${self}.id ` +
      `WITH ${evidence} ORDER BY ${evidence}.id RETURN [${evidence}.mention, ${evidence}.note] }`,
  ]
}
