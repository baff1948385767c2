/** Lines for the operator, as JSON on standard error. Secrets are struck out of whatever is logged. */
import { type DestinationStream, destination, pino } from 'pino'
import type { Log } from '../adapter.ts'

/**
 * @param secrets never appear in a line, wherever they came from
 * @param to for tests; standard error otherwise, so that answers on standard output stay clean
 */
export function buildLog(level: string, secrets: readonly string[], to: DestinationStream = destination(2)): Log {
  const strike = strikeOut(secrets)
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: strike } }, to)
}

const SECRET = '[secret]'

function strikeOut(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret !== '')
  return (text) => known.reduce((left, secret) => left.replaceAll(secret, SECRET), text)
}
