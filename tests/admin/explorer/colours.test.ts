import { describe, expect, it } from 'vitest'
import { kindColour } from '../../../admin/pages/explorer/colours.ts'
import { darkTheme, lightTheme } from '../../../admin/theme.ts'
import { made } from '../made-up.ts'

/** Relative luminance, Web Content Accessibility Guidelines 2.2. */
const luminance = (colour: string): number =>
  [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0)

const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const paper = { light: lightTheme, dark: darkTheme }
const modes = ['light', 'dark'] as const

describe('the colours of kinds', () => {
  it.each(modes)('stand out on the %s canvas', (mode) => {
    const background = paper[mode].palette?.background?.paper ?? (mode === 'light' ? '#ffffff' : '#121212')
    for (const { name } of made.kinds)
      expect(contrast(kindColour(made, name, mode), background), name).toBeGreaterThanOrEqual(3)
  })

  it.each(modes)('differ on the %s canvas, up to twelve kinds', (mode) => {
    const colours = made.kinds.slice(0, 12).map(({ name }) => kindColour(made, name, mode))
    expect(new Set(colours).size).toBe(colours.length)
  })
})
