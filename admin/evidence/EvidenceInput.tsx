import { useInput } from 'react-admin'
import { EvidenceEditor } from './EvidenceEditor.tsx'
import { draftProblems, formProblems, hasProblems } from './problems.ts'
import type { EvidenceDraft, EvidenceValue } from './types.ts'

/** The evidence of a record in a react-admin form. */
export function EvidenceInput({ source }: { source: string }) {
  const { field, fieldState } = useInput<readonly EvidenceDraft[]>({
    source,
    defaultValue: [],
    validate: (value: readonly EvidenceDraft[] | undefined) =>
      hasProblems(draftProblems(value ?? [])) ? 'evidence.problem.incomplete' : undefined,
  })
  // A record that was just read holds the API's values, in which no note is null.
  const held = (field.value ?? []) as readonly (EvidenceDraft | EvidenceValue)[]
  const value = held.map((piece): EvidenceDraft => ({ ...piece, note: piece.note ?? '' }))
  return (
    <EvidenceEditor
      value={value}
      onChange={(drafts) => field.onChange([...drafts])}
      problems={formProblems(fieldState.error, value)}
    />
  )
}
