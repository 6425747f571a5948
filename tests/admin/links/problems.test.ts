import { expect, test } from 'vitest'
import { ApiError } from '../../../admin/data/graphql.ts'
import { draftProblems, formProblems, serverProblems } from '../../../admin/evidence/problems.ts'
import { linksEn } from '../../../admin/i18n/links.en.ts'
import { linksVi } from '../../../admin/i18n/links.vi.ts'
import { linkProblems, sentenceOf } from '../../../admin/links/problems.ts'
import { emptyPiece } from '../../../admin/evidence/values.ts'

const refused = (...paths: string[]) =>
  new ApiError('lesson-1 already has a link', {
    code: 'BAD_USER_INPUT',
    fields: paths.map((path) => ({ path, reason: 'lesson-1 already has a link' })),
  })

test('problems go to the inputs that they are about', () => {
  const { fields, evidence } = linkProblems(
    refused('input.note', 'input.confidence', 'input.status', 'input.type', 'input.evidence.1.mention'),
  )
  expect(Object.keys(fields).sort()).toEqual(['confidence', 'note', 'relation', 'status'])
  expect(evidence.pieces).toEqual(new Map([[1, { mention: 'evidence.problem.mention' }]]))
})

test('which rule of links was broken is told at the input', () => {
  const broken = (rule?: string) =>
    linkProblems(
      new ApiError('x', {
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'input.to', reason: 'x', ...(rule !== undefined && { rule }) }],
      }),
    ).fields.other
  expect(broken('TWICE')).toEqual(['links.problem.TWICE'])
  expect(broken('CIRCLE')).toEqual(['links.problem.CIRCLE'])
  expect(broken('A_RULE_OF_TOMORROW')).toEqual(['links.problem.other'])
  expect(broken()).toEqual(['links.problem.other'])
})

test('a problem with no input of its own is told above the form', () => {
  const form = (error: ApiError) => linkProblems(error).fields.form
  expect(form(refused('input.colour'))).toEqual(['links.problem.form'])
  expect(form(new ApiError('x', { code: 'UNREACHABLE' }))).toEqual(['links.problem.UNREACHABLE'])
  expect(form(new ApiError('x', { code: 'GRAPHQL_VALIDATION_FAILED' }))).toEqual(['links.problem.form'])
  expect(sentenceOf('NOT_FOUND')).toBe('links.problem.NOT_FOUND')
})

test('evidence is checked before it is sent, and its problems come back by piece', () => {
  expect(draftProblems([{ ...emptyPiece, passageId: 'p1', mention: 'Đảng' }, emptyPiece]).pieces).toEqual(
    new Map([
      [
        1,
        {
          passageId: 'evidence.problem.passageMissing',
          mention: 'evidence.problem.mentionMissing',
        },
      ],
    ]),
  )
  expect(serverProblems(['input.evidence'], 'input.evidence').whole).toBe('evidence.problem.whole')
  expect(serverProblems(['input.evidence.2', 'input.note'], 'input.evidence').pieces).toEqual(
    new Map([[2, { piece: 'evidence.problem.piece' }]]),
  )
})

test("a react-admin form's errors find the same inputs", () => {
  const server = [undefined, { mention: { type: 'server', message: 'does not stand there' } }]
  expect(formProblems(server, []).pieces).toEqual(new Map([[1, { mention: 'evidence.problem.mention' }]]))
  expect(formProblems({ type: 'validate', message: 'x' }, [emptyPiece]).pieces.size).toBe(1)
  expect(formProblems({ type: 'server', message: 'x' }, []).whole).toBe('x')
  expect(formProblems(undefined, []).pieces.size).toBe(0)
})

test('both languages have the same messages', () => {
  expect(keysOf(linksEn)).toEqual(keysOf(linksVi))
})

const keysOf = (messages: object, prefix = ''): string[] =>
  Object.entries(messages)
    .flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null ? keysOf(value, `${prefix}${key}.`) : [`${prefix}${key}`],
    )
    .sort()
