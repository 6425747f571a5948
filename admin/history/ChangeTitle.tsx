import { Link } from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { upperFirst } from '../../server/model/index.ts'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { kindOfValue } from '../links/relations.ts'
import { declarationOf, endTitles } from './account.ts'
import type { LinkEnds } from './account.ts'
import { useKnownNames } from './NamesContext.tsx'
import { NodeLink } from './NodeLink.tsx'
import type { ToldChange, Viewpoint } from './types.ts'
import { saySubject } from './words.ts'

/** What is told of a change: that it was made, or that it would be. */
export type Tense = 'done' | 'will'

interface NodeTitleProps {
  readonly change: ToldChange
  readonly tense: Tense
  /** The node that it was merged into. */
  readonly into?: string
}

/** "Sửa Văn kiện: Chỉ thị 05", with a way to it: also what was deleted has a page, which tells of that. */
export function NodeTitle({ change, tense, into }: NodeTitleProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const createPath = useCreatePath()
  const { action, kind, targetId, title } = change
  const resource = model.kinds.find(({ name }) => name === kind)?.plural
  const verb = translate(`history.${tense}.${into === undefined ? action : 'MERGED'}`)
  return (
    <>
      {upperFirst(`${verb} ${saySubject(model, change, lang, translate)}`)}:{' '}
      {resource === undefined ? (
        title
      ) : (
        <Link component={RouterLink} to={createPath({ resource, id: targetId, type: 'show' })}>
          {title ?? targetId}
        </Link>
      )}
      {into !== undefined && (
        <>
          {' '}
          {translate('history.into')} <NodeLink id={into} fallback={undefined} />
        </>
      )}
    </>
  )
}

interface LinkTitleProps {
  readonly change: ToldChange
  readonly ends: LinkEnds
  readonly tense: Tense
  readonly viewpoint: Viewpoint | undefined
}

/** "Thêm liên kết: viện dẫn Chỉ thị 05" from one of its ends, or with both ends where nobody stands at one. */
export function LinkTitle({ change, ends: { from, to }, tense, viewpoint }: LinkTitleProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const names = useKnownNames()
  const then = endTitles(change.title)
  const kindAt = (id: string) => {
    if (id === viewpoint?.id) return viewpoint.kind
    const value = names.node(id)?.kind
    return value === undefined ? undefined : kindOfValue(model, value)?.name
  }
  const link = declarationOf(model, change.kind, { from: kindAt(from), to: kindAt(to) })
  const words = (side: 'words' | 'reverseWords') => link?.[side][lang] ?? translate('history.linked')
  const verb = upperFirst(`${translate(`history.${tense}.${change.action}`)} ${translate('history.link')}`)
  const fromLink = <NodeLink id={from} fallback={then?.from} />
  const toLink = <NodeLink id={to} fallback={then?.to} />
  if (from === viewpoint?.id)
    return (
      <>
        {verb}: <em>{words('words')}</em> {toLink}
      </>
    )
  if (to === viewpoint?.id)
    return (
      <>
        {verb}: <em>{words('reverseWords')}</em> {fromLink}
      </>
    )
  return (
    <>
      {verb}: {fromLink} — <em>{words('words')}</em> → {toLink}
    </>
  )
}
