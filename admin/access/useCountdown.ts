import { useEffect, useState } from 'react'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Counts seconds down. @returns those that are left, and what begins it. */
export function useCountdown(): readonly [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (until === 0) return
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) setUntil(0)
    }, 500)
    return () => clearInterval(timer)
  }, [until])
  const begin = (seconds: number) => {
    setNow(Date.now())
    setUntil(Date.now() + seconds * 1000)
  }
  return [Math.max(0, Math.ceil((until - now) / 1000)), begin]
}

/** Seconds as a person counts them: in minutes from two of them on. */
export const sayWait = (seconds: number, translate: Translate): string =>
  seconds < 120
    ? translate('access.signIn.seconds', { smart_count: seconds })
    : translate('access.signIn.minutes', { smart_count: Math.ceil(seconds / 60) })
