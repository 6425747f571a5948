import type { Model } from '../../../server/model/index.ts'

export type Mode = 'light' | 'dark'

// Each stands out at 3:1 or more against the page (Web Content Accessibility Guidelines 2.2, 1.4.11); a test holds it.
const palette: Readonly<Record<Mode, readonly string[]>> = {
  light: [
    ...['#1d5fc4', '#c2410c', '#15803d', '#8b2fd6', '#b91c1c', '#0e7490'],
    ...['#a16207', '#be185d', '#475569', '#4d7c0f', '#3730a3', '#78350f'],
  ],
  dark: [
    ...['#7fb2ff', '#fb923c', '#4ade80', '#cf9fff', '#f87171', '#22d3ee'],
    ...['#facc15', '#f472b6', '#b4bfcc', '#a3e635', '#a5adff', '#d6a67a'],
  ],
}

/** The colour of a kind's nodes; beyond twelve kinds colours come again, and labels tell the kinds apart. */
export function kindColour(model: Model, kind: string, mode: Mode): string {
  const colours = palette[mode]
  const index = model.kinds.findIndex(({ name }) => name === kind)
  return colours[Math.max(0, index) % colours.length] ?? '#808080'
}
