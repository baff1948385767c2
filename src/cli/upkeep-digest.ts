/** The report of `upkeep` as Markdown, for an issue or a mail. */
import { literal } from './markdown.ts'
import type { Item, Section } from './upkeep-sections.ts'

/** @param today ISO day */
export function digest(sections: readonly Section[], today: string): string {
  const heading = `# Upkeep of the knowledge base, ${today}`
  if (sections.length === 0) return `${heading}\n\nNothing waits for you.`
  return [heading, ...sections.map(written)].join('\n\n')
}

function written({ title, items, long = false }: Section): string {
  const list = items.map(line).join('\n')
  const shown = long ? `<details><summary>Show all</summary>\n\n${list}\n\n</details>` : list
  return `## ${title} (${items.length})\n\n${shown}`
}

const line = ({ id, title, says, urgent, at }: Item): string =>
  [
    `- **${id}** ${literal(title)}`,
    ...(says === '' ? [] : [urgent ? `**${literal(says)}**` : literal(says)]),
    `\`${at}\``,
  ].join(' · ')
