import AccountIcon from '@mui/icons-material/AccountCircleOutlined'
import LoginIcon from '@mui/icons-material/Login'
import { Box, Button, Divider, Menu, MenuItem, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Link as RouterLink, useLocation } from 'react-router-dom'
import { sayError } from '../data/errors.ts'
import type { Viewer } from './documents.ts'
import { signInPath } from './next.ts'
import { useSignOut } from './useSignOut.ts'
import { useViewer } from './ViewerContext.tsx'

/** Who one is and what can be done about it; for one who is not signed in, the way to do so. */
export function AccountMenu() {
  const { viewer } = useViewer()
  return viewer.person === null ? <SignInButton /> : <PersonMenu person={viewer.person} />
}

// A phone has no room for words beside the icon.
const words = { display: { xs: 'none', sm: 'inline' } }
const button = { minWidth: 0, '& .MuiButton-startIcon': { mr: { xs: 0, sm: 1 } } }

function SignInButton() {
  const translate = useTranslate()
  const location = useLocation()
  return (
    <Button
      color="inherit"
      component={RouterLink}
      to={signInPath(location)}
      aria-label={translate('access.signIn.action')}
      startIcon={<LoginIcon />}
      sx={button}
    >
      <Box component="span" sx={words}>
        {translate('access.signIn.action')}
      </Box>
    </Button>
  )
}

function PersonMenu({ person }: { person: NonNullable<Viewer['person']> }) {
  const translate = useTranslate()
  const notify = useNotify()
  const signOut = useSignOut()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setAnchor(null)
  const leave = () => {
    close()
    signOut().catch((error: unknown) => notify(sayError(error, translate), { type: 'error' }))
  }
  return (
    <>
      <Button
        color="inherit"
        aria-label={translate('access.menu.label', { name: person.name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        startIcon={<AccountIcon />}
        sx={button}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        <Box
          component="span"
          sx={{ ...words, maxWidth: 160, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {person.name}
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <Box component="li" sx={{ px: 2, py: 1, maxWidth: 320, overflowWrap: 'anywhere' }} role="none">
          <Typography sx={{ fontWeight: 600 }}>{person.name}</Typography>
          <Typography variant="body2" color="textSecondary">
            {person.email}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {translate(`access.role.${person.role}`)}
          </Typography>
        </Box>
        <Divider component="li" />
        <MenuItem component={RouterLink} to="/account" onClick={close}>
          {translate('access.account.title')}
        </MenuItem>
        <MenuItem onClick={leave}>{translate('access.menu.signOut')}</MenuItem>
      </Menu>
    </>
  )
}
