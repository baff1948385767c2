/** A reply as a terminal of the usual width shows it. A terminal takes any length: there is nothing to measure. */
import type { Preview } from '../../src/adapter.ts'
import { renderReply } from './render.ts'

export const preview: Preview = (reply) => {
  const text = renderReply(reply, { columns: 0, colour: false })
  return [{ text, html: escapeHtml(text), buttons: [], payload: text, measures: [] }]
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escapeHtml = (text: string): string => text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? '')
