import { badInput } from '../errors.ts'
import type { GivenMapping } from '../import/csv/mapping.ts'
import { proposeMapping } from '../import/csv/propose.ts'
import type { Proposal } from '../import/csv/propose.ts'
import type { Counts, DoubtfulItem, ImportedItem, MergedItem } from '../import/outcome.ts'
import { IMPORT_RULES } from '../import/problems.ts'
import type { ImportProblem } from '../import/problems.ts'
import { importFiles } from '../import/run.ts'
import { FORMATS, formatOf } from '../import/sources.ts'
import type { ImportFile } from '../import/sources.ts'
import { toldImport } from '../import/told.ts'
import type { ToldImport } from '../import/told.ts'
import type { Base } from './builder.ts'
import type { LogEnums } from './changes.ts'
import { authorOf } from './context.ts'
import { titleIn } from './history-fields.ts'

/** Brings files into the graph, and tells before what that would do. */
export function addImport(base: Base, enums: LogEnums): void {
  const { builder, lang, entityKind } = base
  const title = { type: lang, required: true, defaultValue: 'vi' } as const
  const format = builder.enumType('ImportFormat', { values: FORMATS })
  const choice = builder.enumType('DoubtfulChoice', {
    description:
      'What becomes of nodes that may be others of the graph: they are called alike, and nothing else tells.',
    values: {
      LEAVE: { description: 'They are left out, with their links.' },
      CREATE: { description: 'They are made as new ones.' },
      MATCH: {
        description: 'Each is taken for the one that is called so; where there are several, it is left out.',
      },
    } as const,
  })
  const mapping = builder.inputType('CsvMappingInput', {
    description: 'What the rows of a table are, and what its columns hold.',
    fields: (t) => ({
      kind: t.field({ type: entityKind, description: 'The kind of the rows; null where each is a link.' }),
      separator: t.string({
        required: true,
        defaultValue: ';',
        description: 'What stands between several values of a cell.',
      }),
      columns: t.stringList({
        description:
          'For each column id, a field (ordinal, title.vi) or a link as the row reads it (cites), or nothing; of links ' +
          'id, type, from, to, note, confidence or status. Where it is left out, the header says it.',
      }),
    }),
  })
  const file = builder.inputType('ImportFileInput', {
    fields: (t) => ({
      name: t.string({ required: true, description: 'What problems call it.' }),
      format: t.field({ type: format, description: 'Where it is left out, the name says it.' }),
      content: t.string({ required: true }),
      mapping: t.field({
        type: mapping,
        description: 'Of a table; where it is left out, the one kept or suggested.',
      }),
    }),
  })
  const counts = builder.objectRef<Counts>('ImportCounts').implement({
    fields: (t) => ({
      created: t.exposeInt('created'),
      changed: t.exposeInt('changed'),
      unchanged: t.exposeInt('unchanged'),
      doubtful: t.exposeInt('doubtful', { description: 'Left out.' }),
    }),
  })
  const item = builder.objectRef<ImportedItem>('ImportedItem').implement({
    description: 'A node or link that is created or changed.',
    fields: (t) => ({
      subject: t.expose('subject', { type: enums.subject }),
      kind: t.exposeString('kind', { description: 'The kind of the node, or the type of the link.' }),
      id: t.exposeID('id'),
      title: t.string({
        nullable: true,
        args: { lang: t.arg(title) },
        resolve: (one, args) => titleIn(one.title, args.lang),
      }),
      fields: t.stringList({
        description: 'What is changed of it; empty for what is created.',
        resolve: ({ fields }) => [...fields],
      }),
      file: t.exposeString('file'),
      line: t.exposeInt('line'),
    }),
  })
  const twin = builder.objectRef<DoubtfulItem['twins'][number]>('ImportTwin').implement({
    description: 'A node of the graph that one of a file may be.',
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.string({
        nullable: true,
        args: { lang: t.arg(title) },
        resolve: (one, args) => titleIn(one.title, args.lang),
      }),
    }),
  })
  const doubtful = builder.objectRef<DoubtfulItem>('DoubtfulItem').implement({
    description: 'A node of a file that may be one of the graph.',
    fields: (t) => ({
      kind: t.exposeString('kind'),
      id: t.exposeID('id', { nullable: true, description: 'As the file has it.' }),
      title: t.string({
        nullable: true,
        args: { lang: t.arg(title) },
        resolve: (one, args) => titleIn(one.title, args.lang),
      }),
      twins: t.field({ type: [twin], resolve: ({ twins }) => [...twins] }),
      file: t.exposeString('file'),
      line: t.exposeInt('line'),
    }),
  })
  const merged = builder.objectRef<MergedItem>('MergedItem').implement({
    description: 'An id in a file whose node was merged into another: it is taken for that one.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'As the file has it.' }),
      into: t.exposeID('into'),
      kind: t.exposeString('kind'),
      title: t.string({
        nullable: true,
        description: 'Of the node that it was merged into.',
        args: { lang: t.arg(title) },
        resolve: (one, args) => titleIn(one.title, args.lang),
      }),
      isSetAside: t.exposeBoolean('isSetAside', {
        description:
          'Whether what the file says of it is left aside, since the files speak of the other one as well.',
      }),
      file: t.exposeString('file'),
      line: t.exposeInt('line'),
    }),
  })
  const rule = builder.enumType('ImportRule', { values: IMPORT_RULES })
  const problem = builder.objectRef<ImportProblem>('ImportProblem').implement({
    description: 'Something that keeps files from being imported.',
    fields: (t) => ({
      file: t.exposeString('file'),
      line: t.exposeInt('line', { nullable: true }),
      path: t.exposeString('path', {
        description: 'The place within the node or link; a column of a table.',
      }),
      reason: t.exposeString('reason'),
      rule: t.expose('rule', { type: rule, description: 'For clients that say it in words of their own.' }),
      field: t.exposeString('field', {
        nullable: true,
        description: 'Where a field of a kind is wrong: Directive.form.',
      }),
    }),
  })
  const result = builder.objectRef<ToldImport>('ImportResult').implement({
    description: 'What an import did, or with dryRun would do. Lists show the first 100.',
    fields: (t) => ({
      done: t.exposeBoolean('done'),
      changeSetId: t.exposeID('changeSetId', {
        nullable: true,
        description: 'The change set, which can be undone; null where nothing differed.',
      }),
      seq: t.exposeInt('seq', { nullable: true }),
      nodes: t.expose('nodes', { type: counts }),
      links: t.expose('links', { type: counts }),
      created: t.field({ type: [item], resolve: ({ created }) => [...created] }),
      changed: t.field({ type: [item], resolve: ({ changed }) => [...changed] }),
      doubtful: t.field({ type: [doubtful], resolve: (one) => [...one.doubtful] }),
      merged: t.field({ type: [merged], resolve: (one) => [...one.merged] }),
      mergedCount: t.exposeInt('mergedCount'),
      problems: t.field({ type: [problem], resolve: ({ problems }) => [...problems] }),
      problemCount: t.exposeInt('problemCount'),
    }),
  })
  builder.mutationField('importGraph', (t) =>
    t.field({
      type: result,
      description:
        'Imports files as one change set: what is new is created, and of what is there only that is changed which they ' +
        'state. Larger ones are posted to /import.',
      args: {
        files: t.arg({ type: [file], required: true }),
        doubtful: t.arg({ type: choice, required: true, defaultValue: 'LEAVE' }),
        reason: t.arg.string({ description: 'Why, for the change log.' }),
        dryRun: t.arg.boolean({
          required: true,
          defaultValue: false,
          description: 'Only tells what would be done, and every problem.',
        }),
      },
      resolve: async (_root, { files, doubtful: what, reason, dryRun }, context) =>
        toldImport(
          await importFiles(
            context.store,
            context.model,
            files.map((one, index) =>
              givenFile(one.name, one.format ?? formatOf(one.name), one.content, one.mapping, index),
            ),
            { author: authorOf(context, reason, 'IMPORT'), dryRun, doubtful: what },
          ),
          dryRun,
        ),
    }),
  )

  const proposal = builder.objectRef<Proposal>('CsvProposal').implement({
    description: 'How a table would be read.',
    fields: (t) => ({
      header: t.stringList({ resolve: ({ header }) => [...header] }),
      rows: t.field({
        type: 'JSON',
        description: 'The cells of the first rows.',
        resolve: ({ rows }) => rows,
      }),
      kind: t.field({ type: entityKind, nullable: true, resolve: ({ mapping: { kind } }) => kind }),
      separator: t.string({ resolve: ({ mapping: { separator } }) => separator }),
      columns: t.stringList({ resolve: ({ mapping: { columns } }) => [...columns] }),
      meanings: t.stringList({
        description: 'Everything that a column can hold.',
        resolve: ({ meanings }) => [...meanings],
      }),
      alternatives: t.field({
        type: [entityKind],
        description:
          'The kinds that the rows could as well be of: where there are any, one has to be chosen.',
        resolve: ({ alternatives }) => [...alternatives],
      }),
      isKept: t.exposeBoolean('isKept', {
        description: 'Whether a table of this header was imported so before.',
      }),
    }),
  })
  builder.queryField('importMapping', (t) =>
    t.field({
      type: proposal,
      description: 'How a table would be read, by its beginning.',
      args: {
        name: t.arg.string({ required: true, description: 'Of the file.' }),
        head: t.arg.string({ required: true, description: 'Its first lines.' }),
        kind: t.arg({
          type: entityKind,
          description: 'Of which kind the rows are, where somebody has chosen.',
        }),
        links: t.arg.boolean({ description: 'Whether each row is a link.' }),
      },
      resolve: (_root, { name, head, kind, links }, { store, model }) =>
        proposeMapping(store, model, name, head, links === true ? null : (kind ?? undefined)),
    }),
  )
}

function givenFile(
  name: string,
  format: ImportFile['format'] | undefined,
  content: string,
  mapping: MappingInput | null | undefined,
  index: number,
): ImportFile {
  if (format === undefined)
    throw badInput([{ path: `files.${index}.format`, reason: 'must be given: the name does not say it' }])
  return { name, format, bytes: () => bytesOf(content), mapping: mapping ? givenMapping(mapping) : undefined }
}

interface MappingInput {
  readonly kind?: string | null | undefined
  readonly separator: string
  readonly columns?: readonly string[] | null | undefined
}

const givenMapping = ({ kind = null, separator, columns }: MappingInput): GivenMapping =>
  columns ? { kind, separator, columns } : { kind }

async function* bytesOf(content: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(content))
}
