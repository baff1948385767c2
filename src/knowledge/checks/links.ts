/** Links that cannot be: told by how they are written, with no network. */
import type { Check, Located } from '../draft.ts'
import type { Problem } from '../problem.ts'
import type { Source } from '../schema/sources.ts'

export const checkLinks: Check = (draft) =>
  draft.sources.flatMap((record): Problem[] => {
    const trouble = record.value.url === undefined ? undefined : troubleWith(record.value.url)
    return trouble === undefined ? [] : [record.problemAt(['url'], 'bad-link', trouble)]
  })

/** Names that no public site has (RFC 2606, RFC 6761, RFC 6762, RFC 8375). */
const RESERVED = /(?:^|\.)(?:example|test|invalid|localhost|local|internal|onion|home\.arpa|example\.(?:com|net|org))$/

function troubleWith(url: string): string | undefined {
  const { hostname, username, port } = new URL(url)
  const host = hostname.replace(/\.$/, '')
  if (username !== '') return 'holds a user name; write the address as a visitor sees it'
  if (/^\[|^[\d.]+$/.test(host))
    return `leads to the number ${host} instead of a name; write the publisher's own address`
  if (RESERVED.test(host)) return `${host} is kept for examples and inner networks, and nobody can open it`
  if (!/\.(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(host) || /^www\.[^.]+$/.test(host))
    return `${host} is no name of a public site; is the ending missing?`
  if (/(?:^|\.)(?:https?|www)\.?(?:www\.)?$|^https?\./.test(host) || /https?:\/\/?[^/]*$/.test(url.slice(8)))
    return 'holds http twice; keep the second address alone'
  if (port !== '' && Number(port) > 49_151) return `port ${port} belongs to no lasting site`
  if (/[\s"'<>]|[.,;!?、，。；]$/u.test(url))
    return 'ends with a mark of the sentence around it, or holds a space or quote'
  return undefined
}

/** A host that is reached by https elsewhere, and two sources for one page. */
export function remarkOnLinks(sources: readonly Located<Source>[]): Problem[] {
  const secure = new Set<string>()
  for (const { value } of sources) if (value.url?.startsWith('https:')) secure.add(new URL(value.url).hostname)
  const owners = new Map<string, string>()
  return sources.flatMap((record) => {
    const { url, id } = record.value
    if (url === undefined) return []
    const { protocol, hostname, pathname, search } = new URL(url)
    const remarks: Problem[] = []
    if (protocol === 'http:' && secure.has(hostname)) {
      remarks.push(
        record.problemAt(['url'], 'insecure-link', `another source reaches ${hostname} by https; write https here too`),
      )
    }
    const page = `${hostname}${pathname.replace(/\/$/, '')}${search}`
    const owner = owners.get(page)
    if (owner !== undefined)
      remarks.push(
        record.problemAt(['url'], 'duplicate-link', `is the page of "${owner}" as well; keep one of the two`),
      )
    else owners.set(page, id)
    return remarks
  })
}
