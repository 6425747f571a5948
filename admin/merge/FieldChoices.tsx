import { Box, FormControlLabel, Radio, RadioGroup, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Kind } from '../../server/model/index.ts'
import { DifferenceValue } from '../resources/DifferenceValue.tsx'
import { usePieceLabel } from '../resources/usePieceLabel.ts'
import type { MergeField } from './documents.ts'
import { pieceAt } from './pieces.ts'
import type { Preview } from './useMerge.ts'

interface FieldChoicesProps {
  readonly kind: Kind
  readonly preview: Preview
  /** By the field's path, the node whose value it takes. */
  readonly choice: Readonly<Record<string, string>>
  readonly onChoose: (field: string, id: string) => void
}

/** The fields on which the nodes differ, with their values side by side, one of which is chosen for each. */
export function FieldChoices({ kind, preview, choice, onChoose }: FieldChoicesProps) {
  const translate = useTranslate()
  const { fields } = preview.result
  if (fields.length === 0)
    return <Typography color="textSecondary">{translate('history.merge.sameFields')}</Typography>
  return (
    <Stack sx={{ gap: 2 }}>
      {fields.map((field) => (
        <FieldChoice
          key={field.field}
          kind={kind}
          nodes={preview.nodes}
          field={field}
          chosen={choice[field.field] ?? field.chosen}
          onChoose={(id) => onChoose(field.field, id)}
        />
      ))}
    </Stack>
  )
}

interface FieldChoiceProps {
  readonly kind: Kind
  readonly nodes: Preview['nodes']
  readonly field: MergeField
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

function FieldChoice({ kind, nodes, field: { field: path, values }, chosen, onChoose }: FieldChoiceProps) {
  const label = usePieceLabel()
  const piece = pieceAt(kind, path)
  if (piece === undefined) return null
  const id = `merge-${path}`
  return (
    <Box sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5, minWidth: 0 }}>
      <Typography id={id} sx={{ fontWeight: 600 }}>
        {label(piece)}
      </Typography>
      <RadioGroup
        aria-labelledby={id}
        value={chosen}
        onChange={({ target }) => onChoose(target.value)}
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            sm: `repeat(${Math.min(nodes.length, 3)}, minmax(0, 1fr))`,
          },
        }}
      >
        {nodes.map((node) => (
          <Box key={node.id} sx={{ minWidth: 0, opacity: chosen === node.id ? 1 : 0.8 }}>
            <FormControlLabel
              value={node.id}
              control={<Radio size="small" />}
              label={node.title}
              slotProps={{ typography: { variant: 'body2', color: 'textSecondary' } }}
            />
            <DifferenceValue
              field={piece.field}
              value={valueOf(values, node.id)}
              other={chosen === node.id ? null : valueOf(values, chosen)}
            />
          </Box>
        ))}
      </RadioGroup>
    </Box>
  )
}

/** What a node says of the field; those that say nothing of it are left out of the answer. */
const valueOf = (values: MergeField['values'], id: string): unknown =>
  values.find((one) => one.id === id)?.value ?? null
