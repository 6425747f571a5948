import {
  boolean,
  createModel,
  date,
  dateTime,
  decimal,
  integer,
  kind,
  link,
  localized,
  model,
  oneOf,
  reference,
  text,
} from '../../server/model/index.ts'

const words = (name: string) => ({ vi: `${name} vi`, en: `${name} en` })

/** A kind that no installation has, with a field of every type. */
export const Vessel = kind({
  name: 'Vessel',
  plural: 'vessels',
  words: words('vessel'),
  pluralWords: words('vessels'),
  titledBy: { field: 'label' },
  fields: {
    label: localized(words('label'), { required: true, searched: 3 }),
    log: localized(words('log'), { max: 20_000, multiline: true }),
    registry: text(words('registry'), { max: 20, searched: 1 }),
    crew: integer(words('crew'), { min: 1, max: 99 }),
    draught: decimal(words('draught')),
    afloat: boolean(words('afloat')),
    launched: date(words('launched')),
    sighted: dateTime(words('sighted')),
    rig: oneOf(words('rig'), { SLOOP: words('sloop'), KETCH: words('ketch') }),
  },
})

/** Called by a number, and belonging to the other. */
export const Deck = kind({
  name: 'Deck',
  plural: 'decks',
  words: words('deck'),
  pluralWords: words('decks'),
  titledBy: { word: { vi: 'Boong', en: 'Deck' }, number: 'level' },
  fields: {
    vessel: reference(words('vessel'), 'Vessel', { reads: 'decks', words: words('has decks') }),
    level: integer(words('level'), { required: true, min: 1 }),
    plan: text(words('plan'), { max: 50_000, multiline: true }),
    sha256: text(words('sha256'), { max: 64, digestOf: 'plan' }),
    length: integer(words('length'), { min: 1, lengthOf: 'plan' }),
  },
})

/** The model of this installation with a made-up kind, its belongings and a link, and no other edit. */
export const made = createModel({
  kinds: [...model.kinds, Vessel, Deck],
  links: [
    ...model.links,
    link({
      from: 'Vessel',
      to: 'Vessel',
      reads: 'tows',
      reverse: 'towedBy',
      words: words('tows'),
      reverseWords: words('towed by'),
    }),
  ],
})
