import { useRef, useState } from 'react'
import { useEditContext, useNotify, useRedirect, useTranslate } from 'react-admin'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { NewsNotice } from '../live/NewsNotice.tsx'
import { useNodeNews } from '../live/useNews.ts'
import { differences } from './conflict.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { formErrors, whole } from './form-errors.ts'
import type { FormErrors } from './form-errors.ts'
import { Hold, KeepFresh, Leave, Rebase } from './FormState.tsx'
import type { Held } from './FormState.tsx'
import { NodeForm } from './NodeForm.tsx'
import { useKind } from './useKind.ts'
import { useSave } from './useSave.ts'
import type { Values } from './useSave.ts'

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
  const { save, isPending } = useSave(kind)
  // What the changes began from; kept while somebody types, whatever is read meanwhile.
  const [base, setBase] = useState(record)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [rebased, setRebased] = useState<Values | null>(null)
  const [saved, setSaved] = useState<NodeRecord | null>(null)
  const held = useRef<Held>(null)
  const { refetch } = useEditContext<NodeRecord>()
  const news = useNodeNews(record.id, base.version)
  const isGone = news?.changes.at(-1)?.action === 'DELETED'
  const leave = () => redirect('show', kind.plural, record.id)

  const submit = async (values: Values): Promise<FormErrors | undefined> => {
    const outcome = await save(base, values)
    switch (outcome.is) {
      case 'saved':
        leave()
        return undefined
      case 'stale':
        setConflict({ mine: values, theirs: outcome.theirs })
        return whole(translate('lg.error.CONFLICT'))
      case 'failed':
        return formErrors(kind, outcome.error, lang, translate)
    }
  }

  const resolve = async ({ theirs }: Conflict, values: NodeRecord) => {
    const outcome = await save(theirs, values)
    switch (outcome.is) {
      case 'saved':
        setConflict(null)
        setSaved(outcome.record)
        return
      case 'stale':
        // Somebody was quicker again: the choice so far is what this person wants now.
        setBase(theirs)
        setRebased(values)
        setConflict({ mine: values, theirs: outcome.theirs })
        return
      case 'failed':
        setBase(theirs)
        setRebased(values)
        setConflict(null)
        notify(sentenceOf(formErrors(kind, outcome.error, lang, translate)), { type: 'error' })
    }
  }

  /** What somebody else saved: loaded where nothing was typed, else shown beside what was. */
  const see = async () => {
    const { data: theirs } = await refetch()
    const form = held.current
    if (theirs !== undefined && form?.isDirty === true) setConflict({ mine: form.values(), theirs })
  }

  return (
    <>
      <NewsNotice
        news={news}
        says={isGone ? 'deleted' : 'changed'}
        whileTyping
        onSee={isGone ? undefined : () => void see()}
      />
      <NodeForm record={base} onSubmit={submit}>
        <Hold held={held} />
        <KeepFresh record={record} base={base} onFresh={setBase} />
        <Rebase values={rebased} onDone={() => setRebased(null)} />
        <Leave saved={saved} onClean={leave} />
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

/** The sentence about a form as a whole; problems of single inputs show when the form is saved again. */
function sentenceOf({ root }: FormErrors): string {
  const sentence = typeof root === 'object' ? root['serverError'] : undefined
  return typeof sentence === 'string' ? sentence : 'ra.message.invalid_form'
}
