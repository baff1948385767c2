/** Texts of other people inside Markdown. */

/** A text that means nothing but itself. */
export const literal = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&').replace(/\s+/g, ' ')

/** A piece of code in a line; without the spaces, ticks at its ends would be taken for the fence. */
export function code(text: string): string {
  const ticks = fenceAround(text, 0)
  return ticks.length > 1 ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`
}

/** A block of code that no line of the text can end. */
export function fenced(language: string, text: string): string {
  const fence = fenceAround(text, 2)
  return `${fence}${language}\n${text}\n${fence}`
}

const fenceAround = (text: string, shorter: number): string =>
  '`'.repeat(Math.max(shorter, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length)) + 1)
