import type { Base } from './builder.ts'
import type { ChangeSetType } from './changes.ts'
import { following } from './context.ts'

/** The change log as it grows, oldest first. */
export function addLive({ builder }: Base, changeSet: ChangeSetType): void {
  builder.subscriptionType({})
  builder.subscriptionField('changes', (t) =>
    t.field({
      type: changeSet,
      description:
        'Every change set once and in order, whichever instance of the service makes it, as server-sent events: ask by ' +
        'POST with `Accept: text/event-stream`. Each event bears the sequence number of its change set as its id, and ' +
        'the header Last-Event-ID, where it is sent, stands for `after`.',
      args: {
        after: t.arg.int({
          description:
            'The sequence number that was last seen, 0 for the whole history; left out: only what comes from now on.',
        }),
      },
      ...following,
    }),
  )
}
