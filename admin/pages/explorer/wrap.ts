/** A text in lines of at most so many letters, broken between words; an ellipsis tells of what did not fit. */
export function wrapped(text: string, { width, lines }: { width: number; lines: number }): string[] {
  const done: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= width || line === '') line = longer
    else {
      done.push(line)
      line = word
    }
  }
  if (line !== '') done.push(line)
  if (done.length <= lines) return done.map((one) => shortened(one, width))
  const last = done[lines - 1] ?? ''
  return [...done.slice(0, lines - 1), shortened(`${last}…`, width)]
}

const shortened = (line: string, width: number): string =>
  line.length <= width ? line : `${line.slice(0, width - 1).replace(/[\s,;:.–…-]+$/, '')}…`
