import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useModel } from '../data/ModelContext.tsx'
import { LinkValue } from '../links/LinkValue.tsx'
import { DifferenceValue } from '../resources/DifferenceValue.tsx'
import { MarkedText } from '../resources/MarkedText.tsx'
import { usePieceLabel } from '../resources/usePieceLabel.ts'
import { useTranslate } from 'react-admin'
import { endTitles, hasMoved, linkAccount, nodeAccount, quotationChange, saysNothing } from './account.ts'
import type { EvidenceChange, LinkAccount, LinkSide, LinkValueName, NodeAccount } from './account.ts'
import { BeforeAfter } from './BeforeAfter.tsx'
import { LinkTitle, NodeTitle, QuotationTitle } from './ChangeTitle.tsx'
import type { Tense } from './ChangeTitle.tsx'
import { EvidenceChanges } from './EvidenceChanges.tsx'
import { NodeLink } from './NodeLink.tsx'
import type { ToldChange, Viewpoint } from './types.ts'
import { Unfold } from './Unfold.tsx'

interface ChangeItemProps {
  readonly change: ToldChange
  readonly tense?: Tense
  /** From whose side links are told; from nobody's where it is left out. */
  readonly viewpoint?: Viewpoint | undefined
  /** Whether what an update changed waits to be asked for, as what came or went as a whole always does. */
  readonly folded?: boolean
}

/** One change in words: what was done to which, and each value before and after; of what quotes who looks, the quotation. */
export function ChangeItem({ change, ...told }: ChangeItemProps) {
  const quoted = quotationChange(change, told.viewpoint)
  if (quoted !== null) return <QuotationChange change={change} quoted={quoted} viewpoint={told.viewpoint} />
  return change.subject === 'NODE' ? (
    <NodeChange change={change} {...told} />
  ) : (
    <LinkChange change={change} {...told} />
  )
}

function QuotationChange({
  change,
  quoted,
  viewpoint,
}: Pick<ChangeItemProps, 'change' | 'viewpoint'> & { quoted: EvidenceChange }) {
  return (
    <Item title={<QuotationTitle change={change} quoted={quoted} />} name={change.title ?? ''} folded={false}>
      <Details>
        <EvidenceChanges evidence={quoted} here={viewpoint?.id} />
      </Details>
    </Item>
  )
}

function NodeChange({ change, tense = 'done', folded = false }: ChangeItemProps) {
  const kind = useModel().kinds.find(({ name }) => name === change.kind)
  const account = kind && nodeAccount(kind, change)
  const into = change.into ?? undefined
  return (
    <Item
      title={<NodeTitle change={change} tense={tense} {...(into !== undefined && { into })} />}
      name={change.title ?? ''}
      folded={folded || change.action !== 'UPDATED'}
    >
      {account !== undefined && !saysNothing(account) && (
        <Details>
          <NodeValues change={change} account={account} />
        </Details>
      )}
    </Item>
  )
}

function NodeValues({ change, account }: { change: ToldChange; account: NodeAccount }) {
  const label = usePieceLabel()
  const { action } = change
  const { pieces, evidence } = account
  const calledThen = namesOf(change)
  return (
    <>
      {pieces.map((piece) => (
        <BeforeAfter
          key={piece.path}
          label={label(piece)}
          action={action}
          before={
            <DifferenceValue
              {...{ field: piece.field, value: piece.before, other: piece.after, tone: 'gone' }}
              called={calledThen(piece.before)}
            />
          }
          after={
            <DifferenceValue
              {...{ field: piece.field, value: piece.after, other: piece.before, tone: 'come' }}
              called={calledThen(piece.after)}
            />
          }
        />
      ))}
      <EvidenceChanges evidence={evidence} calledThen={calledThen} />
    </>
  )
}

/** What the change touched may be called otherwise by now, or be gone. */
const namesOf =
  ({ touches = [] }: ToldChange) =>
  (id: unknown): string | undefined =>
    touches.find((one) => one.id === id)?.title ?? undefined

