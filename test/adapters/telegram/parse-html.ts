/** Telegram's HTML, read as its Bot API server reads it: what parses there parses here, and what does not gives the same complaint. */

export type Entity = { type: string; offset: number; length: number; url?: string }
export type Parsed = { text: string; entities: Entity[] }

/** What the server answers with status 400. */
export class Unparsable extends Error {
  constructor(what: string) {
    super(`Bad Request: can't parse entities: ${what}`)
  }
}

const TYPES: Record<string, string> = {
  ...{ b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline' },
  ...{ s: 'strikethrough', strike: 'strikethrough', del: 'strikethrough', a: 'text_link', code: 'code', pre: 'pre' },
  ...{ blockquote: 'blockquote', span: 'spoiler', 'tg-spoiler': 'spoiler', 'tg-emoji': 'custom_emoji' },
}
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** @throws Unparsable */
export function parseHtml(html: string): Parsed {
  const open: { tag: string; attributes: Map<string, string>; offset: number; at: number }[] = []
  const entities: Entity[] = []
  let text = ''
  let at = 0
  const bytes = (): number => Buffer.byteLength(html.slice(0, at))

  while (at < html.length) {
    const character = html[at]
    if (character === '&') text += reference()
    else if (character === '<') readTag()
    else {
      text += character
      at++
    }
  }
  const unclosed = open.at(-1)
  if (unclosed) throw new Unparsable(`Can't find end tag corresponding to start tag "${unclosed.tag}"`)
  return trimmed(text, entities)

  function reference(): string {
    const found = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot));?/i.exec(html.slice(at))
    if (!found) {
      at++
      return '&'
    }
    at += found[0].length
    const [, decimal, hexadecimal, name] = found
    if (name) return NAMED[name.toLowerCase()] ?? ''
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '0', 16))
  }

  function readTag(): void {
    const start = bytes()
    const end = /^<\/([^>]*)>/.exec(html.slice(at))
    if (end) {
      close(end[0], (end[1] ?? '').trim().toLowerCase(), start)
      return
    }
    const begin = /^<([^\s>/]+)((?:\s+[a-z0-9-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>/i.exec(html.slice(at))
    if (!begin) {
      const name = /^<([^\s>]*)/.exec(html.slice(at))?.[1] ?? ''
      if (name === '' || !(name.toLowerCase() in TYPES))
        throw new Unparsable(`Unsupported start tag "${name.toLowerCase()}" at byte offset ${start}`)
      throw new Unparsable(`Unclosed start tag at byte offset ${start}`)
    }
    const tag = (begin[1] ?? '').toLowerCase()
    if (!(tag in TYPES)) throw new Unparsable(`Unsupported start tag "${tag}" at byte offset ${start}`)
    const attributes = new Map(
      Array.from(
        (begin[2] ?? '').matchAll(/([a-z0-9-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/gi),
        ([, name = '', ...values]) => [name.toLowerCase(), values.find((value) => value !== undefined) ?? ''] as const,
      ),
    )
    if (tag === 'span' && attributes.get('class') !== 'tg-spoiler')
      throw new Unparsable(`Tag "span" must have class "tg-spoiler" at byte offset ${start}`)
    open.push({ tag, attributes, offset: text.length, at: start })
    at += begin[0].length
  }

  function close(whole: string, tag: string, start: number): void {
    const opened = open.pop()
    if (!opened) throw new Unparsable(`Unexpected end tag at byte offset ${start}`)
    if (tag !== '' && tag !== opened.tag)
      throw new Unparsable(`Unmatched end tag at byte offset ${start}, expected "</${opened.tag}>", found "</${tag}>"`)
    at += whole.length
    const length = text.length - opened.offset
    const type =
      opened.tag === 'blockquote' && opened.attributes.has('expandable') ? 'expandable_blockquote' : TYPES[opened.tag]
    if (length === 0 || type === undefined) return
    const address = opened.attributes.get('href')
    if (type === 'text_link') {
      // A link that is none is dropped without a word; its text stays.
      if (address === undefined || !URL.canParse(unescaped(address))) return
      entities.push({ type, offset: opened.offset, length, url: unescaped(address) })
    } else entities.push({ type, offset: opened.offset, length })
  }
}

const unescaped = (text: string): string => text.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => NAMED[name] ?? '')

/** Outer white space goes, control characters become spaces. */
function trimmed(text: string, entities: Entity[]): Parsed {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const clean = text.replace(/[\x00-\x09\x0b-\x1f]/g, ' ')
  const lead = clean.length - clean.trimStart().length
  const end = clean.trimEnd().length
  return {
    text: clean.trim(),
    entities: entities
      .map((entity) => ({ ...entity, offset: entity.offset - lead }))
      .filter(({ offset }) => offset >= 0 && offset < end - lead)
      .map((entity) => ({ ...entity, length: Math.min(entity.length, end - lead - entity.offset) })),
  }
}
