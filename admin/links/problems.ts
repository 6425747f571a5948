import type { ApiError } from '../data/graphql.ts'
import { noProblems, serverProblems } from '../evidence/problems.ts'
import type { EvidenceProblems } from '../evidence/problems.ts'
import type { LinkRelation } from './relations.ts'

/** The inputs of the link form, and the form as a whole. */
export type LinkField = 'relation' | 'other' | 'note' | 'confidence' | 'status' | 'form'

/** What is wrong with a link form: for each input the keys of its sentences, and what is wrong with the evidence. */
export interface LinkProblems {
  readonly fields: Partial<Record<LinkField, readonly string[]>>
  readonly evidence: EvidenceProblems
}

export const noLinkProblems: LinkProblems = { fields: {}, evidence: noProblems }

/**
 * Sorts what the service refused to the inputs it is about. Its reasons are for programmers; a person reads which rule
 * was broken, told at the input where it can be mended.
 */
export function linkProblems(error: ApiError): LinkProblems {
  if (error.code !== 'BAD_USER_INPUT' || error.fields.length === 0)
    return { fields: { form: [sentenceOf(error.code)] }, evidence: noProblems }
  const fields: Partial<Record<LinkField, readonly string[]>> = {}
  for (const { path, rule } of error.fields) {
    if (isEvidence(path)) continue
    const field = fieldOf(path)
    fields[field] = [`links.problem.${rule !== undefined && rules.includes(rule) ? rule : field}`]
  }
  const paths = error.fields.map(({ path }) => path)
  return { fields, evidence: serverProblems(paths, evidencePath) }
}

/** What can be told before anything is sent. */
export const choiceProblems = (
  relation: LinkRelation | null,
  chosen: boolean,
): Partial<Record<LinkField, readonly string[]>> => ({
  ...(relation === null && { relation: ['links.problem.relationMissing'] }),
  ...(!chosen && { other: ['links.problem.otherMissing'] }),
})

/** The sentence for an error that no input can mend. */
export function sentenceOf(code: string): string {
  return codes.includes(code) ? `links.problem.${code}` : 'links.problem.form'
}

const codes = [
  'NOT_FOUND',
  'CONFLICT',
  'UNAVAILABLE',
  'HELD_UP',
  'UNREACHABLE',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'RATE_LIMITED',
]
const rules = ['MISSING', 'MISFIT', 'ITSELF', 'TWICE', 'AT_MOST_ONE', 'CIRCLE']
const evidencePath = 'input.evidence'
const isEvidence = (path: string) => path === evidencePath || path.startsWith(`${evidencePath}.`)

function fieldOf(path: string): LinkField {
  switch (path.split('.')[1]) {
    case 'from':
    case 'to':
      return 'other'
    case 'type':
      return 'relation'
    case 'note':
      return 'note'
    case 'confidence':
      return 'confidence'
    case 'status':
      return 'status'
    default:
      return 'form'
  }
}
