/** What a person reads of Discord's markdown, and where its links lead. Apart from the adapter's own reading of it. */

export type Read = { text: string; bold: string[]; addresses: string[] }

const TOKEN = /\\([!-/:-@[-`{-~])|(\*\*|\*|__|_|~~|\|\||`)|\[|\]\(<?(https?:[^)>\s]+)>?\)|https?:\/\/[^\s<>)]+/g

export function parseMarkdown(markdown: string): Read {
  const bold: string[] = []
  const addresses: string[] = []
  const lines = markdown.split('\n').map((line) => {
    const [, mark = '', rest = ''] = /^((?:#{1,3} |-# |>>> |> |[-*] )?)(.*)$/.exec(line) ?? []
    return `${/^[-*] $/.test(mark) ? '• ' : ''}${readLine(rest)}`
  })
  return { text: lines.join('\n'), bold, addresses }

  function readLine(line: string): string {
    let text = ''
    let at = 0
    const open = new Map<string, number>()
    for (const match of line.matchAll(TOKEN)) {
      text += line.slice(at, match.index)
      at = match.index + match[0].length
      const [whole, escaped, mark, address] = match
      if (escaped !== undefined) text += escaped
      else if (mark !== undefined) {
        const began = open.get(mark)
        if (began === undefined) open.set(mark, text.length)
        else {
          if (mark === '**') bold.push(text.slice(began))
          open.delete(mark)
        }
      } else if (address !== undefined) addresses.push(address)
      // A bracket is shown unless it opens a link.
      else if (whole === '[') text += isLink(line.slice(match.index)) ? '' : '['
      else {
        addresses.push(whole)
        text += whole
      }
    }
    if (open.size > 0) throw new Error(`${[...open.keys()].join(' ')} is opened and never closed in: ${line}`)
    return text + line.slice(at)
  }
}

/** Whether the bracket that this begins with closes before an address. */
function isLink(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '[') depth++
    else if (text[at] === ']' && --depth === 0) return text[at + 1] === '('
  }
  return false
}
