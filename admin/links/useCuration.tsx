import { useState } from 'react'
import type { ReactNode } from 'react'
import { useNotify } from 'react-admin'
import { DeleteLink } from './DeleteLink.tsx'
import { EditLink } from './EditLink.tsx'
import { edgeOf, withChanged, withNew, without } from './groups.ts'
import type { Group } from './groups.ts'
import { LinkDialog } from './LinkDialog.tsx'
import type { LinkRelation } from './relations.ts'
import type { LinkAnswer, LinkEdge, NodeAtHand } from './types.ts'

type Doing =
  | { readonly what: 'nothing' }
  | { readonly what: 'add'; readonly relation: LinkRelation | null }
  | { readonly what: 'edit' | 'remove'; readonly relation: LinkRelation; readonly edge: LinkEdge }

/** What an editor is doing to a node's links: the dialog for it, and what it changes on the screen. */
export function useCuration(
  node: NodeAtHand,
  change: (by: (groups: readonly Group[]) => readonly Group[]) => void,
) {
  const notify = useNotify()
  const [doing, setDoing] = useState<Doing>({ what: 'nothing' })
  const [removals, setRemovals] = useState(0)
  const close = () => setDoing({ what: 'nothing' })
  const done = (notice: string, title = '') => {
    close()
    notify(`links.notice.${notice}`, { type: 'info', messageArgs: { title } })
  }
  const gone = (edge: LinkEdge, notice: string) => {
    change((groups) => without(groups, edge.id))
    setRemovals((count) => count + 1)
    done(notice, edge.node.title)
  }
  const created = (link: LinkAnswer, relation: LinkRelation) => {
    const edge = edgeOf(link, relation)
    change((groups) => withNew(groups, relation.name, edge))
    done('created', edge.node.title)
  }
  const updated = (link: LinkAnswer, relation: LinkRelation) => {
    const edge = edgeOf(link, relation)
    change((groups) => withChanged(groups, edge))
    done('updated', edge.node.title)
  }

  const dialog = (): ReactNode => {
    switch (doing.what) {
      case 'nothing':
        return null
      case 'add':
        return (
          <LinkDialog
            node={node}
            relation={doing.relation}
            editing={null}
            onSaved={created}
            onUnchanged={close}
            onClose={close}
          />
        )
      case 'edit':
        return (
          <EditLink
            node={node}
            relation={doing.relation}
            edge={doing.edge}
            onSaved={updated}
            onUnchanged={() => done('unchanged')}
            onGone={() => gone(doing.edge, 'alreadyGone')}
            onClose={close}
          />
        )
      case 'remove':
        return (
          <DeleteLink
            edge={doing.edge}
            relation={doing.relation}
            title={node.title}
            onDeleted={(already) => gone(doing.edge, already ? 'alreadyGone' : 'deleted')}
            onClose={close}
          />
        )
    }
  }
  return {
    add: (relation: LinkRelation | null) => setDoing({ what: 'add', relation }),
    edit: (edge: LinkEdge, relation: LinkRelation) => setDoing({ what: 'edit', edge, relation }),
    remove: (edge: LinkEdge, relation: LinkRelation) => setDoing({ what: 'remove', edge, relation }),
    dialog: dialog(),
    /** Counts the links that went. */
    removals,
  }
}
