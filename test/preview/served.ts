/** The preview page over a folder of knowledge, served on loopback as the command serves it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPreviews } from '../../src/cli/platforms.ts'
import { preview } from '../../src/cli/preview.ts'
import { readConfig } from '../../src/config.ts'
import { edited, type Files, goodBase, writeFiles } from '../knowledge/good-base.ts'
import { TODAY } from '../shipped.ts'

export type Served = {
  /** With a slash at its end. */
  address: string
  write(files: Files): void
  /** @returns the command's exit code */
  stop(): Promise<number>
}

export async function serveFiles(files: Files = goodBase()): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'preview-'))
  writeFiles(folder, files)
  const stop = new AbortController()
  const { promise: address, resolve, reject } = Promise.withResolvers<string>()
  const err: string[] = []
  const ended = preview(
    ['--port', '0'],
    readConfig({ KNOWLEDGE_DIR: folder, NOW: TODAY }),
    { out: resolve, err: (text) => err.push(text) },
    await loadPreviews(),
    stop.signal,
  )
  ended.then(() => reject(new Error(err.join('\n'))))
  return {
    address: await address,
    write: (changed) => writeFiles(folder, changed),
    async stop() {
      stop.abort()
      const code = await ended
      rmSync(folder, { recursive: true, force: true })
      return code
    },
  }
}

/** Three years make a picture. */
export function withThirdYear(): Files {
  const files = goodBase()
  const [first = ''] = (files['figures/online-crime.yaml'] ?? '').split(/^(?=- id: )/m)
  return {
    ...edited('figures/series.yaml', 'prosecuted-2019]', 'prosecuted-2019, prosecuted-2020]'),
    'figures/online-crime.yaml': `${files['figures/online-crime.yaml']}${first.replaceAll('2018', '2020')}`,
  }
}
