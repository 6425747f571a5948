import type {
  CreateParams,
  DataProvider,
  DeleteManyParams,
  DeleteParams,
  GetListParams,
  GetManyParams,
  GetManyReferenceParams,
  GetOneParams,
  I18nProvider,
  UpdateManyParams,
  UpdateParams,
} from 'react-admin'
import type { Kind, Model } from '../../server/model/index.ts'
import { langOf } from '../i18n/useLang.ts'
import { withDerived } from './derived.ts'
import {
  createDocument,
  deleteDocument,
  manyDocument,
  oneDocument,
  searchDocument,
  updateDocument,
} from './documents.ts'
import { worded } from './errors.ts'
import { filterOf, sortOf } from './filters.ts'
import type { FilterValues } from './filters.ts'
import { ApiError, request } from './graphql.ts'
import { MergedAway } from './merged-away.ts'
import { asOfVariable, readMoment } from './moments.ts'
import type { Moment } from './moments.ts'
import { createPages } from './pages.ts'
import { MAX_ROWS } from './paging.ts'
import { REASON, inputOf, patchOf, recordOf } from './records.ts'
import type { NodeRecord } from './records.ts'

/** The most hits that the API's search gives. */
const MAX_SEARCHED = 50

/** React-admin's data provider over the GraphQL API, derived from the model. */
export function createDataProvider(model: Model, i18n: I18nProvider): DataProvider {
  const pages = createPages(model)
  const lang = () => langOf(i18n.getLocale())
  const apiLang = () => (lang() === 'en' ? 'EN' : 'VI')
  const said = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      throw worded(error, i18n.translate)
    }
  }

  const list = async (
    resource: string,
    { page, perPage }: { page: number; perPage: number },
    sort: { field: string; order: 'ASC' | 'DESC' },
    filter: FilterValues,
    meta: unknown,
    signal: AbortSignal | undefined,
  ) => {
    const kind = kindOf(model, resource)
    const words = filter.q?.trim() ?? ''
    if (isSearch(meta) && words !== '' && 'field' in kind.titledBy) {
      const { search } = await said(
        request(searchDocument(model, kind), { text: words, first: Math.min(perPage, MAX_SEARCHED) }, signal),
      )
      const data = search.nodes.map(({ entity }) => recordOf(kind, entity))
      return { data, total: data.length }
    }
    const { nodes, totalCount } = await said(
      pages.read(
        {
          kind,
          filter: filterOf(model, kind, filter),
          sort: sortOf(model, kind, sort, lang()),
          columns: columnsOf(meta),
          asOf: asOfOf(meta),
        },
        page,
        perPage,
        signal,
      ),
    )
    return { data: nodes.map((node) => recordOf(kind, node)), total: totalCount }
  }

  const many = async (kind: Kind, ids: readonly string[], signal?: AbortSignal): Promise<NodeRecord[]> => {
    const found: NodeRecord[] = []
    for (let at = 0; at < ids.length; at += MAX_ROWS) {
      const some = ids.slice(at, at + MAX_ROWS)
      const { page } = await said(
        request(manyDocument(model, kind), { ids: some, first: some.length }, signal),
      )
      found.push(...page.nodes.map((node) => recordOf(kind, node)))
    }
    return found
  }

  const remove = async (kind: Kind, id: string, expectedVersion: number) => {
    await said(request(deleteDocument(kind), { id, expectedVersion }))
    pages.forget()
  }

  const update = async (kind: Kind, id: string, before: NodeRecord, after: object) => {
    const input = patchOf(kind, before, await withDerived(kind, before, { ...after }))
    const { node } = await said(
      request(updateDocument(model, kind), {
        id,
        expectedVersion: before.version,
        input,
        reason: reasonOf(after),
        lang: apiLang(),
      }),
    )
    pages.forget()
    return recordOf(kind, node)
  }

  const provider = {
    supportAbortSignal: true,

    async getList(resource: string, { pagination, sort, filter, meta, signal }: GetListParams) {
      return list(
        resource,
        pagination ?? { page: 1, perPage: 25 },
        sort ?? { field: 'id', order: 'ASC' },
        (filter ?? {}) as FilterValues,
        meta,
        signal,
      )
    },

    async getOne(resource: string, { id, meta, signal }: GetOneParams<NodeRecord>) {
      const kind = kindOf(model, resource)
      const asOf = asOfOf(meta)
      const { node } = await said(
        request(
          oneDocument(model, kind, asOf !== null),
          { id, lang: apiLang(), ...asOfVariable(asOf) },
          signal,
        ),
      )
      if (node === null) throw worded(new ApiError('', { code: 'NOT_FOUND' }), i18n.translate)
      if (node.id !== id) throw new MergedAway(node.id)
      return { data: recordOf(kind, node) }
    },

    async getMany(resource: string, { ids, signal }: GetManyParams<NodeRecord>) {
      return { data: await many(kindOf(model, resource), ids.map(String), signal) }
    },

    async getManyReference(
      resource: string,
      { target, id, pagination, sort, filter, meta, signal }: GetManyReferenceParams,
    ) {
      const asked = (filter ?? {}) as FilterValues
      const fields = { ...asked.fields, [target]: { id: { eq: String(id) } } }
      return list(resource, pagination, sort, { ...asked, fields }, meta, signal)
    },

    async create(resource: string, { data }: CreateParams<NodeRecord>) {
      const kind = kindOf(model, resource)
      const { node } = await said(
        request(createDocument(model, kind), {
          input: inputOf(kind, data),
          reason: reasonOf(data),
          lang: apiLang(),
        }),
      )
      pages.forget()
      return { data: recordOf(kind, node) }
    },

    async update(resource: string, { id, data, previousData }: UpdateParams<NodeRecord>) {
      return { data: await update(kindOf(model, resource), id, previousData, data) }
    },

    async updateMany(resource: string, { ids, data }: UpdateManyParams<NodeRecord>) {
      const kind = kindOf(model, resource)
      for (const before of await many(kind, ids.map(String)))
        await update(kind, before.id, before, { ...before, ...data })
      return { data: ids }
    },

    async delete(resource: string, { id, previousData }: DeleteParams<NodeRecord>) {
      if (previousData === undefined) throw new Error('A deletion names the version that was last seen')
      await remove(kindOf(model, resource), id, previousData.version)
      return { data: previousData }
    },

    async deleteMany(resource: string, { ids }: DeleteManyParams<NodeRecord>) {
      const kind = kindOf(model, resource)
      for (const { id, version } of await many(kind, ids.map(String))) await remove(kind, id, version)
      return { data: ids }
    },
  }
  // React-admin lets each caller choose the type of its records; whatever the kind, ours are NodeRecords.
  return provider as unknown as DataProvider
}

/** @throws Error on a resource that is no kind of the model: a mistake in code. */
export function kindOf(model: Model, resource: string | undefined): Kind {
  const kind = model.kinds.find(({ plural }) => plural === resource)
  if (kind === undefined) throw new Error(`No kind is listed as ${String(resource)}`)
  return kind
}

const columnsOf = (meta: unknown): readonly string[] =>
  typeof meta === 'object' && meta !== null && 'columns' in meta && Array.isArray(meta.columns)
    ? meta.columns.filter((column) => typeof column === 'string')
    : []

/** Whether the full-text search is to answer, as for a person who types to pick a node. */
const isSearch = (meta: unknown): boolean => typeof meta === 'object' && meta !== null && 'search' in meta

/** The moment as of which something is to be read; null for the present. */
const asOfOf = (meta: unknown): Moment | null =>
  typeof meta === 'object' && meta !== null && 'asOf' in meta && typeof meta.asOf === 'string'
    ? readMoment(meta.asOf)
    : null

/** What a person gave as the reason of a change, for the change log. */
const reasonOf = (values: object): string | null => {
  const reason = REASON in values ? values[REASON] : null
  return typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : null
}
