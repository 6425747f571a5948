import { Create, ListButton, TopToolbar, useCreate, useNotify, useRedirect, useTranslate } from 'react-admin'
import { Guarded } from '../access/Guarded.tsx'
import { titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { formErrors } from './form-errors.ts'
import { NodeForm } from './NodeForm.tsx'
import { PageTitle } from './PageTitle.tsx'
import { useKind } from './useKind.ts'

/** A new node of a kind. */
export function NodeCreate() {
  const kind = useKind()
  return (
    <Guarded for={`Mutation.create${kind.name}`}>
      <Page />
    </Guarded>
  )
}

function Page() {
  const kind = useKind()
  const lang = useLang()
  const translate = useTranslate()
  const notify = useNotify()
  const redirect = useRedirect()
  const [create] = useCreate<NodeRecord>()
  const save = async (values: Readonly<Record<string, unknown>>) => {
    try {
      const made = (await create(kind.plural, { data: values }, { returnPromise: true })) as NodeRecord
      notify('lg.notice.created', {
        type: 'success',
        messageArgs: { kind: kind.words[lang], title: titleOf(kind, made, lang) },
      })
      redirect('show', kind.plural, made.id)
      return undefined
    } catch (error) {
      return formErrors(kind, error, lang, translate)
    }
  }
  return (
    <Create
      component="div"
      title={<PageTitle action="create" />}
      actions={
        <TopToolbar>
          <ListButton />
        </TopToolbar>
      }
    >
      <NodeForm onSubmit={save} />
    </Create>
  )
}
