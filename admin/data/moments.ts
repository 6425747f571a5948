/** A moment of the graph: after the change set of a number, or an instant. */
export type Moment = { readonly seq: number } | { readonly at: string }

/** The moment that an address names, by number or as an ISO instant; null for none, or for what makes no sense. */
export function readMoment(text: string | null): Moment | null {
  const said = text?.trim() ?? ''
  if (/^\d{1,9}$/.test(said)) return { seq: Number(said) }
  if (!/^\d{4}-\d\d-\d\dT/.test(said)) return null
  const time = new Date(said)
  return Number.isNaN(time.getTime()) ? null : { at: time.toISOString() }
}

/** What the address says of a moment; empty for the present. */
export const writeMoment = (moment: Moment | null): string =>
  moment === null ? '' : 'seq' in moment ? String(moment.seq) : moment.at

/** What an input of a day and a time holds for an instant: local, to the minute. */
export function localOf(instant: string): string {
  const time = new Date(instant)
  const two = (number: number) => String(number).padStart(2, '0')
  return (
    `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}` +
    `T${two(time.getHours())}:${two(time.getMinutes())}`
  )
}

/** The instant that such an input means; null while it is not filled in. */
export function instantOfLocal(local: string): string | null {
  const time = new Date(local)
  return local === '' || Number.isNaN(time.getTime()) ? null : time.toISOString()
}

/** What a document needs beside its own to read the graph as it was; nothing for the present, which is read as ever. */
export const pastOf = (past: boolean): { readonly variable: string; readonly argument: string } =>
  past ? { variable: ', $asOf: MomentInput!', argument: ', asOf: $asOf' } : { variable: '', argument: '' }

/** The variable to it. */
export const asOfVariable = (asOf: Moment | null): { readonly asOf?: Moment } =>
  asOf === null ? {} : { asOf }
