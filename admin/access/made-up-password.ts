/** Told apart at a glance: no 0 and o, no 1 and l; their number divides 256 but for a remainder that is thrown away. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP = 5

/** Some 99 random bits in groups that can be passed on by telephone. */
export function madeUpPassword(): string {
  const letters: string[] = []
  const fair = 256 - (256 % LETTERS.length)
  while (letters.length < GROUPS * GROUP) {
    const [byte = fair] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < fair) letters.push(LETTERS.charAt(byte % LETTERS.length))
  }
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP, (group + 1) * GROUP).join(''),
  ).join('-')
}
