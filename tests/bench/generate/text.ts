import type { Words } from '../../../server/model/index.ts'
import type { Random } from './random.ts'
import { manners, objects, offices, places, verbs } from './words.ts'

/** A text in Vietnamese, and in English where somebody has translated it. */
export interface Localized {
  readonly vi: string
  readonly en: string | null
}

/** How much of the graph has an English text, about as in a graph that people translate by and by. */
const TRANSLATED = 0.75

/** What a node of a kind is called: the shape of the phrase differs by kind, so that kinds tell apart when read. */
export function titleOf(kind: string, random: Random): Localized {
  const [verb, object, place] = [random.pick(verbs), random.pick(objects), random.pick(places)]
  const year = 1990 + random.int(35)
  switch (kind) {
    case 'Lesson':
      return said(random, joined(w('Phải', 'One must keep'), lower(verb), object, w('ở', 'in'), place))
    case 'Directive':
      return said(random, joined(w('Văn kiện về', 'On'), lower(verb), object, w(`năm ${year}`, `in ${year}`)))
    case 'Body':
      return said(random, joined(random.pick(offices), place, term(1 + random.int(30))))
    case 'Principle':
      return said(random, joined(verb, object, random.pick(manners)))
    case 'Outcome':
      return said(random, joined(w('Kết quả', 'Result of'), lower(verb), object, w('tại', 'in'), place))
    case 'Challenge':
      return said(random, joined(w('Hạn chế trong', 'Shortcomings in'), object, w('ở', 'in'), place))
    case 'Source':
      return said(random, joined(w('Báo cáo', 'Report on'), object, place, w(`năm ${year}`, `in ${year}`)))
    default:
      return said(random, joined(verb, object, w('tại', 'in'), place, w(`năm ${year}`, `in ${year}`)))
  }
}

/** Two or three sentences. */
export function statementOf(random: Random): Localized {
  const sentences = Array.from({ length: 2 + random.int(2) }, () => sentence(random))
  const text = joined(...sentences)
  return said(random, text)
}

/** The Vietnamese text of a passage, about 300 characters. */
export const passageText = (random: Random): string =>
  Array.from({ length: 3 }, () => sentence(random).vi)
    .join(' ')
    .normalize('NFC')

const sentence = (random: Random): Words => {
  const [verb, object, place, manner] = [verbs, objects, places, manners].map((list) =>
    random.pick(list),
  ) as [Words, Words, Words, Words]
  const text = joined(verb, object, w('tại', 'in'), place, manner)
  return { vi: `${text.vi}.`, en: `${text.en}.` }
}

const w = (vi: string, en: string): Words => ({ vi, en })

const term = (number: number): Words => w(`khóa ${number}`, `(term ${number})`)

const joined = (...parts: readonly Words[]): Words => ({
  vi: parts.map(({ vi }) => vi).join(' '),
  en: parts.map(({ en }) => en).join(' '),
})

const lower = ({ vi, en }: Words): Words => ({ vi: firstLower(vi), en: firstLower(en) })

const firstLower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

const said = (random: Random, { vi, en }: Words): Localized => ({
  vi: vi.normalize('NFC'),
  en: random.chance(TRANSLATED) ? en : null,
})
