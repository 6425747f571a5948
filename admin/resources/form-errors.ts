import type { Kind } from '../../server/model/index.ts'
import { sayError } from '../data/errors.ts'
import { ApiError } from '../data/graphql.ts'
import type { Lang } from '../i18n/useLang.ts'
import { sayRefused } from './rules.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Errors in the shape of a form's values, as react-admin takes them. */
export interface FormErrors {
  [name: string]: string | FormErrors
}

/** What the service refused, under the input that it is about, in the person's words; the rest as one sentence. */
export function formErrors(kind: Kind, error: unknown, lang: Lang, translate: Translate): FormErrors {
  if (!(error instanceof ApiError) || error.code !== 'BAD_USER_INPUT' || error.fields.length === 0)
    return whole(sayError(error, translate))
  const errors: FormErrors = {}
  for (const { path } of error.fields) {
    const [root, name = '', ...below] = path.split('.')
    const field = kind.fields[name]
    if (root !== 'input' || (field === undefined && name !== 'evidence'))
      return whole(sayError(error, translate))
    if (field === undefined) put(errors, [name, ...below], translate('lg.rule.evidence'))
    else if (field.type === 'localized')
      put(errors, [name, below[0] === 'en' ? 'en' : 'vi'], sayRefused(field, lang, translate))
    else put(errors, [name], sayRefused(field, lang, translate))
  }
  return errors
}

/** An error of the form as a whole, which react-admin shows as a notification. */
export const whole = (sentence: string): FormErrors => ({ root: { serverError: sentence } })

function put(errors: FormErrors, path: readonly string[], sentence: string): void {
  const [name = '', ...below] = path
  if (below.length === 0) {
    errors[name] = sentence
    return
  }
  const inner = errors[name]
  const nested: FormErrors = typeof inner === 'object' ? inner : {}
  errors[name] = nested
  put(nested, below, sentence)
}
