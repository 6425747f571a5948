import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isObjectType,
  typeFromAST,
} from 'graphql'
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql'

/** One response key of a selection, with every field node that asks for it. */
export interface Selected {
  readonly alias: string
  readonly field: GraphQLField<unknown, unknown>
  readonly args: Readonly<Record<string, unknown>>
  readonly nodes: readonly FieldNode[]
}

/** The parts of graphql's resolve info that a selection is read from. */
export type SelectionContext = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>

/**
 * The fields that a selection asks of one object type, keyed by alias: fragments entered where they apply,
 * @skip and @include obeyed, arguments coerced. Follows CollectFields of the GraphQL specification, 6.3.2.
 */
export function selectionOf(
  context: SelectionContext,
  type: GraphQLObjectType,
  parents: readonly { readonly selectionSet?: SelectionSetNode | undefined }[],
): Selected[] {
  const grouped = new Map<string, FieldNode[]>()
  const entered = new Set<string>()
  for (const parent of parents)
    if (parent.selectionSet !== undefined) collect(context, type, parent.selectionSet, grouped, entered)
  return [...grouped].flatMap(([alias, nodes]) => {
    const [node] = nodes
    const field = node && fieldOf(context.schema, type, node.name.value)
    if (node === undefined || field === undefined) return []
    return [{ alias, field, args: getArgumentValues(field, node, context.variableValues), nodes }]
  })
}

/** The type of the objects that a field selects from. */
export function objectTypeOf({ field }: Pick<Selected, 'field'>): GraphQLObjectType {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) throw new Error(`${field.name} is no object`)
  return type
}

function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  }
  return type.getFields()[name]
}

function collect(
  context: SelectionContext,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  grouped: Map<string, FieldNode[]>,
  entered: Set<string>,
): void {
  for (const selection of set.selections) {
    if (!isIncluded(context, selection)) continue
    switch (selection.kind) {
      case Kind.FIELD: {
        const alias = selection.alias?.value ?? selection.name.value
        const nodes = grouped.get(alias)
        if (nodes === undefined) grouped.set(alias, [selection])
        else nodes.push(selection)
        break
      }
      case Kind.INLINE_FRAGMENT:
        if (applies(context.schema, selection, type))
          collect(context, type, selection.selectionSet, grouped, entered)
        break
      case Kind.FRAGMENT_SPREAD: {
        const name = selection.name.value
        const fragment = context.fragments[name]
        if (fragment === undefined || entered.has(name) || !applies(context.schema, fragment, type)) break
        entered.add(name)
        collect(context, type, fragment.selectionSet, grouped, entered)
        break
      }
    }
  }
}

function isIncluded(context: SelectionContext, node: SelectionSetNode['selections'][number]): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, context.variableValues)?.['if'] === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, context.variableValues)?.['if'] !== false
}

function applies(
  schema: GraphQLSchema,
  fragment: { readonly typeCondition?: FragmentDefinitionNode['typeCondition'] | undefined },
  type: GraphQLObjectType,
): boolean {
  if (fragment.typeCondition === undefined) return true
  const condition = typeFromAST(schema, fragment.typeCondition)
  if (isObjectType(condition)) return condition === type
  return condition !== undefined && isAbstractType(condition) && schema.isSubType(condition, type)
}
