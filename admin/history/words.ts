import type { Field, Model } from '../../server/model/index.ts'
import type { Lang } from '../i18n/useLang.ts'
import type { ChangeSet, Kept, ToldChange } from './types.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Who made a change, where the name is not a person's: the service itself, or anybody, where nobody has to sign in. */
export const knownActors: Readonly<Record<string, string>> = {
  seed: 'history.actor.system',
  import: 'history.actor.system',
  anonymous: 'history.actor.anonymous',
  local: 'history.actor.local',
}

export function sayActor(actor: string, translate: Translate): string {
  const key = knownActors[actor]
  return key === undefined ? actor : translate(key)
}

/** What a change was about: the kind's words, or the link type's; what the model no longer knows is a thing or a link. */
export function saySubject(
  model: Model,
  { subject, kind }: Pick<ToldChange, 'subject' | 'kind'>,
  lang: Lang,
  translate: Translate,
): string {
  if (subject === 'NODE')
    return model.kinds.find(({ name }) => name === kind)?.words[lang] ?? translate('history.thing')
  const link = model.links.find(({ type }) => type === kind)
  return link === undefined
    ? translate('history.link')
    : translate('history.linkOf', { words: link.words[lang] })
}

/** What taking a change set back is called: a deletion is restored, a merge taken apart. */
export function undoWord({ origin, changes }: Pick<ChangeSet, 'origin' | 'changes'>): UndoWord {
  if (origin === 'MERGE') return 'unmerge'
  if (origin === 'UNDO') return 'redo'
  return changes.some(({ subject, action }) => subject === 'NODE' && action === 'DELETED')
    ? 'restore'
    : 'undo'
}

export type UndoWord = 'undo' | 'redo' | 'restore' | 'unmerge'

const linkFields = ['from', 'to', 'note', 'confidence', 'status']

/** Which part of a node or link is meant by the API's path to it; empty for the whole. */
export function sayPart(
  model: Model,
  { subject, kind, field }: Pick<Kept, 'subject' | 'kind' | 'field'>,
  lang: Lang,
  translate: Translate,
): string {
  if (field === null) return ''
  if (field === 'evidence') return translate('lg.form.evidence')
  if (subject === 'LINK') return linkFields.includes(field) ? translate(`history.linkPart.${field}`) : ''
  const [name = '', language] = field.split('.')
  const declared: Field | undefined = model.kinds.find((one) => one.name === kind)?.fields[name]
  if (declared === undefined) return ''
  return language === 'vi' || language === 'en'
    ? `${declared.words[lang]} (${translate(`lg.language.${language}`)})`
    : declared.words[lang]
}
