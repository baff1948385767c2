/** Findings as annotations on a pull request: workflow commands of GitHub Actions, which it reads from standard output. */
import type { Finding } from '../workbench/findings.ts'

export const annotation = ({ level, file, line, column, code, message, mend }: Finding): string => {
  const properties = { file, line: String(line), col: String(column), title: code }
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`)
  return `::${level === 'problem' ? 'error' : 'warning'} ${written.join(',')}::${escapeText(`${message}\n${mend}`)}`
}

/** As GitHub's own toolkit escapes them (actions/toolkit, packages/core/src/command.ts). */
const escapeText = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapeProperty = (text: string): string => escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
