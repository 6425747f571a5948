import { Alert, Box, Button } from '@mui/material'
import { useTranslate } from 'react-admin'
import { sayInstant } from '../data/format.ts'
import { useLang } from '../i18n/useLang.ts'
import { sayActor } from '../history/words.ts'
import type { News } from './useNews.ts'

interface NewsNoticeProps {
  readonly news: News | null
  /** The message under `live` that says what was changed. */
  readonly says:
    | 'changed'
    | 'deleted'
    | 'quoted'
    | 'owned'
    | 'links'
    | 'list'
    | 'graph'
    | 'log'
    | 'undone'
    | 'canvas'
    | 'compared'
  /** Whether somebody may be typing, who wants to know that nothing of it is lost. */
  readonly whileTyping?: boolean
  /** Left out where there is nothing new to be shown. */
  readonly onSee?: (() => void) | undefined
}

/** Says quietly who has changed what the page shows; it stays in sight however far the page is scrolled. */
export function NewsNotice({ news, says, whileTyping = false, onSee }: NewsNoticeProps) {
  const lang = useLang()
  const translate = useTranslate()
  return (
    <Box role="status" sx={{ position: 'sticky', top: 64, zIndex: 'appBar' }}>
      {news !== null && (
        <Alert
          role="presentation"
          severity={says === 'deleted' ? 'warning' : 'info'}
          sx={{ flexWrap: 'wrap', boxShadow: 2 }}
          action={
            onSee && (
              <Button color="inherit" size="small" onClick={onSee}>
                {translate(says === 'quoted' ? 'live.seeHistory' : 'live.see')}
              </Button>
            )
          }
        >
          {translate(`live.${says}`, {
            who: sayActor(news.actor, translate),
            when: sayInstant(news.at, lang),
          })}
          {whileTyping && ` ${translate('live.typed')}`}
        </Alert>
      )}
    </Box>
  )
}
