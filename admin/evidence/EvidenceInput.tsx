import { useInput } from 'react-admin'
import { EvidenceEditor } from './EvidenceEditor.tsx'
import { draftProblems, formProblems, hasProblems } from './problems.ts'
import type { EvidenceDraft } from './types.ts'

/** The evidence of a record in a react-admin form. */
export function EvidenceInput({ source }: { source: string }) {
  const { field, fieldState } = useInput<readonly EvidenceDraft[]>({
    source,
    defaultValue: [],
    validate: (value: readonly EvidenceDraft[] | undefined) =>
      hasProblems(draftProblems(value ?? [])) ? 'evidence.problem.incomplete' : undefined,
  })
  const value = (field.value ?? []) as readonly EvidenceDraft[]
  return (
    <EvidenceEditor
      value={value}
      onChange={(drafts) => field.onChange([...drafts])}
      problems={formProblems(fieldState.error, value)}
    />
  )
}
