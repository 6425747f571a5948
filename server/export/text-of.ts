/** A field's value as text: numbers and truth values as JSON writes them. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
