import { Link } from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { upperFirst } from '../../server/model/index.ts'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { kindOfValue } from '../links/relations.ts'
import { declarationOf, endTitles, linkAccount } from './account.ts'
import type { EvidenceChange, LinkEnds } from './account.ts'
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
  const verb = translate(`history.${tense}.${into === undefined ? change.action : 'MERGED'}`)
  return (
    <>
      {upperFirst(`${verb} ${saySubject(model, change, lang, translate)}`)}: <TargetLink change={change} />
      {into !== undefined && (
        <>
          {' '}
          {translate('history.into')} <NodeLink id={into} fallback={undefined} />
        </>
      )}
    </>
  )
}

function TargetLink({ change: { kind, targetId, title } }: Pick<NodeTitleProps, 'change'>) {
  const createPath = useCreatePath()
  const resource = useModel().kinds.find(({ name }) => name === kind)?.plural
  if (resource === undefined) return title
  return (
    <Link component={RouterLink} to={createPath({ resource, id: targetId, type: 'show' })}>
      {title ?? targetId}
    </Link>
  )
}

/** "Thêm căn cứ trích từ đoạn này cho Văn kiện: Chỉ thị 05", on the page of the passage that is quoted. */
export function QuotationTitle({ change, quoted }: { change: ToldChange; quoted: EvidenceChange }) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const { gained, lost } = quoted
  const done = gained.length === 0 ? 'lost' : lost.length === 0 ? 'gained' : 'changed'
  const { before, after } = linkAccount(change)
  const ends = (after ?? before)?.ends
  return (
    <>
      {translate(`history.quoted.${done}`)}{' '}
      {change.subject === 'NODE' ? (
        <>
          {saySubject(model, change, lang, translate)}: <TargetLink change={change} />
        </>
      ) : (
        <>
          {translate('history.link')}: {ends && <BothEnds change={change} ends={ends} />}
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
export function LinkTitle({ change, ends, tense, viewpoint }: LinkTitleProps) {
  const translate = useTranslate()
  const words = useLinkWords(change, ends, viewpoint)
  const then = endTitles(change.title)
  const verb = upperFirst(`${translate(`history.${tense}.${change.action}`)} ${translate('history.link')}`)
  if (ends.from === viewpoint?.id)
    return (
      <>
        {verb}: <em>{words('words')}</em> <NodeLink id={ends.to} fallback={then?.to} />
      </>
    )
  if (ends.to === viewpoint?.id)
    return (
      <>
        {verb}: <em>{words('reverseWords')}</em> <NodeLink id={ends.from} fallback={then?.from} />
      </>
    )
  return (
    <>
      {verb}: <BothEnds change={change} ends={ends} />
    </>
  )
}

/** "Bài học 1 — viện dẫn → Chỉ thị 05" */
function BothEnds({ change, ends }: Pick<LinkTitleProps, 'change' | 'ends'>) {
  const words = useLinkWords(change, ends)
  const then = endTitles(change.title)
  return (
    <>
      <NodeLink id={ends.from} fallback={then?.from} /> — <em>{words('words')}</em> →{' '}
      <NodeLink id={ends.to} fallback={then?.to} />
    </>
  )
}

/** What a link is called from either of its ends. */
function useLinkWords({ kind }: ToldChange, { from, to }: LinkEnds, viewpoint?: Viewpoint) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const names = useKnownNames()
  const kindAt = (id: string) => {
    if (id === viewpoint?.id) return viewpoint.kind
    const value = names.node(id)?.kind
    return value === undefined ? undefined : kindOfValue(model, value)?.name
  }
  const link = declarationOf(model, kind, { from: kindAt(from), to: kindAt(to) })
  return (side: 'words' | 'reverseWords') => link?.[side][lang] ?? translate('history.linked')
}
