import FitIcon from '@mui/icons-material/FitScreenOutlined'
import InIcon from '@mui/icons-material/ZoomIn'
import OutIcon from '@mui/icons-material/ZoomOut'
import { Box, IconButton, Tooltip } from '@mui/material'
import { useTranslate } from 'react-admin'

interface Props {
  readonly onZoomIn: () => void
  readonly onZoomOut: () => void
  readonly onFit: () => void
}

/** Zooming for those without a wheel or a second finger. */
export function CanvasTools({ onZoomIn, onZoomOut, onFit }: Props) {
  const translate = useTranslate()
  const tools = [
    { words: translate('explorer.zoom.in'), Icon: InIcon, act: onZoomIn },
    { words: translate('explorer.zoom.out'), Icon: OutIcon, act: onZoomOut },
    { words: translate('explorer.zoom.fit'), Icon: FitIcon, act: onFit },
  ]
  return (
    <Box
      sx={{
        position: 'absolute',
        top: 0,
        right: 4,
        display: 'flex',
        bgcolor: 'background.paper',
        borderRadius: 1,
      }}
    >
      {tools.map(({ words, Icon, act }) => (
        <Tooltip key={words} title={words}>
          <IconButton size="small" aria-label={words} onClick={act}>
            <Icon fontSize="small" />
          </IconButton>
        </Tooltip>
      ))}
    </Box>
  )
}
