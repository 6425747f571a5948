import { describe, expect, it } from 'vitest'
import { written } from '../../admin/i18n/provider.ts'

/** Every message by its path. */
function flat(messages: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(messages) as [string, unknown][]) {
    if (typeof value === 'string') found.set(path + name, value)
    else if (typeof value === 'object' && value !== null)
      for (const [inner, text] of flat(value, `${path}${name}.`)) found.set(inner, text)
  }
  return found
}

const variables = (text: string) =>
  [...new Set([...text.matchAll(/%\{(\w+)\}/g)].map(([, name = '']) => name))].sort()
const vi = flat(written.vi)
const en = flat(written.en)

describe('messages', () => {
  it('exist in both languages', () => {
    expect([...vi.keys()].filter((key) => !en.has(key))).toEqual([])
    expect([...en.keys()].filter((key) => !vi.has(key))).toEqual([])
  })

  it('name the same variables in both languages', () => {
    const differing = [...en].filter(
      ([key, text]) => String(variables(text)) !== String(variables(vi.get(key) ?? '')),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it('have the plural forms of their language: two in English, and none or as many in Vietnamese', () => {
    const forms = (text: string) => text.split('||||').length
    const differing = [...vi].filter(
      ([key, text]) => forms(text) !== 1 && forms(text) !== forms(en.get(key) ?? ''),
    )
    expect(differing.map(([key]) => key)).toEqual([])
    expect([...en.values()].filter((text) => forms(text) > 2)).toEqual([])
  })

  it('leave no two rooms with one name', () => {
    const rooms = Object.keys(written.vi)
    expect(rooms).toEqual(Object.keys(written.en))
    expect(rooms).toEqual(expect.arrayContaining(['ra', 'lg']))
  })
})
