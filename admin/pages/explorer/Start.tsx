import { Box, Button, Paper, Skeleton, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { useModel } from '../../data/ModelContext.tsx'
import { request } from '../../data/graphql.ts'
import { useLang } from '../../i18n/useLang.ts'
import { readHubs } from './answers.ts'
import { hubsDocument, statsDocument } from './documents.ts'
import type { GraphNode } from './graph.ts'
import { hubRelations } from './hubs.ts'
import { KindDot } from './KindLabel.tsx'
import { Failure } from './Failure.tsx'
import { useLoad } from './use-load.ts'

const EACH = 3

/** The empty canvas: what this page is for, and nodes worth beginning with. */
export function Start({ onPick }: { onPick: (node: GraphNode) => void }) {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  const { data, error, loading, retry } = useLoad(
    useMemo(
      () => async (signal: AbortSignal) => {
        const { stats } = await request(statsDocument, {}, signal)
        const relations = hubRelations(model, stats.links)
        if (relations.length === 0) return []
        return readHubs(relations, await request(hubsDocument(model, relations), { first: EACH }, signal))
      },
      [model],
    ),
  )
  return (
    <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2 }}>
      <Box>
        <Typography variant="h6" component="h2">
          {translate('explorer.start.title')}
        </Typography>
        <Typography sx={{ color: 'text.secondary', maxWidth: '70ch' }}>
          {translate('explorer.start.text')}
        </Typography>
      </Box>
      {error === undefined ? null : <Failure error={error} retry={retry} />}
      {loading ? <Skeleton variant="rounded" height={160} /> : null}
      {data?.length === 0 ? <Typography>{translate('explorer.start.empty')}</Typography> : null}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { md: '1fr 1fr' } }}>
        {data?.map(({ relation, nodes }) => (
          <Box component="section" key={`${relation.from} ${relation.name}`}>
            <Typography
              variant="subtitle2"
              component="h3"
              sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5, fontWeight: 600 }}
            >
              <KindDot kind={relation.from} />
              {model.kind(relation.from).pluralWords[lang]}
            </Typography>
            {nodes.map(({ node, count }) => (
              <Button
                key={node.id}
                fullWidth
                color="inherit"
                onClick={() => onPick(node)}
                sx={{ display: 'block', textAlign: 'left', fontWeight: 500, px: 1 }}
              >
                {node.title[lang]}
                <Typography component="div" variant="body2" sx={{ color: 'text.secondary' }}>
                  {relation.words[lang]}: {count}
                </Typography>
              </Button>
            ))}
          </Box>
        ))}
      </Box>
    </Paper>
  )
}
