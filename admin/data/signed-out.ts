/** Asks the person to sign in again; false when that is no use, because nobody had signed in before. */
export type AskToSignIn = () => boolean

/**
 * What was refused because its session has ended waits here until the person has signed in again, so that nothing that
 * they typed is lost.
 */
export function createSignedOut() {
  let ask: AskToSignIn = () => false
  const waiting = new Set<(isBack: boolean) => void>()
  return {
    /** Sets who asks the person. @returns what takes them off again. */
    askBy(asker: AskToSignIn): () => void {
      ask = asker
      return () => {
        ask = () => false
      }
    },
    /** Waits for the person. @returns whether they have signed in again. */
    untilBack: (signal?: AbortSignal): Promise<boolean> =>
      new Promise((fulfil) => {
        if (signal?.aborted === true || !ask()) {
          fulfil(false)
          return
        }
        const end = (isBack: boolean) => {
          waiting.delete(end)
          fulfil(isBack)
        }
        waiting.add(end)
        signal?.addEventListener('abort', () => end(false), { once: true })
      }),
    /** Lets everything that waits go on: again when somebody has signed in, refused when not. */
    settle(isBack: boolean): void {
      for (const end of [...waiting]) end(isBack)
    },
  }
}

/** Those of this tab. */
export const signedOut = createSignedOut()
