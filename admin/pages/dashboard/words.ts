import type { Model } from '../../../server/model/index.ts'
import type { Lang } from '../../i18n/useLang.ts'
import type { Change } from './documents.ts'

/** Who made a change, where the name is not a person's: the service itself, or anybody, as long as nobody signs in. */
const actors: Readonly<Record<string, string>> = {
  seed: 'lg.dashboard.system',
  local: 'lg.dashboard.local',
}

type Translate = (key: string) => string

export function sayActor(actor: string, translate: Translate): string {
  const key = actors[actor]
  return key === undefined ? actor : translate(key)
}

/** What a change was about: the kind's words, or the link type's; what the model no longer knows is a thing or a link. */
export function saySubject(
  model: Model,
  { subject, kind }: Change,
  lang: Lang,
  translate: Translate,
): string {
  if (subject === 'NODE') return model.kinds.find(({ name }) => name === kind)?.words[lang] ?? ''
  const link = model.links.find(({ type }) => type === kind)
  return `${translate('lg.dashboard.link')}${link === undefined ? '' : ` “${link.words[lang]}”`}`
}
