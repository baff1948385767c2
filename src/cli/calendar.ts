/** Writes whole-day events as an iCalendar file (RFC 5545). */
import { createHash } from 'node:crypto'

export type CalendarEvent = {
  /** The same for the same event in a later file, so that a calendar which reads both shows it once. */
  id: string
  /** ISO day. */
  day: string
  summary: string
  description: string
}

/**
 * The text with its line ends, as a file or an answer of a web server holds it.
 * @param today ISO day, for the stamp that says how new an event is
 */
export function writeCalendar(name: string, events: readonly CalendarEvent[], today: string): string {
  const stamp = `${compact(today)}T000000Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//online-crime-bot//upkeep//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${literal(name)}`,
    ...events.flatMap(({ id, day, summary, description }) => [
      'BEGIN:VEVENT',
      `UID:${createHash('sha256').update(id).digest('hex').slice(0, 32)}@online-crime-bot`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${compact(day)}`,
      `SUMMARY:${literal(summary)}`,
      `DESCRIPTION:${literal(description)}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

const compact = (day: string): string => day.replaceAll('-', '')

/** A TEXT value (3.3.11), which may hold no control character. */
const literal = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n|\t)\p{Cc}/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')

/** Octets in a line without its line end (3.1). */
const LONGEST_LINE = 75

/** Goes on in lines that begin with a space, and halves no character. */
function fold(line: string): string {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const character of line) {
    const more = Buffer.byteLength(character)
    if (octets + more > LONGEST_LINE) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += more
  }
  return [...parts, part].join('\r\n')
}
