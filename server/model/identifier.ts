const plain = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * A label, relationship type or property as Cypher writes it. They come from the model alone.
 * @throws Error on a name that no model can declare.
 */
export function identifier(name: string): string {
  if (!plain.test(name)) throw new Error(`No identifier: ${JSON.stringify(name)}`)
  return name
}
