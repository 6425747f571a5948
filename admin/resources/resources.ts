import type { I18nProvider, ResourceProps } from 'react-admin'
import type { Model } from '../../server/model/index.ts'
import { titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { langOf } from '../i18n/useLang.ts'
import { iconOf } from './icons.ts'
import { NodeCreate } from './NodeCreate.tsx'
import { NodeEdit } from './NodeEdit.tsx'
import { NodeList } from './NodeList.tsx'
import { NodeShow } from './NodeShow.tsx'

/** One resource for each kind of the model; all of them share their pages. */
export const resourcesOf = (model: Model, i18n: I18nProvider): ResourceProps[] =>
  model.kinds.map((kind) => ({
    name: kind.plural,
    icon: iconOf(model, kind.name),
    list: NodeList,
    show: NodeShow,
    edit: NodeEdit,
    create: NodeCreate,
    recordRepresentation: (record: NodeRecord) => titleOf(kind, record, langOf(i18n.getLocale())),
  }))
