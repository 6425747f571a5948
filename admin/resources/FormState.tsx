import { useEffect } from 'react'
import type { RefObject } from 'react'
import { useFormContext } from 'react-hook-form'
import type { NodeRecord } from '../data/records.ts'

interface KeepFreshProps {
  readonly record: NodeRecord
  readonly base: NodeRecord
  readonly onFresh: (record: NodeRecord) => void
}

/** A newer reading replaces what the form shows as long as nobody has typed. */
export function KeepFresh({ record, base, onFresh }: KeepFreshProps) {
  const { isDirty } = useFormContext().formState
  useEffect(() => {
    if (record.version > base.version && !isDirty) onFresh(record)
  }, [record, base, isDirty, onFresh])
  return null
}

/** A form as it is now, for what stands outside it. */
export interface Held {
  readonly isDirty: boolean
  readonly values: () => Readonly<Record<string, unknown>>
}

/** Hands the form's state out. */
export function Hold({ held }: { held: RefObject<Held | null> }) {
  const {
    getValues,
    formState: { isDirty },
  } = useFormContext()
  useEffect(() => {
    held.current = { isDirty, values: () => getValues() }
  }, [held, isDirty, getValues])
  return null
}

interface RebaseProps {
  readonly values: Readonly<Record<string, unknown>> | null
  readonly onDone: () => void
}

/** Puts values into the form that differ from what it began with, so that they count as typed. */
export function Rebase({ values, onDone }: RebaseProps) {
  const { reset } = useFormContext()
  useEffect(() => {
    if (values === null) return
    reset(values, { keepDefaultValues: true })
    onDone()
  }, [values, reset, onDone])
  return null
}

interface LeaveProps {
  readonly saved: NodeRecord | null
  readonly onClean: () => void
}

/** After a save beside the form's own submit: takes what was saved for untouched, so that nothing warns of leaving it. */
export function Leave({ saved, onClean }: LeaveProps) {
  const {
    reset,
    formState: { isDirty, dirtyFields },
  } = useFormContext()
  const clean = !isDirty && Object.keys(dirtyFields).length === 0
  useEffect(() => {
    if (saved !== null) reset(saved)
  }, [saved, reset])
  useEffect(() => {
    if (saved !== null && clean) onClean()
  }, [saved, clean, onClean])
  return null
}
