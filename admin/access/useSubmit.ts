import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { noProblems, problemsOf } from './problems.ts'
import type { Problems } from './problems.ts'

/** Sends a form about people, keys or sessions, and tells what was refused in the person's words. */
export function useSubmit(): {
  readonly isBusy: boolean
  readonly problems: Problems
  /** Says what is wrong before anything is sent. */
  readonly refuse: (fields: Problems['fields']) => void
  /** @returns what came of it; undefined when it was refused. */
  readonly submit: <Result>(work: () => Promise<Result>) => Promise<Result | undefined>
} {
  const translate = useTranslate()
  const [isBusy, setIsBusy] = useState(false)
  const [problems, setProblems] = useState(noProblems)
  return {
    isBusy,
    problems,
    refuse: (fields) => setProblems({ ...noProblems, fields }),
    submit: async (work) => {
      setIsBusy(true)
      setProblems(noProblems)
      try {
        return await work()
      } catch (error) {
        setProblems(problemsOf(error, translate))
        return undefined
      } finally {
        setIsBusy(false)
      }
    },
  }
}
