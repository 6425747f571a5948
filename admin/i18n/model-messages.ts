import type { Kind, Model, Relation } from '../../server/model/index.ts'
import type { Lang } from './useLang.ts'

type Messages = Record<string, string | Record<string, string>>

/** What react-admin calls resources and their fields, in the model's words, so that a new kind needs no message file. */
export function modelMessages(model: Model, lang: Lang): { resources: Record<string, Messages> } {
  return {
    resources: Object.fromEntries(
      model.kinds.map((kind) => [
        kind.plural,
        {
          name: `${kind.words[lang]} |||| ${kind.pluralWords[lang]}`,
          fields: fieldMessages(kind, model.relations(kind.name), lang),
        },
      ]),
    ),
  }
}

const fieldMessages = (kind: Kind, relations: readonly Relation[], lang: Lang): Record<string, string> => ({
  ...Object.fromEntries(relations.map((relation) => [relation.name, relation.words[lang]])),
  ...Object.fromEntries(Object.entries(kind.fields).map(([name, field]) => [name, field.words[lang]])),
})
