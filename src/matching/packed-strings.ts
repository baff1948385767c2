/** Many strings as one array of UTF-16 units: nothing is decoded until it is asked for. */

export type PackedStrings = { units: Uint16Array; starts: Uint32Array }

export function packStrings(strings: readonly string[]): PackedStrings {
  const starts = new Uint32Array(strings.length + 1)
  for (const [index, text] of strings.entries()) starts[index + 1] = (starts[index] as number) + text.length
  const units = new Uint16Array(starts[strings.length] as number)
  let at = 0
  for (const text of strings) for (let index = 0; index < text.length; index++) units[at++] = text.charCodeAt(index)
  return { units, starts }
}

export const countOf = ({ starts }: PackedStrings): number => starts.length - 1

export function stringAt({ units, starts }: PackedStrings, index: number): string {
  const from = starts[index] ?? 0
  const to = starts[index + 1] ?? from
  return Buffer.from(units.buffer, units.byteOffset + from * 2, (to - from) * 2).toString('utf16le')
}
