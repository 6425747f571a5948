import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import { Button, Collapse } from '@mui/material'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'

interface UnfoldProps {
  readonly label: string
  /** What it is that is unfolded, for who hears the button among many of its name. */
  readonly about: string
  readonly children: ReactNode
}

/** Something that waits to be asked for. */
export function Unfold({ label, about, children }: UnfoldProps) {
  const [open, setOpen] = useState(false)
  const region = useId()
  return (
    <>
      <Button
        size="small"
        color="inherit"
        onClick={() => setOpen(!open)}
        aria-expanded={open}
        aria-label={`${label}: ${about}`}
        {...(open && { 'aria-controls': region })}
        endIcon={<ExpandMoreIcon sx={{ transform: open ? 'rotate(180deg)' : 'none' }} />}
        sx={{ color: 'text.secondary', ml: -0.5 }}
      >
        {label}
      </Button>
      <Collapse in={open} unmountOnExit id={region}>
        {children}
      </Collapse>
    </>
  )
}