function LinkChange({ change, tense = 'done', viewpoint, folded = false }: ChangeItemProps) {
  const account = linkAccount(change)
  const side = sideFor(account, viewpoint)
  if (side === null) return null
  return (
    <Item
      title={<LinkTitle change={change} ends={side.ends} tense={tense} viewpoint={viewpoint} />}
      name={change.title ?? ''}
      folded={folded || change.action !== 'UPDATED'}
    >
      {!saysNothing(account) && (
        <Details>
          <LinkValues change={change} account={account} />
        </Details>
      )}
    </Item>
  )
}

/** The side that leads to or from who looks: a link that was moved away is told as it was, any other as it is. */
function sideFor({ before, after }: LinkAccount, viewpoint: Viewpoint | undefined): LinkSide | null {
  const meets = (side: LinkSide | null) =>
    side !== null && (side.ends.from === viewpoint?.id || side.ends.to === viewpoint?.id)
  return after === null || (!meets(after) && meets(before)) ? before : after
}

function LinkValues({ change, account }: { change: ToldChange; account: LinkAccount }) {
  const translate = useTranslate()
  const { action, title } = change
  const { before, after, values, evidence } = account
  const then = endTitles(title)
  const moved = hasMoved(account)
  return (
    <>
      {moved &&
        (['from', 'to'] as const)
          .filter((end) => before?.ends[end] !== after?.ends[end])
          .map((end) => (
            <BeforeAfter
              key={end}
              label={translate(`history.linkPart.${end}`)}
              action="UPDATED"
              before={<End id={before?.ends[end]} fallback={then?.[end]} />}
              after={<End id={after?.ends[end]} fallback={undefined} />}
            />
          ))}
      {values.map((name) => (
        <BeforeAfter
          key={name}
          label={translate(`history.linkPart.${name}`)}
          action={action}
          before={<Said name={name} side={before} other={after} tone="gone" />}
          after={<Said name={name} side={after} other={before} tone="come" />}
        />
      ))}
      <EvidenceChanges evidence={evidence} calledThen={namesOf(change)} />
    </>
  )
}

const End = ({ id, fallback }: { id: string | undefined; fallback: string | undefined }) =>
  id === undefined ? null : (
    <Typography variant="body2">
      <NodeLink id={id} fallback={fallback} />
    </Typography>
  )

interface SaidProps {
  readonly name: LinkValueName
  readonly side: LinkSide | null
  readonly other: LinkSide | null
  readonly tone: 'gone' | 'come'
}

/** What a link said of itself on one side of a change. */
function Said({ name, side, other, tone }: SaidProps) {
  if (side === null) return null
  if (name === 'note' && side.values.note !== '')
    return <MarkedText text={side.values.note} other={other?.values.note ?? ''} tone={tone} />
  return <LinkValue name={name} values={side.values} />
}

interface ItemProps {
  readonly title: ReactNode
  /** What the change is about, for who hears the button that unfolds it. */
  readonly name: string
  readonly folded: boolean
  /** False where there is nothing more to say. */
  readonly children: ReactNode
}

function Item({ title, name, folded, children }: ItemProps) {
  const translate = useTranslate()
  return (
    <Box component="li" sx={{ py: 0.75, minWidth: 0 }}>
      <Typography component="div" sx={{ overflowWrap: 'anywhere' }}>
        {title}
      </Typography>
      {children !== false &&
        (folded ? (
          <Unfold label={translate('history.details')} about={name}>
            {children}
          </Unfold>
        ) : (
          children
        ))}
    </Box>
  )
}

const Details = ({ children }: { children: ReactNode }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      mt: 0.75,
      pl: 1.5,
      borderLeft: 2,
      borderColor: 'divider',
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: 1,
    }}
  >
    {children}
  </Box>
)
