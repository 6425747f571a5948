import { randomInt } from 'node:crypto'

/** Some 119 random bits in groups that can be typed from paper: no 0 and o, no 1 and l. */
export function madeUpPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
  return Array.from({ length: 4 }, group).join('-')
}
