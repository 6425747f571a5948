import { useEffect, useState } from 'react'
import { useNotify, useRedirect, useTranslate, useUpdate } from 'react-admin'
import { useFormContext } from 'react-hook-form'
import { ApiError } from '../data/graphql.ts'
import { patchOf, titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { differences, stateOf } from './conflict.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { formErrors, whole } from './form-errors.ts'
import type { FormErrors } from './form-errors.ts'
import { NodeForm } from './NodeForm.tsx'
import { useKind } from './useKind.ts'

type Values = Readonly<Record<string, unknown>>

interface Conflict {
  readonly mine: Values
  readonly theirs: NodeRecord
}

/** Saves a node's changes on the version from which they began; a stale save lets the person choose. */
export function EditForm({ record }: { record: NodeRecord }) {
  const kind = useKind()
  const lang = useLang()
  const translate = useTranslate()
  const notify = useNotify()
  const redirect = useRedirect()
  const [update, { isPending }] = useUpdate<NodeRecord>()
  // What the changes began from; kept while somebody types, whatever is read meanwhile.
  const [base, setBase] = useState(record)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [rebased, setRebased] = useState<Values | null>(null)

  const save = async (before: NodeRecord, values: Values): Promise<FormErrors | undefined> => {
    if (Object.keys(patchOf(kind, before, values)).length === 0) {
      notify('lg.notice.unchanged', { type: 'info' })
      redirect('show', kind.plural, before.id)
      return undefined
    }
    try {
      const saved = (await update(
        kind.plural,
        { id: before.id, data: values as NodeRecord, previousData: before, meta: { lang } },
        { returnPromise: true, mutationMode: 'pessimistic' },
      )) as NodeRecord
      notify('lg.notice.saved', {
        type: 'success',
        messageArgs: { kind: kind.words[lang], title: titleOf(kind, saved, lang) },
      })
      redirect('show', kind.plural, before.id)
      return undefined
    } catch (error) {
      const theirs =
        error instanceof ApiError && error.code === 'CONFLICT' ? stateOf(kind, error.current) : null
      if (theirs === null) return formErrors(kind, error, lang, translate)
      setConflict({ mine: values, theirs })
      return whole(translate('lg.error.CONFLICT'))
    }
  }

  const resolve = async (before: Conflict, values: NodeRecord) => {
    const errors = await save(before.theirs, values)
    if (errors === undefined) {
      setConflict(null)
      return
    }
    // The choice stands in the form, on top of what is there now, for the person to mend.
    setBase(before.theirs)
    setRebased(values)
    setConflict((latest) => (latest === before ? null : latest))
    if (errors['root'] === undefined) notify('ra.message.invalid_form', { type: 'error' })
  }

  return (
    <>
      <NodeForm record={base} onSubmit={(values) => save(base, values)}>
        <KeepFresh record={record} base={base} onFresh={setBase} />
        <Rebase values={rebased} onDone={() => setRebased(null)} />
      </NodeForm>
      {conflict !== null && (
        <ConflictDialog
          key={conflict.theirs.version}
          mine={conflict.mine}
          theirs={conflict.theirs}
          found={differences(kind, base, conflict.mine, conflict.theirs)}
          busy={isPending}
          onClose={() => setConflict(null)}
          onResolve={(values) => void resolve(conflict, values)}
        />
      )}
    </>
  )
}

interface KeepFreshProps {
  readonly record: NodeRecord
  readonly base: NodeRecord
  readonly onFresh: (record: NodeRecord) => void
}

/** A newer reading replaces what the form shows as long as nobody has typed. */
function KeepFresh({ record, base, onFresh }: KeepFreshProps) {
  const { isDirty } = useFormContext().formState
  useEffect(() => {
    if (record.version > base.version && !isDirty) onFresh(record)
  }, [record, base, isDirty, onFresh])
  return null
}

/** Puts values into the form that differ from what it began with, so that they count as typed. */
function Rebase({ values, onDone }: { values: Values | null; onDone: () => void }) {
  const { reset } = useFormContext()
  useEffect(() => {
    if (values === null) return
    reset(values, { keepDefaultValues: true })
    onDone()
  }, [values, reset, onDone])
  return null
}
