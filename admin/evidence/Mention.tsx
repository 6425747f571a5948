import { styled } from '@mui/material'

/** The quoted words within their text, marked so that both themes stay readable. */
export const Mention = styled('mark')(({ theme }) => ({
  color: 'inherit',
  backgroundColor: theme.alpha(theme.palette.warning.main, 0.28),
  borderRadius: 2,
}))
