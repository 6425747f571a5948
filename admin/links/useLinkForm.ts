import { useState } from 'react'
import { ApiError, request } from '../data/graphql.ts'
import { draftProblems, hasProblems } from '../evidence/problems.ts'
import { createLinkDocument, updateLinkDocument } from './documents.ts'
import { createInput, isUnchanged, newValues, patchOf } from './draft.ts'
import type { LinkValues } from './draft.ts'
import { useApiLang } from './language.ts'
import { currentLink } from './merge.ts'
import type { CurrentLink } from './merge.ts'
import { choiceProblems, linkProblems, noLinkProblems } from './problems.ts'
import type { LinkProblems } from './problems.ts'
import type { LinkRelation } from './relations.ts'
import type { LinkAnswer, LinkEnd } from './types.ts'

/** What a form of a link begins with: what was saved last, and the version that it was; none for a new one. */
export interface Beginning {
  readonly id: string
  readonly version: number
  readonly values: LinkValues
}

/** What came of a save; `refused` has been told in the form. */
export type Saved =
  { readonly came: 'saved'; readonly link: LinkAnswer } | { readonly came: 'unchanged' | 'refused' }

/** What a person has typed about a link, what is wrong with it, and how it is saved. */
export function useLinkForm(node: string, beginning: Beginning | null, firstRelation: LinkRelation | null) {
  const lang = useApiLang()
  const [relation, setRelation] = useState(firstRelation)
  const [other, setOther] = useState<LinkEnd | null>(null)
  const [values, setValues] = useState(beginning?.values ?? newValues)
  const [base, setBase] = useState(beginning)
  const [problems, setProblems] = useState<LinkProblems>(noLinkProblems)
  const [saving, setSaving] = useState(false)
  const [refusals, setRefusals] = useState(0)
  const [conflict, setConflict] = useState<CurrentLink | null>(null)

  const send = async (what: LinkValues, on: Beginning | null): Promise<Saved> => {
    const evidence = draftProblems(what.evidence)
    const fields = {
      ...(on === null && choiceProblems(relation, other !== null)),
      ...(isHundredth(what.confidence) ? {} : { confidence: ['links.problem.confidence'] }),
    }
    setProblems({ fields, evidence })
    if (Object.keys(fields).length > 0 || hasProblems(evidence)) {
      setRefusals((count) => count + 1)
      return { came: 'refused' }
    }
    setSaving(true)
    try {
      if (on === null) {
        if (relation === null || other === null) return { came: 'refused' }
        const input = createInput(node, relation, other, what)
        return { came: 'saved', link: (await request(createLinkDocument, { input, lang })).link }
      }
      const input = patchOf(on.values, what)
      if (isUnchanged(input)) return { came: 'unchanged' }
      const variables = { id: on.id, expectedVersion: on.version, input, lang }
      return { came: 'saved', link: (await request(updateLinkDocument, variables)).link }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const current = error.code === 'CONFLICT' ? currentLink(error.current) : null
      if (current === null) setProblems(linkProblems(error))
      setConflict(current)
      setRefusals((count) => count + 1)
      return { came: 'refused' }
    } finally {
      setSaving(false)
    }
  }

  return {
    relation,
    other,
    values,
    base,
    problems,
    saving,
    /** Counts the saves that came to nothing, so that each can be answered on the screen. */
    refusals,
    conflict,
    isDirty: other !== null || JSON.stringify(values) !== JSON.stringify(base?.values ?? newValues),
    setValues,
    setOther: (next: LinkEnd | null) => {
      setOther(next)
      setProblems((now) => ({ ...now, fields: { ...now.fields, other: [] } }))
    },
    setRelation: (next: LinkRelation | null) => {
      setRelation(next)
      if (next?.to !== relation?.to) setOther(null)
      setProblems(noLinkProblems)
    },
    save: () => send(values, base),
    /** Saves what the person chose of both states, on top of the one that is there now. */
    resolve: (chosen: LinkValues): Promise<Saved> => {
      if (base === null || conflict === null) return Promise.resolve({ came: 'refused' })
      const on = { id: base.id, ...conflict }
      setValues(chosen)
      setBase(on)
      setConflict(null)
      return send(chosen, on)
    },
    /** Back to the form; the next save meets the same state and asks again, unless it has become the same. */
    postpone: () => setConflict(null),
  }
}

const isHundredth = (confidence: number | null): boolean =>
  confidence === null || (confidence >= 0 && confidence <= 100)
